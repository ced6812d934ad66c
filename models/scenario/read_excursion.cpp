// `excursions:` of a station.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::excursions(MapReader& reader, const StationSpec& station) {
    line_.excursions.emplace_back();
    for (const Node* node : reader.list("excursions")) {
        MapReader in{*node, "excursion", diagnostics_};
        ExcursionSpec e;
        e.name = in.has("name") ? in.text("name") : "excursion";
        if (in.has("after") == in.has("per_lot")) {
            diagnostics_.error(node->at,
                               "an excursion begins `after` a time or with a chance "
                               "`per_lot`",
                               "write {after: exp(500 h)} or {per_lot: 0.1 %}");
        }
        if (in.has("after")) {
            e.after = in.time("after");
        }
        e.per_lot = in.share("per_lot", 0.0);
        excursion_yield(in, e);
        excursion_found(in, e);
        e.repair = in.time("repair");
        e.screens = in.choice("affected", {"go on", "screen"}, 0) == 1;
        const auto same = [&](const ExcursionSpec& o) { return o.name == e.name; };
        if (std::ranges::any_of(line_.excursions.back(), same)) {
            diagnostics_.error(
                node->at,
                fmt::format("two excursions of '{}' are called '{}'", station.name, e.name),
                "give each a `name:` of its own; it keys its random numbers");
        }
        line_.excursions.back().push_back(std::move(e));
    }
}

void LineReader::excursion_yield(MapReader& in, ExcursionSpec& e) {
    e.yield.survive = in.share("survive", 1.0);
    const std::string name = in.text("mechanism");
    e.yield.mechanism = mechanism(name.empty() ? e.name : name);
    e.yield.latent = in.choice("found", {"at once", "latent"}, 1) == 1;
}

void LineReader::excursion_found(MapReader& reader, ExcursionSpec& e) {
    e.found_in_time = reader.has("found_after");
    if (e.found_in_time) {
        e.found_after = reader.time("found_after");
    }
    if (const Node* node = reader.map("watch")) {
        MapReader in{*node, "watch", diagnostics_};
        e.watch = in.text("step");
        e.threshold = in.share("above", 0.0);
        e.lots = static_cast<std::uint32_t>(in.count("lots", 1, kChartLots, 1).n);
    }
    if (!e.found_in_time && e.watch.empty()) {
        diagnostics_.error(reader.node().at,
                           "nothing ever finds the drift (the tool would never "
                           "be good again)",
                           "add `found_after:` or `watch: {step: ..., above: 5 %, lots: 3}`");
    }
}

}  // namespace packline::scenario
