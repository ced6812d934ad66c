// `budgets:` of a line, and the conditions that gates and masks start on.

#include "models/packaging/utilities/meter.hpp"
#include "models/packaging/utilities/use_rates.hpp"
#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/utility_text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace packline::scenario {

using namespace packaging;

namespace {

/// Readings that one budget remembers.
constexpr std::int64_t kMostReadings = 100'000;

}  // namespace

void LineReader::budgets() {
    if (const Node* map = root_.find("budgets")) {
        for (const Member& m : map->members) {
            budget(m);
        }
    }
}

void LineReader::budget(const Member& member) {
    const std::size_t errors = diagnostics_.errors();
    MapReader reader{member.value, "budget", diagnostics_};
    BudgetSpec b;
    b.name = member.key;
    const std::string utility = reader.text("utility");
    if (!utility.empty()) {
        b.utility = UtilityId{find(utility_names_, utility, reader.at("utility"), "utility")};
    }
    const bool known = b.utility.index() < line_.utilities.size();
    const std::string limit = reader.text("limit");
    if (known && !limit.empty()) {
        std::string why;
        const auto amount =
            parse_utility_amount(limit, line_.utilities[b.utility.index()].unit, why);
        b.limit = amount.value_or(0) / 1000;
        if (b.limit == 0) {
            reader.error(
                "limit",
                fmt::format("limit = {} ({})", limit, amount ? "nothing may be used" : why),
                "write what may be used, such as `900 m3`");
        }
    }
    const std::string over = reader.text("over");
    b.rolling = over != "day" && over != "month";
    b.span = over == "day" ? days(1) : over == "month" ? kMonth : reader.duration("over", days(1));
    b.reads = reader.duration("reads", minutes(15));
    if (b.reads < minutes(1)) {
        reader.error("reads", "meters are read at most every minute", "write 15 min");
    } else if (b.span < b.reads || b.span.us % b.reads.us != 0 ||
               b.span.us / b.reads.us > kMostReadings) {
        reader.error(reader.has("reads") ? "reads" : "over",
                     fmt::format("the time of the budget is no whole number of readings, from 1 to "
                                 "{}",
                                 kMostReadings),
                     "let `reads` divide `over`");
    }
    if (known) {
        budget_stations(reader, b);
    }
    ration(reader, b);
    const BudgetId id = BudgetId::from_index(line_.budgets.size());
    const bool complete = diagnostics_.errors() == errors;
    line_.budgets.push_back(std::move(b));
    if (complete) {
        throttle(reader, id);
        block(reader, id);
    }
}

/// Those in the scope that use anything of it.
void LineReader::budget_stations(MapReader& reader, BudgetSpec& b) {
    const std::size_t errors = diagnostics_.errors();
    std::vector<StationId> all;
    if (reader.has("scope")) {
        for (const ScopeSpec::Tools& t : scope(reader, MaskEffect::capacity).tools) {
            all.push_back(t.station);
        }
    } else {
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            all.push_back(StationId::from_index(s));
        }
    }
    for (const StationId s : all) {
        const auto rates = use_rates(line_, line_.stations[s.index()]);
        if (rates && (*rates)[b.utility.index()].any()) {
            b.stations.push_back(s);
        }
    }
    if (b.stations.empty() && diagnostics_.errors() == errors) {
        diagnostics_.error(reader.node().at,
                           fmt::format("no station of the budget uses '{}'",
                                       line_.utilities[b.utility.index()].name),
                           "write `uses:` of the stations that are meant");
    }
}

/// Loads wait that would take the use over a share of the limit.
void LineReader::ration(MapReader& reader, BudgetSpec& b) {
    if (!reader.has("ration")) {
        return;
    }
    b.ration =
        static_cast<std::int64_t>(reader.share("ration", 1.0) * static_cast<double>(b.limit));
    if (reader.has("from")) {
        b.from = reader.time("from");
    }
    if (b.ration == 0 && b.limit > 0) {
        reader.error("ration", "of no use at all no load could start", "write a share above 0");
    }
    for (const StationId s : b.stations) {
        const StationSpec& station = line_.stations[s.index()];
        const auto rates = use_rates(line_, station);
        const auto by_time = [](const UseRates& r) {
            return std::ranges::any_of(r.per_hour, [](std::int64_t rate) { return rate != 0; });
        };
        if (rates && by_time((*rates)[b.utility.index()])) {
            reader.error("ration",
                         fmt::format("'{}' uses '{}' by the hour, whether a load starts or not",
                                     station.name, line_.utilities[b.utility.index()].name),
                         "write `block:`, or a scope of stations that use it by lot or item");
            return;
        }
    }
}

/// The mask acts while the budget is at that share of its limit or above.
void LineReader::add_above(MaskSpec m, MapReader& budget, BudgetId id, double share,
                           const Location& at) {
    if (budget.has("from")) {
        m.from = budget.time("from");
    }
    m.when.kind = ConditionSpec::Kind::budget;
    m.when.while_it_holds = true;
    m.when.budget = id;
    m.when.level = static_cast<std::int64_t>(
        std::llround(share * static_cast<double>(line_.budgets[id.index()].limit)));
    add_effect(std::move(m), at);
}

/// Above a share of the limit only some starts go on, or none.
void LineReader::throttle(MapReader& reader, BudgetId id) {
    const Node* node = reader.value("throttle");
    if (node == nullptr) {
        return;
    }
    const BudgetSpec& b = line_.budgets[id.index()];
    MaskSpec m;
    m.name = b.name + "_throttle";
    m.effect = MaskEffect::starts;
    double at = 0;
    bool scoped = false;
    if (node->is_map()) {
        MapReader in{*node, "throttle", diagnostics_};
        at = in.share("at", 1.0);
        m.level = in.share("to", 0.0);
        m.held_are_lost = in.choice("held", {"wait", "lost"}, 0) == 1;
        m.reentry = reentry(in, !m.held_are_lost);
        scoped = in.has("scope");
        if (scoped) {
            m.scope = scope(in, MaskEffect::starts);
        }
    } else {
        at = reader.share("throttle", 1.0);
    }
    if (!scoped && reader.has("scope")) {
        m.scope = scope(reader, MaskEffect::starts);
    } else if (!scoped) {
        for (std::size_t p = 0; p < line_.products.size(); ++p) {
            if (release_of(line_, p).release->kind != ReleaseKind::none) {
                m.scope.products.push_back(ProductId::from_index(p));
            }
        }
    }
    add_above(std::move(m), reader, id, at, node->at);
}

void LineReader::block(MapReader& reader, BudgetId id) {
    const Node* node = reader.value("block");
    if (node == nullptr) {
        return;
    }
    const BudgetSpec& b = line_.budgets[id.index()];
    MaskSpec m;
    m.name = b.name + "_block";
    double at = 0;
    if (node->is_map()) {
        MapReader in{*node, "block", diagnostics_};
        at = in.share("at", 1.0);
        if (in.has("scope")) {
            m.scope = scope(in, MaskEffect::capacity);
        }
        if (!m.scope.products.empty() || !m.scope.steps.empty()) {
            in.error("scope", "what is blocked are stations", "name stations, areas or tags");
        }
    } else {
        at = reader.share("block", 1.0);
    }
    for (const StationId s : m.scope.tools.empty() ? b.stations : std::vector<StationId>{}) {
        m.scope.tools.push_back({s, 0, line_.stations[s.index()].tools});
    }
    add_above(std::move(m), reader, id, at, node->at);
}

/// What a budget does is a mask that bears its name.
void LineReader::add_effect(MaskSpec mask, const Location& at) {
    const Node* masks = root_.find("masks");
    if (masks != nullptr && masks->find(mask.name) != nullptr) {
        diagnostics_.error(
            at, fmt::format("there is a mask '{}' already, as this is called", mask.name),
            "rename the mask or the budget");
    }
    if (mask.when.level == 0) {
        diagnostics_.error(at, "at no use at all it would always act", "write a share above 0");
    }
    budget_masks_.push_back(std::move(mask));
}

/// `when_broken:` or `when:` of a gate or mask.
ConditionSpec LineReader::condition(MapReader& reader) {
    ConditionSpec out;
    if (reader.has("when_broken") && reader.has("when")) {
        reader.error("when", "one condition is enough", "leave `when` or `when_broken` out");
    } else if (const Node* name = reader.value("when_broken")) {
        out = used_up(*name, 1.0);
    } else if (const Node* when = reader.map("when")) {
        out = condition_of(*when);
    }
    if (out.kind == ConditionSpec::Kind::none) {
        return out;
    }
    const bool gate = reader.node().find("stages") != nullptr;
    out.while_it_holds = !gate && !reader.has("lasts");
    for (const char* key : {"shuts", "begins", "after"}) {
        if (gate && reader.has(key)) {
            reader.error(key, fmt::format("'{}' beside a condition: which of them shuts it?", key),
                         "leave one of the two out");
        }
    }
    return out;
}

ConditionSpec LineReader::condition_of(const Node& node) {
    MapReader in{node, "when", diagnostics_};
    ConditionSpec out;
    const int kinds =
        (in.has("budget") ? 1 : 0) + (in.has("queue") ? 1 : 0) + (in.has("stock") ? 1 : 0);
    if (kinds != 1) {
        diagnostics_.error(node.at, "a condition is about a budget, a queue or a stock",
                           "write `{queue: plating, above: 40}`");
        return out;
    }
    const auto only_with = [&](const char* key, const char* kind) {
        if (in.has(key) && !in.has(kind)) {
            in.error(key, fmt::format("'{}' is for a {}", key, kind), "leave the key out");
        }
    };
    only_with("at", "budget");
    only_with("above", "queue");
    only_with("below", "stock");
    if (const Node* name = in.value("budget")) {
        if (in.has("reads")) {
            in.error("reads", "a budget is read as it states", "write it into the budget");
        }
        return used_up(*name, in.share("at", 1.0));
    }
    const std::size_t errors = diagnostics_.errors();
    const char* bound = in.has("queue") ? "above" : "below";
    if (!in.has(bound)) {
        diagnostics_.error(node.at, fmt::format("the condition states no '{}'", bound),
                           fmt::format("add `{}: n`", bound));
    }
    out.level = in.count(bound, in.has("queue") ? 0 : 1, 1'000'000'000'000, 1).n;
    out.reads = in.duration("reads", minutes(15));
    if (out.reads < minutes(1)) {
        in.error("reads", "it is looked at at most every minute", "write 15 min");
    }
    if (in.has("queue")) {
        out.station = StationId{find(station_names_, in.text("queue"), in.at("queue"), "station")};
    } else {
        out.material =
            MaterialId{find(material_names_, in.text("stock"), in.at("stock"), "material")};
    }
    if (diagnostics_.errors() == errors) {
        out.kind = in.has("queue") ? ConditionSpec::Kind::queue : ConditionSpec::Kind::stock;
    }
    return out;
}

/// Use at or above a share of the limit of the budget of this name.
ConditionSpec LineReader::used_up(const Node& name, double share) {
    ConditionSpec out;
    const std::size_t errors = diagnostics_.errors();
    out.budget = BudgetId{find(budget_names_, name.text, name.at, "budget")};
    if (diagnostics_.errors() > errors || out.budget.index() >= line_.budgets.size()) {
        return out;
    }
    const auto limit = static_cast<double>(line_.budgets[out.budget.index()].limit);
    out.kind = ConditionSpec::Kind::budget;
    out.level = static_cast<std::int64_t>(std::llround(share * limit));
    return out;
}

}  // namespace packline::scenario
