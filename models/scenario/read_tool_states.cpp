// `tool_states:` of a line: what is known of tools when the run starts.

#include "models/packaging/stations/shared_tool.hpp"
#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/quantity.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace packline::scenario {

using namespace packaging;

void LineReader::tool_states() {
    const Node* node = root_.find("tool_states");
    if (node == nullptr) {
        return;
    }
    if (!node->is_list()) {
        diagnostics_.error(node->at, "tool_states is a list of tools, or the path of a CSV table",
                           "write `- {station: ..., tool: 1, setup: ...}`");
        return;
    }
    for (const Node& row : node->items) {
        tool_state(row);
    }
}

void LineReader::tool_state(const Node& row) {
    MapReader in{row, "tool state", diagnostics_};
    const std::string name = in.text("station");
    if (name.empty()) {
        return;
    }
    InitialToolSpec state;
    state.station = StationId{find(station_names_, name, in.at("station"), "station")};
    if (state.station.index() >= line_.stations.size()) {
        return;  // the line has no stations, which is reported
    }
    const StationSpec& station = line_.stations[state.station.index()];
    const std::int64_t tool = in.count("tool", 1, 100'000, 0).n;
    if (tool > std::int64_t{station.tools}) {
        in.error("tool", fmt::format("tool = {}, but '{}' has {}", tool, name, station.tools),
                 "tools of a station are numbered from 1");
        return;
    }
    if (in.has("setup")) {
        state.setup = FamilyId{
            find(station.setup.families, in.text("setup"), in.at("setup"), "setup family")};
        state.run = static_cast<std::uint32_t>(in.count("run", 0, 1'000'000, 0).n);
    } else if (in.has("run")) {
        in.error("run", "a run of which family?", "add `setup:`");
    }
    state.down = in.duration("down_for", Duration{});
    maintenance_due(in, state);
    initial_kits(in, state);
    initial_rooms(in, state);
    const std::uint32_t first = tool > 0 ? static_cast<std::uint32_t>(tool - 1) : 0;
    const std::uint32_t last = tool > 0 ? first : station.tools - 1;
    for (std::uint32_t t = first; t <= last; ++t) {
        state.tool = t;
        line_.tool_states.push_back(state);
    }
}

/// Kits that are on it, and how much of their life is used.
void LineReader::initial_kits(MapReader& in, InitialToolSpec& state) {
    const Node* kits = in.map("kits");
    if (kits == nullptr) {
        return;
    }
    for (const Member& m : kits->members) {
        const ToolingId kit{find(tooling_names_, m.key, m.at, "kit")};
        std::string why = "a count is wanted";
        const auto uses = m.value.is_scalar() ? parse_count(m.value.text, why) : std::nullopt;
        if (!uses) {
            diagnostics_.error(m.value.at, fmt::format("{} = {} ({})", m.key, m.value.text, why),
                               "write its uses so far: `12000`, or 0");
            continue;
        }
        if (kit.index() < line_.tooling.size()) {
            state.kits.push_back({kit, uses->n});
        }
    }
}

/// When the next lot may follow those inside, and when each place is free.
void LineReader::initial_rooms(MapReader& in, InitialToolSpec& state) {
    const StationSpec& station = line_.stations[state.station.index()];
    state.has_enters = in.has("enters_in");
    state.enters = in.duration("enters_in", Duration{});
    if (state.has_enters && !has_entrance(station)) {
        in.error("enters_in",
                 fmt::format("a tool of '{}' takes the next lot when it is empty, or by its ports "
                             "or slots",
                             station.name),
                 "leave the key out");
    }
    state.has_free = in.has("free_in");
    for (const Node* node : in.list("free_in")) {
        std::string why;
        const auto free = parse_duration(node->text, why);
        if (!free) {
            diagnostics_.error(node->at, fmt::format("free_in = {} ({})", node->text, why),
                               "write when each place is free: `[10 min, 25 min]`");
        }
        state.free.push_back(free.value_or(Duration{}));
    }
    if (state.free.size() > places_inside(station)) {
        in.error(
            "free_in",
            fmt::format("free_in of {} places, but a tool of '{}' has {} that fall free one by "
                        "one",
                        state.free.size(), station.name, places_inside(station)),
            "state each chamber, slot or place once, or leave the key out");
    }
}

/// Parts that are in stock: instead of `stock:` of a material.
void LineReader::stocks() {
    const Node* node = root_.find("stocks");
    if (node == nullptr || !node->is_list()) {
        return;  // what it is instead is reported with the other keys of the line
    }
    std::set<std::uint32_t> seen;
    for (const Node& row : node->items) {
        MapReader in{row, "stock", diagnostics_};
        const std::string name = in.text("material");
        const std::int64_t parts = in.count("parts", 0, 1'000'000'000'000, 0).n;
        if (name.empty()) {
            continue;
        }
        const std::size_t errors = diagnostics_.errors();
        const std::uint32_t id = find(material_names_, name, in.at("material"), "material");
        if (diagnostics_.errors() > errors || id >= line_.materials.size()) {
            continue;
        }
        MaterialSpec& material = line_.materials[id];
        if (material.unlimited) {
            in.error("material", fmt::format("the stock of '{}' is unlimited", name),
                     "leave the row out, or state a number as its `stock:`");
        } else if (!seen.insert(id).second) {
            in.error("material", fmt::format("'{}' a second time", name),
                     "state each material once");
        }
        material.initial = parts;
    }
}

/// Counted as its interval is.
void LineReader::maintenance_due(MapReader& in, InitialToolSpec& state) {
    if (in.has("maintenance") != in.has("due")) {
        in.error(in.has("due") ? "due" : "maintenance",
                 "a maintenance and when it is due go together",
                 "add the other one, or leave both out");
        return;
    }
    if (!in.has("due")) {
        return;
    }
    const auto& all = line_.stations[state.station.index()].maintenance;
    const std::string name = in.text("maintenance");
    const auto it = std::ranges::find(all, name, &MaintenanceSpec::name);
    if (it == all.end()) {
        std::vector<std::string> names;
        std::ranges::transform(all, std::back_inserter(names), &MaintenanceSpec::name);
        in.error("maintenance", fmt::format("no maintenance of the station is called '{}'", name),
                 suggest(name, names));
        return;
    }
    state.maintenance = static_cast<std::int32_t>(it - all.begin());
    if (it->every_count == 0) {
        state.due = in.duration("due", Duration{});
        return;
    }
    const Count due = in.count("due", 0, it->every_count, 0);
    state.due_count = due.n;
    if (!is_item_word(due.unit) && !is_site_word(due.unit)) {
        in.error("due", fmt::format("due = {} (not counted as `every` is)", in.text("due")),
                 "write `120 wafers`");
    }
}

}  // namespace packline::scenario
