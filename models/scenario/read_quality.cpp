// Yield, inspection, rework, queue-time limits and holds of a step.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::yields(MapReader& reader, StepSpec& s, const std::string& written_id) {
    // Losses of all layers of a repeat are booked under one name.
    std::string own = written_id.empty() ? s.name : written_id;
    for (std::size_t open = own.find('{'); open != std::string::npos; open = own.find('{')) {
        const std::size_t close = own.find('}', open);
        if (close == std::string::npos) {
            break;
        }
        own.erase(open, close - open + 1);
    }
    own.erase(0, own.find_first_not_of("_- "));
    own = own.empty() ? s.name : own;
    for (const Node* node : reader.list("yield")) {
        YieldSpec y;
        if (node->is_scalar()) {
            std::string why;
            const auto share = parse_share(node->text, why);
            if (!share) {
                diagnostics_.error(node->at, fmt::format("yield = {} ({})", node->text, why),
                                   "the share of sites without this step's defect");
                continue;
            }
            y.survive = *share;
            y.mechanism = mechanism(own);
        } else {
            MapReader in{*node, "yield", diagnostics_};
            y.survive = in.share("survive", 1.0);
            y.mechanism = mechanism(in.has("mechanism") ? in.text("mechanism") : own);
            y.latent = in.choice("found", {"at once", "latent"}, 0) == 1;
            y.correlation = in.share("correlation", 0.0);
            if (y.correlation >= 1.0) {
                in.error("correlation", "correlation = 1 (all sites of a lot share one fate)",
                         "declare the mechanism as `item`, or stay below 1");
                y.correlation = 0;
            }
        }
        s.yields.push_back(y);
    }
}

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
            const auto share = parse_share(m.value.text, why);
            if (!share) {
                diagnostics_.error(m.value.at,
                                   fmt::format("{} = {} ({})", m.key, m.value.text, why),
                                   "the share of these defects that is found");
                continue;
            }
            // `all` is resolved when every mechanism of the line is known: see check_line.
            s.inspection.finds.push_back(
                {m.key == "all" ? MechanismId::none() : mechanism(m.key), *share});
        }
    }
    s.inspection.overkill = in.share("overkill", 0.0);
    s.inspection.retests = static_cast<std::uint32_t>(in.count("retests", 0, 20, 0).n);
    s.inspection.retest_escape = in.share("retest_escape", 0.0);
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
        const std::vector<std::string> actions{"repeat", "yield", "scrap"};
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
        if (!states_sublot(here.index()) || !states_sublot(q.from.index())) {
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
