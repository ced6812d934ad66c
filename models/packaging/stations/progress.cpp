#include "models/packaging/stations/progress.hpp"

#include <algorithm>

namespace packline::packaging {

LoadId ToolAgenda::add_load(const Load& load) {
    if (free_loads_.empty()) {
        loads_.push_back(load);
        return LoadId::from_index(loads_.size() - 1);
    }
    const LoadId id = free_loads_.back();
    free_loads_.pop_back();
    loads_[id.index()] = load;
    return id;
}

void ToolAgenda::add(MilestoneId& head, Duration mark, MilestoneKind kind, LoadId load) {
    MilestoneId id;
    if (free_milestones_.empty()) {
        id = MilestoneId::from_index(milestones_.size());
        milestones_.emplace_back();
    } else {
        id = free_milestones_.back();
        free_milestones_.pop_back();
    }
    MilestoneId* place = &head;
    while (place->valid() && milestones_[place->index()].mark <= mark) {
        place = &milestones_[place->index()].next;
    }
    milestones_[id.index()] = Milestone{mark, kind, load, *place};
    *place = id;
}

Milestone ToolAgenda::pop(MilestoneId& head) {
    const Milestone out = milestones_[head.index()];
    free_milestones_.push_back(head);
    head = out.next;
    return out;
}

void ToolAgenda::shift(MilestoneId& head, LoadId load, Duration by) {
    MilestoneId old = head;
    head = MilestoneId::none();
    while (old.valid()) {
        const Milestone m = pop(old);
        add(head, !load.valid() || m.load == load ? m.mark + by : m.mark, m.kind, m.load);
    }
}

void ToolAgenda::stretch(MilestoneId head, Duration from, double factor) {
    for (MilestoneId id = head; id.valid(); id = milestones_[id.index()].next) {
        Duration& mark = milestones_[id.index()].mark;
        if (mark > from) {
            mark = from + from_seconds(to_seconds(mark - from) * factor);
        }
    }
}

template <class Keep>
void ToolAgenda::filter(MilestoneId& head, const Keep& keep) {
    MilestoneId old = head;
    head = MilestoneId::none();
    while (old.valid()) {
        const Milestone m = pop(old);
        if (keep(m)) {
            add(head, m.mark, m.kind, m.load);
        }
    }
}

void ToolAgenda::drop(MilestoneId& head, LoadId load) {
    filter(head, [&](const Milestone& m) { return m.load != load; });
}

void ToolAgenda::drop(MilestoneId& head, LoadId load, MilestoneKind kind) {
    filter(head,
           [&](const Milestone& m) { return m.kind != kind || (load.valid() && m.load != load); });
}

}  // namespace packline::packaging
