// What a step of a route states that depends on the tools it is done on.

#include "models/scenario/line_reader.hpp"

#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

/// Pitch and transit of a cascade.
void LineReader::cascade_times(MapReader& reader, StepSpec& s) {
    const StationSpec& station = line_.stations[s.station.index()];
    const bool cascade = station.kind == StationKind::cascade;
    if (cascade && !reader.has("transit")) {
        diagnostics_.error(
            reader.node().at,
            fmt::format("step '{}' on cascade '{}' states no transit", s.name, station.name),
            "add `transit: 12 min`, from entry to exit of one item; `takes` is the pitch");
    } else if (!cascade && reader.has("transit")) {
        reader.error("transit", fmt::format("station '{}' is no cascade", station.name),
                     "leave the key out, or write `kind: cascade` at the station");
    } else if (cascade) {
        s.transit = reader.time("transit");
    }
    s.has_lot_pitch = reader.has("lot_pitch");
    if (s.has_lot_pitch && !cascade) {
        reader.error("lot_pitch", fmt::format("station '{}' is no cascade", station.name),
                     "leave the key out, or write `kind: cascade` at the station");
    } else if (s.has_lot_pitch) {
        s.lot_pitch = reader.time("lot_pitch");
    }
    if (!reader.has("takes")) {
        s.per = TimePer::item;
        s.time = Distribution::constant(0);
        if (!s.has_lot_pitch) {
            diagnostics_.error(reader.node().at, "missing key 'takes' (a step needs it)",
                               cascade ? "add `takes:` (the pitch of items) or `lot_pitch:`"
                                       : "add `takes:` (operation time): `20 min/lot`");
        }
    } else if (cascade && s.per != TimePer::item) {
        reader.error("takes",
                     fmt::format("takes = {} (at a cascade the pitch, stated per item)",
                                 reader.value("takes")->text),
                     "write `2 min/item` or `2 min/wafer`");
    }
}

/// Limits of a load of this step alone.
void LineReader::step_load(MapReader& reader, StepSpec& s) {
    const Node* node = reader.map("load");
    if (node == nullptr) {
        return;
    }
    const StationSpec& station = line_.stations[s.station.index()];
    if (station.kind != StationKind::batch) {
        reader.error("load", fmt::format("'{}' is no batch station", station.name),
                     "state `load:` at the station, or leave the key out");
        return;
    }
    MapReader in{*node, "step load", diagnostics_};
    constexpr std::int64_t kMost = 1'000'000'000;
    const Count max = in.count("max", 1, kMost, 1);
    const Count min = in.count("min", 1, kMost, 1);
    const auto counted = [](const std::string& unit, Level level) {
        return level == Level::lot    ? is_lot_word(unit)
               : level == Level::item ? is_item_word(unit)
                                      : is_site_word(unit);
    };
    if (!counted(max.unit, station.load.counted_in) ||
        (!min.unit.empty() && !counted(min.unit, station.load.counted_in))) {
        in.error("max",
                 fmt::format("max = {} (not counted as at '{}')", in.text("max"), station.name),
                 "count in the same as `load: {max: ...}` of the station");
    }
    s.load_max = max.n;
    s.load_min = min.n;
    if (s.load_min > s.load_max) {
        in.error("min",
                 fmt::format("min = {} is above max = {} (no load could ever start)", s.load_min,
                             s.load_max),
                 "lower min or raise max");
        s.load_min = s.load_max;
    }
}

/// A step that has to be done on the tool of an earlier one.
void LineReader::same_tool(MapReader& reader, StepSpec& s) {
    if (!reader.has("same_tool_as")) {
        return;
    }
    const StepId here{static_cast<std::uint32_t>(&s - route_->steps.data())};
    s.same_tool_as = step_named(reader, "same_tool_as");
    if (s.same_tool_as >= here) {
        reader.error("same_tool_as", "the tool is that of an earlier step",
                     "name a step that comes before");
        s.same_tool_as = StepId::none();
        return;
    }
    const StationSpec& station = line_.stations[s.station.index()];
    const std::string on{step_nodes_[s.same_tool_as.index()]->text_of("on")};
    if (on != station.name) {
        reader.error("same_tool_as",
                     fmt::format("'{}' is done on '{}', this step on '{}'",
                                 reader.text("same_tool_as"), on, station.name),
                     "only tools of one station can be the same");
    }
    if (station.kind == StationKind::batch) {
        reader.error("same_tool_as", "loads of a batch station take lots of many tools",
                     "leave the key out");
    }
}

}  // namespace packline::scenario
