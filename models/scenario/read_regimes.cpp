// `regimes:` of a line, and what is stated by their states.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <utility>

namespace packline::scenario {

using namespace packaging;

void LineReader::regimes() {
    if (const Node* regimes = root_.find("regimes")) {
        for (const Member& m : regimes->members) {
            regime(m);
        }
    }
}

void LineReader::regime(const Member& member) {
    MapReader reader{member.value, "regime", diagnostics_};
    RegimeSpec r;
    r.name = member.key;
    for (const Node* node : reader.list("states")) {
        MapReader in{*node, "state", diagnostics_};
        RegimeSpec::State s;
        s.name = in.text("state");
        s.for_ever = !in.has("lasts");
        if (!s.for_ever) {
            s.lasts = in.time("lasts");
        }
        r.states.push_back(std::move(s));
    }
    if (r.states.empty()) {
        r.states.push_back({"", {}, true});
        reader.error("states", "a regime without states", "write `states: [{state: normal}]`");
    }
    line_.regimes.push_back(std::move(r));
}

/// The regime that a map from states to values names, with the value of each state in order; none,
/// with an error, where it names no regime. A missing value is null.
std::vector<const Node*> LineReader::by_state(const Node& map, std::string_view what,
                                              RegimeId& regime) {
    std::vector<const Node*> values;
    const Node* name = map.find("regime");
    if (name == nullptr) {
        diagnostics_.error(map.at, fmt::format("{}s by state name no regime", what),
                           "add `regime: name`");
        return values;
    }
    const std::size_t errors = diagnostics_.errors();
    const RegimeId found{find(regime_names_, name->text, name->at, "regime")};
    if (diagnostics_.errors() > errors || found.index() >= line_.regimes.size()) {
        return values;
    }
    regime = found;
    std::vector<std::string> states;
    for (const RegimeSpec::State& s : line_.regimes[found.index()].states) {
        states.push_back(s.name);
        values.push_back(map.find(s.name));
        if (values.back() == nullptr) {
            diagnostics_.error(map.at,
                               fmt::format("no {} for state '{}' of the regime", what, s.name),
                               fmt::format("state a {} for each state", what));
        }
    }
    for (const Member& m : map.members) {
        if (m.key != "regime" && std::ranges::find(states, m.key) == states.end()) {
            diagnostics_.error(m.at, fmt::format("the regime has no state '{}'", m.key),
                               suggest(m.key, states));
        }
    }
    return values;
}

/// A time, or a map from the states of a regime to times.
RegimeTime LineReader::regime_time(MapReader& reader, std::string_view key) {
    const Node* node = reader.value(key);
    if (node != nullptr && node->is_map()) {
        return regime_time_of(*node, key);
    }
    RegimeTime out;
    out.otherwise = node == nullptr ? Distribution{} : reader.time(key);
    return out;
}

/// The same of a value whose key is a name.
RegimeTime LineReader::regime_time_of(const Node& node, std::string_view name) {
    RegimeTime out;
    const auto parse = [&](const Node& value) {
        std::string why = "a time is wanted";
        auto time = value.is_scalar() ? parse_time(value.text, why) : std::nullopt;
        if (!time) {
            diagnostics_.error(value.at, fmt::format("{} = {} ({})", name, value.text, why),
                               "write a time such as `lognormal(38 d cv 0.8)`");
        }
        return time.value_or(Distribution{});
    };
    if (!node.is_map()) {
        out.otherwise = parse(node);
        return out;
    }
    for (const Node* value : by_state(node, "time", out.regime)) {
        out.by_state.push_back(value == nullptr ? Distribution{} : parse(*value));
    }
    return out;
}

/// A share, or a map from the states of a regime to shares.
RegimeNumber LineReader::regime_share(MapReader& reader, std::string_view key, double otherwise) {
    const Node* node = reader.value(key);
    RegimeNumber out;
    if (node == nullptr || !node->is_map()) {
        out.otherwise = reader.share(key, otherwise);
        return out;
    }
    for (const Node* value : by_state(*node, "share", out.regime)) {
        std::string why = "a share is wanted";
        const auto share = value == nullptr ? std::nullopt : parse_share(value->text, why);
        if (!share && value != nullptr) {
            diagnostics_.error(value->at, fmt::format("{} = {} ({})", key, value->text, why),
                               "state a share for each state");
        }
        out.by_state.push_back(share.value_or(otherwise));
    }
    return out;
}

}  // namespace packline::scenario
