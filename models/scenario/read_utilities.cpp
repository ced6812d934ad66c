// `utilities:` of a line, and what its stations use of them.

#include "models/packaging/utilities/use_rates.hpp"
#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/utility_text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {

constexpr double kMostFactor = 1e6;

/// Whether utility `u` is made, over others, of itself.
bool in_circle(const std::vector<UtilitySpec>& all, std::size_t u) {
    std::vector<bool> seen(all.size(), false);
    std::vector<std::size_t> open{u};
    while (!open.empty()) {
        const UtilitySpec& spec = all[open.back()];
        open.pop_back();
        std::vector<UtilitySpec::Part> parts = spec.parts;
        for (const UtilitySpec::AtSite& at : spec.at) {
            parts.insert(parts.end(), at.parts.begin(), at.parts.end());
        }
        for (const UtilitySpec::Part& part : parts) {
            const std::size_t of = part.of.index();
            if (of == u) {
                return true;
            }
            if (!seen[of]) {
                seen[of] = true;
                open.push_back(of);
            }
        }
    }
    return false;
}

}  // namespace

void LineReader::utilities() {
    const Node* map = root_.find("utilities");
    if (map == nullptr) {
        return;
    }
    for (const Member& m : map->members) {
        MapReader reader{m.value, "utility", diagnostics_};
        UtilitySpec u;
        u.name = m.key;
        u.unit = reader.text("unit");
        if (reader.has("unit") && !is_utility_unit(u.unit)) {
            reader.error("unit",
                         fmt::format("unit = {} (one of {} is wanted)", u.unit, kUtilityUnits),
                         "power is energy by the hour: write kWh");
        }
        if (const auto price = amount(reader, "price")) {
            u.price = price->money;
            if (!price->per.empty() && price->per != u.unit) {
                reader.error(
                    "price",
                    fmt::format("price = {} (it is told in {})", reader.text("price"), u.unit),
                    fmt::format("write /{} behind the amount", u.unit));
            }
        }
        if (const Node* from = reader.map("from")) {
            u.parts = utility_parts(*from);
        }
        if (const Node* at = reader.map("at")) {
            for (const Member& site : at->members) {
                u.at.push_back({site.key, utility_parts(site.value)});
            }
        }
        line_.utilities.push_back(std::move(u));
    }
    for (std::size_t u = 0; u < line_.utilities.size(); ++u) {
        if (in_circle(line_.utilities, u)) {
            diagnostics_.error(
                map->members[u].at,
                fmt::format("utility '{}' is made of itself (a circle)", line_.utilities[u].name),
                "break the circle of `from:`");
            line_.utilities[u].parts.clear();
            line_.utilities[u].at.clear();
        }
    }
}

/// What differs at a site differs at one that there is.
void LineReader::utility_sites() {
    std::vector<std::string> sites;
    for (const StationSpec& s : line_.stations) {
        if (!s.site.empty() && std::ranges::find(sites, s.site) == sites.end()) {
            sites.push_back(s.site);
        }
    }
    const Node* map = root_.find("utilities");
    for (std::size_t u = 0; map != nullptr && u < map->members.size(); ++u) {
        const Node* at = map->members[u].value.find("at");
        for (std::size_t i = 0; at != nullptr && i < at->members.size(); ++i) {
            const Member& site = at->members[i];
            if (std::ranges::find(sites, site.key) == sites.end()) {
                diagnostics_.error(site.at, fmt::format("no station is at a site '{}'", site.key),
                                   sites.empty() ? "name the line's `sites:`, or write `from:`"
                                                 : suggest(site.key, sites));
            }
        }
    }
}

/// `{energy: 0.58, gas: 2 %}`.
std::vector<UtilitySpec::Part> LineReader::utility_parts(const Node& node) {
    std::vector<UtilitySpec::Part> out;
    if (!node.is_map()) {
        diagnostics_.error(node.at, "a map from utilities to shares is wanted",
                           "write `{energy: 0.58}`");
    }
    for (const Member& m : node.members) {
        const UtilityId of{find(utility_names_, m.key, m.at, "utility")};
        std::string why;
        auto factor = parse_number(m.value.text);
        factor = factor ? factor : parse_share(m.value.text, why);
        if (!factor || *factor < 0 || *factor > kMostFactor) {
            diagnostics_.error(m.value.at,
                               fmt::format("{} = {} (a number from 0 to {:g}, or a share, is "
                                           "wanted)",
                                           m.key, m.value.text, kMostFactor),
                               "how much of it comes with one unit of the other");
            factor = 0;
        }
        out.push_back({of, static_cast<std::int64_t>(*factor * 1e6 + 0.5)});
    }
    return out;
}

void LineReader::uses(MapReader& reader, StationSpec& s) {
    const Node* map = reader.map("uses");
    if (map == nullptr) {
        return;
    }
    const std::size_t errors = diagnostics_.errors();
    for (const Member& m : map->members) {
        UseSpec u;
        u.utility = UtilityId{find(utility_names_, m.key, m.at, "utility")};
        if (u.utility.index() >= line_.utilities.size()) {
            continue;
        }
        use(m.value, m.key, u);
        s.uses.push_back(u);
    }
    if (diagnostics_.errors() == errors && !use_rates(line_, s)) {
        reader.error("uses",
                     fmt::format("station '{}' uses more than a million of a unit at a time, with "
                                 "all that its utilities are made of",
                                 s.name),
                     "choose a larger unit, or look for a factor that is wrong");
    }
}

/// One use, or a list of several.
void LineReader::use(const Node& node, const std::string& name, UseSpec& u) {
    const auto add = [&](std::int64_t& to, std::int64_t amount, const Node& text) {
        if (to > 0) {
            diagnostics_.error(text.at, fmt::format("{} = {} (stated twice)", name, text.text),
                               "state each use once; without a state it is the productive one");
        }
        to = amount;
    };
    const auto one = [&](const Node& text) {
        std::string why = "a use is wanted";
        const auto parsed = parse_use(text.text, line_.utilities[u.utility.index()].unit, why);
        if (!parsed) {
            diagnostics_.error(text.at, fmt::format("{} = {} ({})", name, text.text, why),
                               "write `[12 kW productive, 3 kW standby]` where there are several");
            return;
        }
        if (parsed->per == UseText::Per::lot) {
            add(u.per_lot, parsed->billionths, text);
        } else if (parsed->per == UseText::Per::item) {
            add(u.per_item, parsed->billionths, text);
        } else if (parsed->per == UseText::Per::site) {
            add(u.per_site, parsed->billionths, text);
        } else {
            for (std::size_t g = 0; g < kStateGroups; ++g) {
                const auto group = static_cast<StateGroup>(g);
                if (parsed->on ? group != StateGroup::non_scheduled : group == parsed->state) {
                    add(u.per_hour[g], parsed->billionths, text);
                }
            }
        }
    };
    if (node.is_list()) {
        for (const Node& item : node.items) {
            one(item);
        }
    } else {
        one(node);
    }
}

}  // namespace packline::scenario
