// `plans:` and `lead_times:` of a line: tools that are ordered, come, and are qualified.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace packline::scenario {

using namespace packaging;

namespace {

constexpr std::int64_t kMostTools = 100'000;

std::vector<std::string> texts(const std::vector<const Node*>& nodes) {
    std::vector<std::string> out;
    for (const Node* node : nodes) {
        out.push_back(node->text);
    }
    return out;
}

}  // namespace

/// Tools that are ordered stand behind those that are there, so that scopes can name them.
void LineReader::planned_tools() {
    const Node* plans = root_.find("plans");
    for (std::size_t i = 0; plans != nullptr && i < plans->members.size(); ++i) {
        const Member& m = plans->members[i];
        MapReader in{m.value, "plan", diagnostics_};
        PlanSpec p;
        p.name = m.key;
        const std::string station = in.text("station");
        const auto tools = static_cast<std::uint32_t>(in.count("tools", 1, kMostTools, 1).n);
        const auto known = std::ranges::find(line_.stations, station, &StationSpec::name);
        if (known == line_.stations.end()) {
            find(station_names_, station, in.at("station"), "station");
            continue;
        }
        const auto index = static_cast<std::size_t>(known - line_.stations.begin());
        p.scope.tools = {{StationId::from_index(index), known->tools, tools}};
        planned_set(in, *known, {m.key, tools, 1.0, {}, {}}, at_.station_sets[index]);
        known->tools += tools;
        plans_in_hand_.push_back({line_.plans.size(), in});
        line_.plans.push_back(std::move(p));
    }
}

/// Where tools differ, those of an order are a set of their own.
void LineReader::planned_set(MapReader& in, StationSpec& station, ToolSetSpec set,
                             std::vector<Location>& locations) {
    set.speed = in.number("speed", 0.01, 100, 1);
    set.recipes = texts(in.list("recipes"));
    set.products = texts(in.list("products"));
    for (const Node* product : in.list("products")) {
        find(product_names_, product->text, product->at, "product");
    }
    const bool differs = set.speed != 1.0 || !set.recipes.empty() || !set.products.empty();
    if (station.sets.empty() && !differs) {
        return;
    }
    if (station.sets.empty()) {
        station.sets.push_back({"first", station.tools, 1.0, {}, {}});
        locations.push_back(in.node().at);
    }
    if (std::ranges::find(station.sets, set.name, &ToolSetSpec::name) != station.sets.end()) {
        diagnostics_.error(
            in.node().at,
            fmt::format("station '{}' has a set '{}' already", station.name, set.name),
            "give the plan another name");
    } else if (station.sets.size() == kMostSets) {
        diagnostics_.error(in.node().at, fmt::format("more than {} sets of tools", kMostSets),
                           "tools that differ so much are several stations");
        return;
    }
    station.sets.push_back(std::move(set));
    locations.push_back(in.node().at);
}

void LineReader::plans() {
    for (PlanInHand& p : plans_in_hand_) {
        plan(p.in, line_.plans[p.plan]);
    }
}

void LineReader::plan(MapReader& in, PlanSpec& p) {
    const auto stage = [&](std::string_view key) {
        return GateStage{std::string{key}, regime_time(in, key), 0.0, 0, 0.0};
    };
    p.price = money(in, "price");
    payments(in, p);
    p.ordered = in.has("ordered") ? in.time("ordered") : Distribution{};
    if (in.has("class") && in.has("lead_time")) {
        in.error("class", "a class of tools beside a lead time", "state one of the two");
    } else if (in.has("class")) {
        p.to_the_site.push_back({"lead_time", lead_time_of(in), 0.0, 0, 0.0});
    } else if (in.has("lead_time")) {
        p.to_the_site.push_back(stage("lead_time"));
    }
    if (in.has("licence")) {
        p.to_the_site.push_back(stage("licence"));
        p.to_the_site.back().denied = in.share("denied", 0.0);
    }
    if (in.has("delivery")) {
        p.to_the_site.push_back(stage("delivery"));
    }
    for (const Node* name : in.list("after")) {
        const std::size_t errors = diagnostics_.errors();
        const GateId id{find(gate_names_, name->text, name->at, "gate")};
        if (diagnostics_.errors() == errors) {
            p.after.push_back(id);
        }
    }
    if (in.has("install")) {
        p.installation.push_back(stage("install"));
    }
    if (in.has("qualification")) {
        qualification(in, p, stage("qualification"));
    }
    p.ramp = in.duration("ramp", Duration{});
    p.ramp_speed = in.share("ramp_speed", 1.0);
    p.ramp_yield = in.share("ramp_yield", 1.0);
    if (p.ramp_yield < 1.0) {
        p.mechanism = mechanism(p.name);
    }
    check_plan(in, p);
}

void LineReader::payments(MapReader& in, PlanSpec& p) {
    p.paid_at_order = in.share("paid_at_order", 0.0);
    p.paid_at_delivery = in.share("paid_at_delivery", 0.0);
    p.paid_when_ready = in.share("paid_when_ready", 0.0);
    if (p.paid_at_order + p.paid_at_delivery + p.paid_when_ready > 1.0 + 1e-9) {
        in.error("paid_at_order", "more than the price is paid",
                 "the shares may add up to 100 %; what is left is paid at the installation");
    }
}

/// All its lots pass, or all are made again.
void LineReader::qualification(MapReader& in, PlanSpec& p, const GateStage& lot) {
    constexpr std::int64_t kMostLots = 1000;
    const std::int64_t lots = in.count("lots", 1, kMostLots, 1).n;
    p.qualification.assign(static_cast<std::size_t>(lots), lot);
    p.qualification.back().fails = in.share("fails", 0.0);
    if (p.qualification.back().fails >= 1.0) {
        in.error("fails", "a qualification that always fails never ends", "lower `fails`");
    }
}

/// Lead time of the class of tools that a plan names.
RegimeTime LineReader::lead_time_of(MapReader& in) {
    const Node* times = root_.find("lead_times");
    const std::string name = in.text("class");
    const std::size_t errors = diagnostics_.errors();
    find(keys_of(times), name, in.at("class"), "lead time");
    if (diagnostics_.errors() > errors) {
        return {};
    }
    // The classes have names of their own, so no section of the dialect lists them.
    return regime_time_of(*times->find(name), name);
}

void LineReader::check_plan(MapReader& in, const PlanSpec& p) {
    const auto only_with = [&](const char* key, const char* other) {
        if (in.has(key) && !in.has(other)) {
            in.error(key, fmt::format("'{}' without `{}`", key, other),
                     fmt::format("add `{}:`, or leave it out", other));
        }
    };
    only_with("denied", "licence");
    only_with("lots", "qualification");
    only_with("fails", "qualification");
    only_with("ramp_speed", "ramp");
    only_with("ramp_yield", "ramp");
    if (in.has("ramp") && p.ramp_speed == 1.0 && p.ramp_yield == 1.0) {
        in.error("ramp", "a ramp from full speed and yield", "add `ramp_speed:` or `ramp_yield:`");
    }
    if (p.ramp_speed == 0.0) {
        in.error("ramp_speed", "at speed 0 nothing ever ends", "state a share above 0");
    }
}

}  // namespace packline::scenario
