// `routes:` of a line: the steps.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/quantity.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::route(const Member& member) {
    MapReader reader{member.value, "route", diagnostics_};
    RouteSpec route;
    route.name = member.key;
    route_ = &route;
    step_names_.clear();
    step_nodes_.clear();
    const Node* steps = reader.value("steps");
    if (steps != nullptr && !steps->is_list()) {
        reader.error("steps", "steps is a list",
                     "write one `- {id: ..., on: ..., takes: ...}` per step");
    } else if (steps != nullptr) {
        number_steps(*steps, route);
    }
    if (route.steps.empty() && steps != nullptr && steps->is_list()) {
        reader.error("steps", fmt::format("route '{}' has no steps", route.name),
                     "add at least one");
    }
    std::vector<Location> locations;
    for (std::size_t i = 0; i < step_nodes_.size(); ++i) {
        locations.push_back(step_nodes_[i]->at);
        step(*step_nodes_[i], route.steps[i]);
    }
    at_.steps.push_back(std::move(locations));
    at_.routes.push_back(member.at);
    line_.routes.push_back(std::move(route));
    route_ = nullptr;
}

/// Gives every step its number and its way on: the main line first, then rework steps.
void LineReader::number_steps(const Node& steps, RouteSpec& route) {
    const auto add = [&](const Node& node) {
        const std::string id{node.text_of("id")};
        if (!id.empty() && std::ranges::find(step_names_, id) != step_names_.end()) {
            diagnostics_.error(node.at,
                               fmt::format("two steps of '{}' are called '{}'", route.name, id),
                               "in a repeat, write `{layer}` into the id");
        }
        step_names_.push_back(id);
        step_nodes_.push_back(&node);
        route.steps.emplace_back();
        route.steps.back().name = id;
    };
    for (const Node& node : steps.items) {
        add(node);
    }
    route.main_steps = route.steps.size();
    for (std::size_t i = 0; i + 1 < route.main_steps; ++i) {
        route.steps[i].next = StepId::from_index(i + 1);
    }
    for (std::size_t i = 0; i < route.main_steps; ++i) {
        const Node* rework = step_nodes_[i]->find("rework");
        const Node* extra = rework == nullptr ? nullptr : rework->find("steps");
        if (extra == nullptr) {
            continue;
        }
        // As a number: names added below move the others in memory.
        const auto to = static_cast<std::size_t>(
            std::ranges::find(step_names_, std::string{rework->text_of("to")}) -
            step_names_.begin());
        for (std::size_t k = 0; k < extra->items.size(); ++k) {
            add(extra->items[k]);
            const std::size_t here = route.steps.size() - 1;
            const bool last = k + 1 == extra->items.size();
            route.steps[here].next = StepId::from_index(last ? to : here + 1);
            // Rework belongs to the layer whose step asked for it.
            const std::string layer{step_nodes_[i]->text_of("layer")};
            std::string why;
            const auto n = parse_count(layer, why);  // a wrong one is reported by step()
            route.steps[here].layer = n ? static_cast<std::uint32_t>(n->n) : 0U;
        }
        if (!extra->items.empty()) {
            route.steps[i].rework.to = StepId::from_index(route.steps.size() - extra->items.size());
        }
    }
}

void LineReader::step(const Node& node, StepSpec& s) {
    MapReader reader{node, "step", diagnostics_};
    if (!node.is_map()) {
        return;
    }
    reader.text("id");
    const std::string on = reader.text("on");
    s.station = StationId{on.empty() ? 0 : find(station_names_, on, reader.at("on"), "station")};
    if (s.station.index() >= line_.stations.size()) {
        return;  // the line has no stations at all, which is reported
    }
    const StationSpec& station = line_.stations[s.station.index()];
    operation_time(reader, s);
    step_load(reader, s);
    s.recipe = reader.has("recipe") ? reader.text("recipe") : s.name;
    if (reader.has("setup")) {
        const std::string family = reader.text("setup");
        const auto it = std::ranges::find(station.setup.families, family);
        s.setup =
            FamilyId::from_index(static_cast<std::size_t>(it - station.setup.families.begin()));
        if (station.setup.otherwise.mean() == 0 && station.setup.changes.empty()) {
            reader.error("setup", fmt::format("station '{}' has no setup times", station.name),
                         fmt::format("add `setup: 20 min` to the station, or leave the key out"));
        }
    }
    if (const Node* kits = reader.value("tooling")) {
        s.tooling = tooling_needs(*kits);
    } else if (s.setup.valid() && s.setup.index() < family_tooling_[s.station.index()].size()) {
        s.tooling = family_tooling_[s.station.index()][s.setup.index()];
    }
    std::ranges::copy_n(station.operators.begin(), kVisitTasks, s.operators.begin());
    operators(reader, s.operators, station.loading.upper() > 0);
    if (reader.has("layer")) {
        s.layer = static_cast<std::uint32_t>(reader.count("layer", 0, 1'000'000, 0).n);
    }
    same_tool(reader, s);
    sublot(reader, s);
    s.split = static_cast<std::uint32_t>(reader.count("split", 1, 1000, 1).n);
    sample(reader, s);
    yields(reader, s);
    inspection(reader, s);
    bins(reader, s);
    rework(reader, s);
    queue_times(reader, s);
    floor_life(reader, s);
    hold(reader, s);
    assembly(reader, s);
    if (reader.has("takes_carrier")) {
        s.takes_carrier = CarrierPoolId{find(carrier_names_, reader.text("takes_carrier"),
                                             reader.at("takes_carrier"), "carrier pool")};
    }
    if (reader.has("frees_carrier")) {
        s.frees_carrier = CarrierPoolId{find(carrier_names_, reader.text("frees_carrier"),
                                             reader.at("frees_carrier"), "carrier pool")};
    }
    s.singulates = reader.yes_no("singulates", false);
    s.consumables = consumables(reader);
}

void LineReader::operation_time(MapReader& reader, StepSpec& s) {
    const StationSpec& station = line_.stations[s.station.index()];
    const Node* node = reader.value("takes");
    if (node != nullptr) {
        std::string why;
        const auto time = parse_operation_time(node->text, why);
        if (!time) {
            reader.error("takes", fmt::format("takes = {} ({})", node->text, why),
                         "write `20 min/lot`, `3 min/wafer`, `4 h/load` or `7000 die/h`");
        } else {
            s.time = time->time;
            if (time->per.empty()) {
                const bool loads =
                    station.kind == StationKind::batch || station.kind == StationKind::tester;
                s.per = loads ? TimePer::load : TimePer::lot;
            } else if (is_lot_word(time->per)) {
                s.per = TimePer::lot;
            } else if (is_item_word(time->per)) {
                s.per = TimePer::item;
            } else if (is_site_word(time->per)) {
                s.per = TimePer::site;
            } else if (is_load_word(time->per)) {
                s.per = TimePer::load;
            } else {
                reader.error(
                    "takes",
                    fmt::format("takes = {} (nothing is counted in '{}')", node->text, time->per),
                    "per lot, load, batch, touchdown, wafer, panel, strip, item, die, site or "
                    "unit");
            }
        }
    }
    if (station.kind == StationKind::tester && node != nullptr && s.per != TimePer::load &&
        s.per != TimePer::site) {
        reader.error(
            "takes", fmt::format("takes = {} (on tester '{}')", node->text, station.name),
            "write `12 s/touchdown`, of one unit by itself, or `1000 units/h` of the cell");
    }
    cascade_times(reader, s);
    if (station.kind == StationKind::rack && node != nullptr &&
        (s.per == TimePer::item || s.per == TimePer::site)) {
        reader.error("takes",
                     fmt::format("takes = {} (slots of a rack work side by side)", node->text),
                     "state the time of a lot: 24 h/lot");
    }
}

/// A step before this one has singulated the lot.
bool LineReader::in_units(const StepSpec& s) const {
    const auto here = static_cast<std::size_t>(&s - route_->steps.data());
    return std::any_of(
        step_nodes_.begin(),
        step_nodes_.begin() + static_cast<std::ptrdiff_t>(std::min(here, route_->main_steps)),
        [](const Node* n) {
            return n->text_of("singulates") == "yes" || n->text_of("singulates") == "true";
        });
}

void LineReader::sublot(MapReader& reader, StepSpec& s) {
    const Node* node = reader.value("sublot");
    if (node == nullptr) {
        return;
    }
    if (node->text == "lot") {
        return;
    }
    const Count count = reader.count("sublot", 1, 1'000'000'000, 1);
    s.sublot = count.n;
    const bool units = in_units(s);
    if (!count.unit.empty() && !(units ? is_site_word(count.unit) : is_item_word(count.unit))) {
        reader.error(
            "sublot",
            fmt::format("sublot = {} (lots are in {} at this step)", node->text,
                        units ? "units: they are singulated" : "items such as wafers or panels"),
            units ? "count it in units" : "count it in items, or write `lot`");
    }
}

/// `{qualify: 10 lots, then: 1 in 5 lots}`.
void LineReader::skip_lot(const Node& node, StepSpec& s) {
    MapReader in{node, "sample", diagnostics_};
    s.sample.kind = SampleSpec::Kind::skip_lot;
    s.sample.qualify = static_cast<std::uint32_t>(in.count("qualify", 1, 1'000'000, 1).n);
    const std::string then = in.text("then");
    std::string why;
    const bool starts = then.starts_with("1 in ");
    const auto n = parse_count(starts ? then.substr(5) : then, why);
    if (!starts || !n || n->n < 1 || n->n > 1'000'000 || !is_lot_word(n->unit)) {
        in.error("then", fmt::format("then = {} (no sampling plan)", then), "write `1 in 5 lots`");
        return;
    }
    s.sample.count = n->n;
    s.sample.share = 1.0 / static_cast<double>(n->n);
}

/// `20 % lots`, `1 in 5 lots`, `20 % wafers`, `3 wafers`, `125 units`, `rejected lots`.
void LineReader::sample(MapReader& reader, StepSpec& s) {
    const Node* node = reader.value("sample");
    if (node == nullptr) {
        return;
    }
    if (node->is_map()) {
        skip_lot(*node, s);
        return;
    }
    const std::string& text = node->text;
    if (text == "expired lots") {
        s.sample.kind = SampleSpec::Kind::expired;
        return;
    }
    if (text == "rejected lots") {
        s.sample.kind = SampleSpec::Kind::rejected;
        return;
    }
    const std::size_t last = text.rfind(' ');
    const std::string unit = last == std::string::npos ? "" : text.substr(last + 1);
    const std::string amount = text.substr(0, last);
    const bool lots = is_lot_word(unit);
    const bool pieces = is_item_word(unit) || (is_site_word(unit) && in_units(s));
    std::string why;
    if (amount.rfind("1 in ", 0) == 0 && lots) {
        const auto n = parse_count(amount.substr(5), why);
        if (n && n->n >= 1 && n->n <= 1'000'000 && n->unit.empty()) {
            s.sample = {SampleSpec::Kind::every_nth, 1.0 / static_cast<double>(n->n), n->n};
            return;
        }
    } else if (amount.find('%') != std::string::npos && (lots || pieces)) {
        if (const auto share = parse_share(amount, why)) {
            s.sample = {lots ? SampleSpec::Kind::lot_share : SampleSpec::Kind::item_share, *share,
                        1};
            return;
        }
    } else if (pieces) {
        const auto n = parse_count(amount, why);
        if (n && n->n >= 1) {
            s.sample = {SampleSpec::Kind::item_count, 1.0, n->n};
            return;
        }
    }
    reader.error("sample", fmt::format("sample = {} (no sampling plan)", text),
                 "write `20 % lots`, `1 in 5 lots`, `rejected lots`, `expired lots`, `20 % "
                 "wafers`, `3 wafers` or, once "
                 "singulated, `125 units`");
}

void LineReader::assembly(MapReader& reader, StepSpec& s) {
    s.components = parts(reader, "consumes");
    if (!reader.has("consumes")) {
        for (const std::string_view key : {"places", "kit", "kit_fill", "on_bad_site"}) {
            if (reader.has(key)) {
                reader.error(key,
                             key == "places" ? "sites are placed without anything to place"
                                             : "this step joins no parts",
                             "add `consumes: {die: 1 per site}`");
            }
        }
        return;
    }
    if (reader.has("places")) {
        s.positions = sites(reader, "places", 1);
    }
    s.kit = reader.choice("kit", {"at release", "at step"}, 0) == 1 ? KitOrder::at_step
                                                                    : KitOrder::at_release;
    s.kit_fill = reader.share("kit_fill", 1.0);
    if (const Node* bad = reader.value("on_bad_site"); bad != nullptr && bad->text != "skip") {
        s.dummies = parts(reader, "on_bad_site");
    }
}

/// `{die: 2 per site, carrier: 1 per wafer}`.
std::vector<ComponentSpec> LineReader::parts(MapReader& reader, std::string_view key) {
    std::vector<ComponentSpec> out;
    const Node* parts = reader.map(key);
    if (parts == nullptr) {
        return out;
    }
    for (const Member& m : parts->members) {
        std::string why;
        const std::size_t per = m.value.text.find(" per ");
        const std::string unit = per == std::string::npos ? "site" : m.value.text.substr(per + 5);
        const auto n = parse_count(m.value.text.substr(0, per), why);
        const bool items = is_item_word(unit) && key == "consumes";
        if (!n || !(items || is_site_word(unit)) || n->n < 1 || n->n > 10'000) {
            diagnostics_.error(m.value.at,
                               fmt::format("{} = {} (parts per site)", m.key, m.value.text),
                               "write `1 per site`, or `1 per wafer` for what joins whole items");
            continue;
        }
        ComponentSpec c;
        c.material = MaterialId{find(material_names_, m.key, m.at, "material")};
        (items ? c.per_item : c.per_site) = n->n;
        (items ? c.per_site : c.per_item) = 0;
        if (c.material.index() < line_.materials.size() &&
            line_.materials[c.material.index()].sites > 0) {
            c.lost_to = mechanism(m.key);
        }
        out.push_back(c);
    }
    return out;
}

StepId LineReader::step_named(MapReader& reader, std::string_view key) {
    const std::string name = reader.text(key);
    if (name.empty()) {
        return StepId{0};
    }
    const auto end = step_names_.begin() + static_cast<std::ptrdiff_t>(route_->main_steps);
    const auto it = std::find(step_names_.begin(), end, name);
    if (it != end) {
        return StepId::from_index(static_cast<std::size_t>(it - step_names_.begin()));
    }
    reader.error(key, fmt::format("no step of route '{}' is called '{}'", route_->name, name),
                 suggest(name, step_names_));
    return StepId{0};
}

}  // namespace packline::scenario
