// `transfer:` and `vehicles:` of a line.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::fleets() {
    const Node* map = root_.find("vehicles");
    if (map == nullptr) {
        return;
    }
    for (const Member& m : map->members) {
        MapReader reader{m.value, "fleet", diagnostics_};
        FleetSpec f;
        f.name = m.key;
        f.vehicles = static_cast<std::uint32_t>(reader.count("count", 1, 100'000, 1).n);
        const Count capacity = reader.count("capacity", 1, 10'000, 1);
        f.capacity = capacity.n;
        if (!capacity.unit.empty() && !is_lot_word(capacity.unit)) {
            reader.error(
                "capacity",
                fmt::format("capacity = {} (vehicles carry lots)", reader.text("capacity")),
                "write `1 lot`, `4 lots`");
        }
        if (reader.has("loading")) {
            f.loading = reader.time("loading");
        }
        if (reader.has("unloading")) {
            f.unloading = reader.time("unloading");
        }
        f.has_empty = reader.has("empty");
        if (f.has_empty) {
            f.empty = reader.time("empty");
        }
        f.rule = reader.choice("answers", {"oldest", "nearest"}, 0) == 0 ? VehicleRule::oldest
                                                                         : VehicleRule::nearest;
        f.call_after = reader.duration("call_after", Duration{});
        vehicle_failures(reader, f);
        f.home = AreaId::none();
        if (reader.has("home")) {
            f.home = AreaId{find(area_names_, reader.text("home"), reader.at("home"), "area")};
        }
        at_.fleets.push_back(m.at);
        line_.fleets.push_back(std::move(f));
    }
}

void LineReader::vehicle_failures(MapReader& reader, FleetSpec& fleet) {
    const Node* node = reader.map("failures");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "vehicle failure", diagnostics_};
    fleet.fails = true;
    fleet.time_between = in.time("mtbf");
    fleet.repair = in.time("mttr");
    if (in.has("mtbf") && fleet.time_between.mean() <= 0) {
        in.error("mtbf", "the time between failures is zero",
                 "a vehicle that fails at once never moves");
    }
}

/// Where no home is stated, vehicles stand at the start where the first of their ways begins.
void LineReader::find_homes() {
    for (std::size_t f = 0; f < line_.fleets.size(); ++f) {
        FleetSpec& fleet = line_.fleets[f];
        if (!fleet.home.valid()) {
            const auto way =
                std::ranges::find(line_.transfers, FleetId::from_index(f), &TransferSpec::fleet);
            fleet.home = way == line_.transfers.end() ? AreaId{0} : way->from;
        }
    }
}

void LineReader::transfers(const Node& node) {
    if (!node.is_map()) {
        diagnostics_.error(node.at, "transfer is a map of times",
                           "write {default: 10 min, a -> b: 20 min}");
        return;
    }
    for (const Member& m : node.members) {
        std::optional<TransferSpec> way = transfer_way(m);
        if (!way) {
            continue;
        }
        if (way->time.upper() < 1) {
            diagnostics_.error(
                m.value.at,
                fmt::format("{} = {} (a transfer takes at least 1 s)", m.key,
                            m.value.is_map() ? m.value.text_of("takes") : m.value.text),
                "areas without a way between them are one area");
        }
        if (m.key == "default") {
            line_.default_transfer = way->time;
            line_.default_fleet = way->fleet;
            if (way->departs.scheduled) {
                diagnostics_.error(m.value.at, "departures are of one way, and default is none",
                                   "state them at `a -> b`");
            }
            continue;
        }
        const std::size_t arrow = m.key.find(" -> ");
        if (arrow == std::string::npos) {
            diagnostics_.error(m.at, fmt::format("'{}' names no two areas", m.key),
                               "write `from -> to: time`");
            continue;
        }
        way->from = AreaId{find(area_names_, m.key.substr(0, arrow), m.at, "area")};
        way->to = AreaId{find(area_names_, m.key.substr(arrow + 4), m.at, "area")};
        if (way->from == way->to && (way->fleet.valid() || way->departs.scheduled)) {
            diagnostics_.error(m.value.at, "vehicles and departures go from area to area",
                               "state only a time inside an area");
            continue;
        }
        line_.transfers.push_back(std::move(*way));
    }
}

/// A time, or a map that says who carries the lots or when they leave.
std::optional<TransferSpec> LineReader::transfer_way(const Member& m) {
    TransferSpec way;
    if (!m.value.is_map()) {
        std::string why;
        const auto time = parse_time(m.value.text, why);
        if (!time) {
            diagnostics_.error(m.value.at, fmt::format("{} = {} ({})", m.key, m.value.text, why),
                               "the time to move a lot between two areas");
            return std::nullopt;
        }
        way.time = *time;
        return way;
    }
    MapReader reader{m.value, "way", diagnostics_};
    const std::size_t errors = diagnostics_.errors();
    way.time = reader.time("takes");
    if (reader.has("by")) {
        way.fleet = FleetId{find(fleet_names_, reader.text("by"), reader.at("by"), "fleet")};
    }
    if (reader.has("departs")) {
        departures(reader, way.departs);
        if (reader.has("by")) {
            reader.error("departs", "a way has either vehicles that are called or departures",
                         "leave `by` or `departs` out");
        }
    } else if (reader.has("first") || reader.has("lots")) {
        reader.error(reader.has("first") ? "first" : "lots", "this is for ways with departures",
                     "add `departs: 12 h`, or leave it out");
    }
    return diagnostics_.errors() > errors ? std::nullopt : std::optional{way};
}

void LineReader::departures(MapReader& reader, DepartureSpec& d) {
    d.scheduled = true;
    const std::string text = reader.text("departs");
    if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
        d.every = reader.duration("departs", hours(12));
        if (d.every < Duration{1'000'000}) {
            reader.error("departs", "departures without a pause", "write `12 h`");
        }
        d.first = reader.duration("first", d.every);
    } else {
        d.calendar = CalendarId{find(calendar_names_, text, reader.at("departs"), "calendar")};
        if (reader.has("first")) {
            reader.error("first", "the calendar says when the first departure is",
                         "leave `first` out");
        }
    }
    d.lots = reader.count("lots", 1, 1'000'000, 0).n;
}

}  // namespace packline::scenario
