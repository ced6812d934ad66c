// Tools as they are when the run starts, with the lots that are inside them.

#include "models/packaging/line_wip.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>

namespace packline::packaging {

void LineStarter::set_tool(const InitialToolSpec& state) {
    const std::uint32_t index = tables_.first_tool(state.station) + state.tool;
    for (const InitialKit& kit : state.kits) {
        line_.tooling_.put_on(index, kit.kit, kit.uses);
    }
    if (state.down > Duration{}) {
        Tool& tool = line_.tools_[index];
        ++tool.failing;
        line_.trace(TraceKind::down, LotId::none(), &tool);
        line_.send(tool.entity, tool.entity, line_.now() + state.down, Priority::repair,
                   LineEvent::up_again, index);
        line_.settle(index);
    }
}

/// All that are in the tool with this one; who began first comes first.
std::vector<LineStarter::StatedLot> LineStarter::lots_in_tool_of(
    const InitialLotSpec& first) const {
    const auto station = [&](const InitialLotSpec& lot) {
        const RouteId route = tables_.spec.products[lot.product.index()].route;
        return tables_.step(tables_.index(route, lot.step)).station;
    };
    std::vector<StatedLot> lots;
    for (const InitialLotSpec& other : tables_.spec.wip) {
        if (other.tool == first.tool && station(other) == station(first)) {
            lots.push_back({find(other), &other});
        }
    }
    std::ranges::stable_sort(lots, std::ranges::greater{},
                             [](const StatedLot& l) { return l.spec->began; });
    return lots;
}

LotId LineStarter::find(const InitialLotSpec& initial) const {
    const std::uint64_t key = combine(
        tables_.identity().hash(tables_.product_entity(initial.product)), hash_name(initial.name));
    LotId lot{0};
    while (line_.lots_[lot].state == LotState::gone || line_.lots_[lot].key != key) {
        ++lot.value;
    }
    return lot;
}

/// The visits go on: what was drawn of them has been done in part, and the tool has been set up for
/// them. They begin one after another on a clock of the tool that is set back for it, so that each
/// finds the places inside as those before it have left them.
void LineStarter::stand_in_tool(std::uint32_t index, const std::vector<StatedLot>& lots) {
    Tool& tool = line_.tools_[index];
    const Station& station = line_.station_of(tool);
    if (!station.kits.empty()) {
        line_.mount_tooling(index, line_.step_of(lots.front().lot));
    }
    const std::uint32_t run = tool.run;
    const FamilyId before = tool.setup;
    FamilyId family;  // that some of them need; the others go with any
    for (const StatedLot& l : lots) {
        family = family.valid() ? family : line_.step_of(l.lot).setup;
    }
    tool.setup = family.valid() ? family : before;
    const Duration start = tool.clock.at(line_.now());
    std::ranges::fill(line_.chambers_[index], start - lots.front().spec->began);
    overdue_.clear();
    const std::size_t together = station.spec->kind == StationKind::batch ? lots.size() : 1;
    std::vector<LotId> load;
    for (std::size_t i = 0; i < lots.size(); i += together) {
        tool.clock.set(start - lots[i].spec->began, line_.now());
        pass_milestones(index);
        load.clear();
        for (std::size_t k = i; k < i + together; ++k) {
            load.push_back(lots[k].lot);
        }
        line_.start_load(index, load);
    }
    tool.clock.set(start, line_.now());
    pass_milestones(index);
    for (const Milestone& m : overdue_) {
        line_.agenda_.add(tool.milestones, start, m.kind, m.load);
    }
    leave_as_stated(index, lots);
    state_rooms(index);
    tool.setup = family.valid() ? station.spec->setup.kept(family) : before;
    tool.run = std::max(run, tool.run - run);
    line_.settle(index);
}

/// What was to come by now has come; who would have left already leaves at the start.
void LineStarter::pass_milestones(std::uint32_t index) {
    Tool& tool = line_.tools_[index];
    const Duration mark = tool.clock.at(line_.now());
    while (tool.milestones.valid() && line_.agenda_.at(tool.milestones).mark <= mark) {
        const Milestone m = line_.agenda_.pop(tool.milestones);
        if (m.kind == MilestoneKind::entrance_free) {
            tool.entrance_free = true;
        } else if (m.kind == MilestoneKind::loaded) {
            end_loading(index, m.load);
        } else {
            overdue_.push_back(m);
        }
    }
}

/// Whoever loaded it has gone: nobody is wanted for that at the start.
void LineStarter::end_loading(std::uint32_t index, LoadId id) {
    line_.loading_attended(index, id);
    Load& load = line_.agenda_.load(id);
    line_.hand_.wanted.clear();
    line_.want_load(id);
    if (load.unattended && line_.hand_.wanted.needs.empty()) {
        load.unattended = false;
        --line_.staff_[index].unattended;
    }
}

/// Figures of the run tell what happens in it, so that the time of a visit counts from its start.
void LineStarter::leave_as_stated(std::uint32_t index, const std::vector<StatedLot>& lots) {
    Tool& tool = line_.tools_[index];
    const Duration start = tool.clock.at(line_.now());
    for (LoadId id = tool.loads; id.valid(); id = line_.agenda_.load(id).next) {
        Load& load = line_.agenda_.load(id);
        load.started_mark = start;
        const auto stated = std::ranges::find(lots, load.first, &StatedLot::lot);
        if (stated->spec->has_leaves) {
            line_.agenda_.drop(tool.milestones, id, MilestoneKind::load_done);
            line_.agenda_.add(tool.milestones, start + stated->spec->leaves,
                              MilestoneKind::load_done, id);
        }
    }
}

/// What is stated of the places inside, where lots that have left had a part in it.
void LineStarter::state_rooms(std::uint32_t index) {
    Tool& tool = line_.tools_[index];
    const Duration start = tool.clock.at(line_.now());
    for (const InitialToolSpec& state : tables_.spec.tool_states) {
        if (tables_.first_tool(state.station) + state.tool != index) {
            continue;
        }
        std::vector<Duration>& places = line_.chambers_[index];
        for (std::size_t i = 0; state.has_free && i < places.size(); ++i) {
            places[i] = start + (i < state.free.size() ? state.free[i] : Duration{});
        }
        if (state.has_enters) {
            line_.agenda_.drop(tool.milestones, LoadId::none(), MilestoneKind::entrance_free);
            tool.entrance_free = state.enters == Duration{};
        }
        if (state.enters > Duration{}) {
            line_.agenda_.add(tool.milestones, start + state.enters, MilestoneKind::entrance_free,
                              tool.loads);
        }
    }
}

}  // namespace packline::packaging
