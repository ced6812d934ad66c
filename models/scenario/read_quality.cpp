// Inspection, rework, queue-time limits and holds of a step.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <string_view>
#include <utility>

namespace packline::scenario {

using namespace packaging;

void LineReader::inspection(MapReader& reader, StepSpec& s) {
    const Node* node = reader.map("inspect");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "inspect", diagnostics_};
    s.inspects = true;
    if (const Node* finds = in.map("finds")) {
        for (const Member& m : finds->members) {
            std::string why;
            constexpr std::string_view kOfFaults = " of faults";
            const bool of_faults = m.value.text.ends_with(kOfFaults);
            const std::string text =
                of_faults ? m.value.text.substr(0, m.value.text.size() - kOfFaults.size())
                          : m.value.text;
            const auto share = parse_share(text, why);
            if (!share) {
                diagnostics_.error(m.value.at,
                                   fmt::format("{} = {} ({})", m.key, m.value.text, why),
                                   "the share of these defects that is found");
                continue;
            }
            // `all` is resolved when every mechanism of the line is known: see check_line.
            s.inspection.finds.push_back(
                {m.key == "all" ? MechanismId::none() : mechanism(m.key), *share, of_faults});
        }
    }
    s.inspection.overkill = in.share("overkill", 0.0);
    s.inspection.retests = static_cast<std::uint32_t>(in.count("retests", 0, 20, 0).n);
    s.inspection.retest_escape = in.share("retest_escape", 0.0);
    s.inspection.judges = in.has("accept");
    s.inspection.accept = in.count("accept", 0, 1'000'000'000, 0).n;
    retest(in, s);
    stated_yield(in, s);
    const bool stated = in.has("first_pass") || in.has("final");
    if (!in.has("finds") && !in.has("overkill") && !stated) {
        in.error("finds", "the inspection finds nothing",
                 "add `finds:`, or state the yield by `first_pass` or `final`");
    }
}

std::vector<MechanismId> LineReader::mechanism_list(MapReader& reader, std::string_view key) {
    std::vector<MechanismId> out;
    for (const Node* node : reader.list(key)) {
        if (std::ranges::find(mechanism_names_, node->text) == mechanism_names_.end()) {
            diagnostics_.error(node->at,
                               fmt::format("no mechanism is called '{}' so far", node->text),
                               "declare it under `mechanisms:`");
            continue;
        }
        out.push_back(mechanism(node->text));
    }
    return out;
}

void LineReader::rework(MapReader& reader, StepSpec& s) {
    const Node* node = reader.map("rework");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "rework", diagnostics_};
    ReworkSpec& r = s.rework;
    s.reworks = true;
    r.share = in.share("share", 0.0);
    r.mechanisms = mechanism_list(in, "of");
    if (in.has("share") == in.has("of")) {
        diagnostics_.error(
            node->at, "a rework says either `share` or `of`, not both or none",
            "share: sent back at random; of: item defects that this step's inspection finds");
    }
    for (const MechanismId m : r.mechanisms) {
        if (line_.mechanisms[m.index()].level != Level::item) {
            in.error(
                "of",
                fmt::format("mechanism '{}' spoils sites, not items (only whole items go back)",
                            line_.mechanisms[m.index()].name),
                "declare it as `item` under `mechanisms:`");
        }
    }
    if (!r.mechanisms.empty() && !s.inspects) {
        in.error("of", "this step inspects nothing",
                 "add `inspect:` with these mechanisms, or use `share`");
    }
    r.level = in.choice("level", {"item", "lot"}, 0) == 1 ? Level::lot : Level::item;
    const StepId to = step_named(in, "to");
    const StepId here{static_cast<std::uint32_t>(&s - route_->steps.data())};
    if (to > here && here.index() < route_->main_steps) {
        in.error("to", fmt::format("rework of '{}' goes forward to '{}'", s.name, in.text("to")),
                 "rework goes back to an earlier step, or to the step itself");
    }
    r.to = r.to.valid() ? r.to : to;  // rework steps first, where there are any
    if (in.text("max") == "unlimited" && in.has("max")) {
        r.max_passes = 0;
        if (r.share >= 1.0) {
            in.error("share", "everything goes back, without limit (the route has no exit)",
                     "lower the share, or set `max:`");
        }
    } else if (in.has("max")) {
        r.max_passes = static_cast<std::uint32_t>(in.count("max", 1, 7, 1).n);
    }
    r.clears = in.has("clears") ? mechanism_list(in, "clears") : r.mechanisms;
    if (in.has("merge_at")) {
        r.merge_at = step_named(in, "merge_at");
        if (r.merge_at <= here) {
            in.error("merge_at", "the rest would wait at a step that it has passed",
                     "name a later step of the route");
        }
    }
    r.wait = in.yes_no("wait", true);
    in.value("steps");
}

void LineReader::queue_times(MapReader& reader, StepSpec& s) {
    const StepId here{static_cast<std::uint32_t>(&s - route_->steps.data())};
    for (const Node* node : reader.list("start_within")) {
        MapReader in{*node, "start_within", diagnostics_};
        QueueTimeSpec q;
        q.limit = in.duration("limit", hours(1));
        q.from = step_named(in, "of");
        const std::vector<std::string> actions{"repeat", "yield", "scrap", "count"};
        q.action = static_cast<QueueTimeAction>(in.choice("action", actions, 2));
        q.repeat_from = in.has("to") ? step_named(in, "to") : q.from;
        q.max_repeats = static_cast<std::uint32_t>(in.count("max", 1, 1000, 1).n);
        q.then = in.choice("then", {"yield", "scrap"}, 1) == 0 ? QueueTimeAction::yield_loss
                                                               : QueueTimeAction::scrap;
        q.survive = in.share("survive", 1.0);
        if (in.has("mechanism")) {
            q.mechanism = mechanism(in.text("mechanism"));
        }
        if (q.from >= here || q.repeat_from > here) {
            in.error(q.from >= here ? "of" : "to", "a limit runs from an earlier step to this one",
                     "name a step that comes before");
        }
        const auto states_sublot = [&](std::size_t i) {
            return step_nodes_[i]->find("sublot") != nullptr;
        };
        const bool acts = q.action != QueueTimeAction::count;
        if (acts && (!states_sublot(here.index()) || !states_sublot(q.from.index()))) {
            diagnostics_.error(
                node->at,
                fmt::format("'{}' and '{}' must both state `sublot` (the clock runs per sublot)",
                            route_->steps[q.from.index()].name, s.name),
                "write `sublot: 5 wafers`, or `sublot: lot` if the whole lot moves at once");
        }
        s.queue_times.push_back(q);
    }
    if (s.queue_times.size() > 4) {
        reader.error("start_within", "a step has more than four queue-time limits", "join some");
    }
}

namespace {

/// Floor life by moisture sensitivity level, after IPC/JEDEC J-STD-020.
std::optional<Duration> floor_life_of(std::string_view level) {
    constexpr std::array<std::pair<std::string_view, Duration>, 6> levels{{{"2", days(365)},
                                                                           {"2a", days(28)},
                                                                           {"3", hours(168)},
                                                                           {"4", hours(72)},
                                                                           {"5", hours(48)},
                                                                           {"5a", hours(24)}}};
    for (const auto& [name, life] : levels) {
        if (name == level) {
            return life;
        }
    }
    return std::nullopt;
}

}  // namespace

void LineReader::floor_life(MapReader& reader, StepSpec& s) {
    s.dry = reader.yes_no("dry", false);
    const Node* node = reader.map("floor_life");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "floor_life", diagnostics_};
    const StepId here{static_cast<std::uint32_t>(&s - route_->steps.data())};
    s.has_floor_life = true;
    FloorLifeSpec& f = s.floor_life;
    constexpr std::string_view kLevel = "MSL ";
    const std::string limit = in.text("limit");
    if (limit.starts_with(kLevel)) {
        const auto life = floor_life_of(std::string_view{limit}.substr(kLevel.size()));
        if (!life) {
            in.error("limit", fmt::format("limit = {} (no level with a floor life)", limit),
                     "MSL 2, 2a, 3, 4, 5 or 5a; level 1 has no limit, level 6 is baked before use");
        }
        f.limit = life.value_or(hours(24));
    } else {
        f.limit = in.duration("limit", hours(24));
    }
    if (f.limit <= Duration{}) {
        in.error("limit", "a floor life of nothing (the lot would be baked for ever)",
                 "write `MSL 3` or a time such as `168 h`");
    }
    f.opened_at = step_named(in, "of");
    f.bake = step_named(in, "bake");
    if (f.opened_at >= here || f.bake >= here) {
        in.error(f.opened_at >= here ? "of" : "bake",
                 "a floor life runs from an earlier step to this one, with its bake between",
                 "name a step that comes before");
    }
}

void LineReader::hold(MapReader& reader, StepSpec& s) {
    const Node* node = reader.map("hold");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "hold", diagnostics_};
    s.hold.probability = in.share("probability", 0.0);
    s.hold.duration = in.time("takes");
}

}  // namespace packline::scenario
