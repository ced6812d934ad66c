// `maintenance:` of a station.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

/// When it is due first: counted as `every` is.
void LineReader::first_maintenance(MapReader& in, MaintenanceSpec& m) {
    const Node* first = in.value("first");
    if (first == nullptr) {
        return;
    }
    std::string ignored;
    const std::size_t errors = diagnostics_.errors();
    const auto count = parse_count(first->text, ignored);
    const bool counted = count && (is_item_word(count->unit) || is_site_word(count->unit));
    if (counted != (m.every_count > 0)) {
        in.error("first", fmt::format("first = {} (not counted as `every` is)", first->text),
                 m.every_count > 0 ? "write `500 wafers`" : "write `168 h`");
    } else if (counted) {
        m.first_count = count->n;
    } else {
        m.first = in.duration("first", hours(1));
    }
    if (m.first_count == 0 && m.first == Duration{} && diagnostics_.errors() == errors) {
        in.error("first", "the first maintenance is due before anything is done",
                 "write a time or a number above zero");
    }
}

void LineReader::maintenance(MapReader& reader, StationSpec& s) {
    for (const Node* node : reader.list("maintenance")) {
        MapReader in{*node, "maintenance", diagnostics_};
        MaintenanceSpec m;
        m.name = in.has("name") ? in.text("name") : "maintenance";
        if (const Node* every = in.value("every")) {
            std::string why;
            std::string ignored;
            const auto count = parse_count(every->text, ignored);
            if (count && (is_item_word(count->unit) || is_site_word(count->unit))) {
                m.every_count = count->n;
            } else {
                m.every = in.duration("every", hours(1));
            }
            if (m.every_count == 0 && m.every == Duration{} && diagnostics_.ok()) {
                in.error("every", "maintenance without a pause never ends",
                         "write 168 h or 500 wafers");
            }
        }
        first_maintenance(in, m);
        m.duration = in.time("takes");
        m.stagger = in.yes_no("stagger", true);
        m.has_window = in.has("window");
        m.window = in.duration("window", Duration{});
        if (m.every_count == 0 && m.every > Duration{} &&
            m.duration.mean() >= to_seconds(m.every)) {
            in.error("takes",
                     "maintenance is due again before it ends (the tools would never work)",
                     "make `every` longer than `takes`");
        }
        if (s.maintenance.size() >= 32) {
            diagnostics_.error(node->at, "a station has more than 32 maintenances", "join some");
            return;
        }
        const auto same = [&](const MaintenanceSpec& o) { return o.name == m.name; };
        if (std::ranges::any_of(s.maintenance, same)) {
            diagnostics_.error(
                node->at, fmt::format("two maintenances of '{}' are called '{}'", s.name, m.name),
                "give each a `name:` of its own; it keys its random numbers");
        }
        s.maintenance.push_back(std::move(m));
    }
}

}  // namespace packline::scenario
