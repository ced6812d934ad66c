#include "models/scenario/check_names.hpp"

#include "sim/base/hash.hpp"

#include <array>
#include <fmt/format.h>
#include <string>
#include <string_view>
#include <unordered_map>

namespace packline::scenario {

namespace {

/// Maps of the line from names to what they name.
constexpr std::array<std::string_view, 19> kCollections{
    "calendars", "operators",  "tooling", "vehicles",  "stockers", "mechanisms", "materials",
    "carriers",  "stations",   "routes",  "products",  "releases", "regimes",    "gates",
    "masks",     "lead_times", "plans",   "utilities", "budgets"};

bool is_name(std::string_view text) {
    constexpr std::string_view kAllowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !text.empty() && text.size() <= 100 &&
           text.find_first_not_of(kAllowed) == std::string_view::npos;
}

/// The names of one kind of thing.
class Names {
public:
    explicit Names(Diagnostics& diagnostics) : diagnostics_{diagnostics} {}

    void add(const std::string& name, const Location& at) {
        if (!is_name(name)) {
            diagnostics_.error(
                at,
                fmt::format("'{}' is no name (letters, digits, _ and - only)", name.substr(0, 60)),
                "choose a name of at most 100 such characters");
        }
        const auto [it, added] = by_hash_.try_emplace(hash_name(name), name);
        if (!added && it->second != name) {
            diagnostics_.error(
                at,
                fmt::format("'{}' has the same hash as '{}' (hashes of names key the "
                            "random numbers)",
                            name, it->second),
                "rename one of the two");
        }
    }

private:
    Diagnostics& diagnostics_;
    std::unordered_map<std::uint64_t, std::string> by_hash_;  // never walked
};

void add_ids(const Node* steps, Names& names) {
    if (steps == nullptr) {
        return;
    }
    for (const Node& step : steps->items) {
        if (const Node* id = step.find("id"); id != nullptr && id->is_scalar()) {
            names.add(id->text, id->at);
        }
        if (const Node* rework = step.find("rework")) {
            add_ids(rework->find("steps"), names);
        }
    }
}

}  // namespace

void check_names(const Node& root, Diagnostics& diagnostics) {
    for (const std::string_view key : kCollections) {
        Names names{diagnostics};
        if (const Node* map = root.find(key)) {
            for (const Member& m : map->members) {
                names.add(m.key, m.at);
            }
        }
    }
    Names areas{diagnostics};
    if (const Node* list = root.find("areas")) {
        for (const Node& area : list->items) {
            areas.add(area.text, area.at);
        }
    }
    if (const Node* routes = root.find("routes")) {
        for (const Member& route : routes->members) {
            Names steps{diagnostics};
            add_ids(route.value.find("steps"), steps);
        }
    }
}

}  // namespace packline::scenario
