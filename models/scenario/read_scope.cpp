// `scope:` of what disrupts a line: which tools, releases and steps it means.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <functional>

namespace packline::scenario {

using namespace packaging;

namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// "3-4" or "3": tools counted from 1.
bool parse_range(const std::string& text, std::uint32_t& first, std::uint32_t& last) {
    const char* end = text.data() + text.size();
    std::from_chars_result read = std::from_chars(text.data(), end, first);
    last = first;
    if (read.ec == std::errc{} && read.ptr != end && *read.ptr == '-') {
        read = std::from_chars(read.ptr + 1, end, last);
    }
    return read.ec == std::errc{} && read.ptr == end && first >= 1 && last >= first;
}

}  // namespace

/// Stations that all of `site`, `area`, `station` and `tag` allow. Each name that nothing bears is
/// an error of its own, so that a file of disruptions says what a line lacks.
std::vector<StationId> LineReader::scope_stations(MapReader& in) {
    const std::vector<StationSpec>& all = line_.stations;
    std::vector<StationId> chosen;
    for (std::size_t s = 0; s < all.size(); ++s) {
        chosen.push_back(StationId::from_index(s));
    }
    using Names = std::function<std::vector<std::string>(const StationSpec&)>;
    const auto keep = [&](std::string_view key, const char* how, const Names& names_of) {
        if (!in.has(key) || in.node().text_of(key) == "all") {
            return;
        }
        std::vector<std::string> known;
        for (const StationSpec& s : all) {
            for (const std::string& name : names_of(s)) {
                if (!name.empty() && !has(known, name)) {
                    known.push_back(name);
                }
            }
        }
        std::vector<std::string> wanted;
        for (const Node* name : in.list(key)) {
            wanted.push_back(name->text);
            if (!has(known, name->text)) {
                diagnostics_.error(
                    name->at,
                    fmt::format("no station has the {} '{}' (the scope means nothing on this line)",
                                key == "station" ? "name" : key, name->text),
                    known.empty() ? std::string{how} : suggest(name->text, known));
            }
        }
        std::erase_if(chosen, [&](StationId id) {
            return std::ranges::none_of(names_of(all[id.index()]),
                                        [&](const std::string& n) { return has(wanted, n); });
        });
    };
    keep("site", "name the line's `sites:`, or `site:` of its stations",
         [](const StationSpec& s) { return std::vector{s.site}; });
    keep("area", "name the line's `areas:`",
         [&](const StationSpec& s) { return std::vector{line_.areas[s.area.index()].name}; });
    keep("station", "the line has no stations",
         [](const StationSpec& s) { return std::vector{s.name}; });
    keep("tag", "write `tags:` of the stations that are meant",
         [](const StationSpec& s) { return s.tags; });
    return chosen;
}

void LineReader::scope_tools(MapReader& in, ScopeSpec& scope) {
    std::uint32_t first = 1;
    std::uint32_t last = 0;
    const bool some = in.has("tools");
    if (some && !parse_range(in.text("tools"), first, last)) {
        in.error("tools", fmt::format("tools = {} (no range of tools)", in.text("tools")),
                 "write `3-4` or `3`, counted from 1");
        return;
    }
    for (const StationId id : scope_stations(in)) {
        const StationSpec& s = line_.stations[id.index()];
        if (some && last > s.tools) {
            in.error("tools",
                     fmt::format("station '{}' has {} tool{}, not {}", s.name, s.tools,
                                 s.tools == 1 ? "" : "s", last),
                     "name tools that it has");
            return;
        }
        scope.tools.push_back({id, first - 1, (some ? last : s.tools) - (first - 1)});
    }
    if (scope.tools.empty() && diagnostics_.ok()) {
        diagnostics_.error(in.node().at, "no station meets all parts of the scope",
                           "site, area, station and tag narrow each other down");
    }
}

void LineReader::scope_products(MapReader& in, bool starts, ScopeSpec& scope) {
    for (const Node* name : in.list("product")) {
        const std::size_t errors = diagnostics_.errors();
        const ProductId p{find(product_names_, name->text, name->at, "product")};
        if (diagnostics_.errors() == errors) {
            scope.products.push_back(p);
        }
    }
    if (!starts || in.has("product")) {
        return;
    }
    // Starts at stations: products whose route begins at one of them.
    for (std::size_t p = 0; p < line_.products.size(); ++p) {
        const RouteSpec& route = line_.routes[line_.products[p].route.index()];
        const bool here = std::ranges::any_of(scope.tools, [&](const ScopeSpec::Tools& t) {
            return !route.steps.empty() && route.steps.front().station == t.station;
        });
        if (here && release_of(line_, p).release->kind != ReleaseKind::none) {
            scope.products.push_back(ProductId::from_index(p));
        }
    }
    if (scope.products.empty() && diagnostics_.ok()) {
        diagnostics_.error(in.node().at, "no product starts at a station of the scope",
                           "name them: `product: [A, B]`");
    }
}

void LineReader::scope_steps(MapReader& in, ScopeSpec& scope) {
    std::vector<std::string> wanted;
    for (const Node* id : in.list("step")) {
        wanted.push_back(id->text);
    }
    std::vector<std::string> known;
    for (const Node* name : in.list("route")) {
        const std::size_t errors = diagnostics_.errors();
        const RouteId r{find(route_names_, name->text, name->at, "route")};
        for (std::size_t s = 0;
             diagnostics_.errors() == errors && s < line_.routes[r.index()].steps.size(); ++s) {
            known.push_back(line_.routes[r.index()].steps[s].name);
            if (wanted.empty() || has(wanted, known.back())) {
                scope.steps.push_back({r, StepId::from_index(s)});
            }
        }
    }
    if (!in.has("route") && !wanted.empty()) {
        in.error("step", "a step belongs to a route", "add `route:`");
        return;
    }
    for (const Node* id : in.list("step")) {
        if (!has(known, id->text)) {
            diagnostics_.error(id->at, fmt::format("no step is called '{}'", id->text),
                               suggest(id->text, known));
        }
    }
}

/// Suppliers of materials: of both sources where none is named.
void LineReader::scope_suppliers(MapReader& in, ScopeSpec& scope) {
    const std::size_t source = in.choice("source", {"both", "first", "second"}, 0);
    if (in.has("source") && !in.has("material")) {
        in.error("source", "a source belongs to a material", "add `material:`");
    }
    for (const Node* name : in.list("material")) {
        const std::size_t errors = diagnostics_.errors();
        const MaterialId m{find(material_names_, name->text, name->at, "material")};
        if (diagnostics_.errors() > errors || m.index() >= line_.materials.size()) {
            continue;
        }
        const SupplySpec& supply = line_.materials[m.index()].supply;
        if (supply.kind == SupplySpec::Kind::none) {
            diagnostics_.error(
                name->at,
                fmt::format("material '{}' has no supply (nobody delivers it, so the "
                            "scope means nothing on this line)",
                            name->text),
                "give it a `supply:`, or name a material that has one");
        } else if (source == 2 && supply.second_share == 0.0) {
            in.error("source", fmt::format("material '{}' has no second source", name->text),
                     "add `second_source:` to its supply, or name the first");
        }
        if (source != 2) {
            scope.suppliers.push_back({m, false});
        }
        if (source != 1 && supply.second_share > 0.0) {
            scope.suppliers.push_back({m, true});
        }
    }
}

/// Groups that are named, or that serve what the rest of the scope means.
void LineReader::scope_groups(MapReader& in, ScopeSpec& scope) {
    std::vector<std::string> known;
    for (const OperatorGroupSpec& g : line_.operators) {
        known.push_back(g.name);
    }
    const bool all = !in.has("operators") || in.node().text_of("operators") == "all";
    std::vector<std::string> wanted;
    for (const Node* name : all ? std::vector<const Node*>{} : in.list("operators")) {
        find(known, name->text, name->at, "group of operators");
        wanted.push_back(name->text);
    }
    const auto asks = [&](const OperatorGroupSpec& g, const StationSpec& s) {
        const auto able = [&](const OperatorNeed& need) {
            return std::ranges::find(g.skills, need.skill) != g.skills.end();
        };
        const bool step = std::ranges::any_of(line_.routes, [&](const RouteSpec& route) {
            return std::ranges::any_of(route.steps, [&](const StepSpec& one) {
                return &line_.stations[one.station.index()] == &s &&
                       std::ranges::any_of(one.operators, able);
            });
        });
        return step || std::ranges::any_of(s.operators, able);
    };
    for (std::size_t i = 0; i < line_.operators.size(); ++i) {
        const OperatorGroupSpec& g = line_.operators[i];
        const bool serves = std::ranges::any_of(scope.tools, [&](const ScopeSpec::Tools& t) {
            const StationSpec& s = line_.stations[t.station.index()];
            return (!g.area.valid() || g.area == s.area) && asks(g, s);
        });
        if ((all || has(wanted, g.name)) && (scope.tools.empty() || serves)) {
            scope.groups.push_back(OperatorGroupId::from_index(i));
        }
    }
    if (scope.groups.empty() && diagnostics_.ok()) {
        diagnostics_.error(in.node().at, "nobody works in this scope",
                           line_.operators.empty()
                               ? "the line has no `operators:` at all"
                               : fmt::format("have: {}", fmt::join(known, ", ")));
    }
    scope.tools.clear();
}

/// What is meant are releases for starts, groups of operators for the workforce, else tools.
ScopeSpec LineReader::scope(MapReader& reader, MaskEffect effect) {
    const bool starts = effect == MaskEffect::starts;
    ScopeSpec out;
    const Node* node = reader.map("scope");
    if (node == nullptr) {
        return out;
    }
    MapReader in{*node, "scope", diagnostics_};
    if (in.has("site") || in.has("area") || in.has("station") || in.has("tag")) {
        scope_tools(in, out);
    } else if (in.has("tools")) {
        in.error("tools", "tools belong to a station", "add `station:`");
    }
    scope_products(in, starts, out);
    scope_steps(in, out);
    scope_suppliers(in, out);
    if (starts) {
        out.tools.clear();
    }
    if (effect == MaskEffect::workforce) {
        scope_groups(in, out);
    } else if (in.has("operators")) {
        in.error("operators", "operators are meant by masks of the workforce",
                 "write `what: workforce`, or leave the key out");
    }
    if (node->members.empty()) {
        diagnostics_.error(node->at, "the scope names nothing", "write `station: name`");
    }
    return out;
}

}  // namespace packline::scenario
