#include "models/scenario/sites.hpp"

#include "models/scenario/lead_names.hpp"
#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/overrides.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

namespace {

constexpr std::array<std::string_view, 10> kCopied{"materials", "carriers",  "tooling",  "stockers",
                                                   "vehicles",  "operators", "stations", "routes",
                                                   "products",  "releases"};
/// What one site may have otherwise. Routes are the same everywhere.
constexpr std::array<std::string_view, 7> kOwn{"materials", "carriers", "tooling", "stockers",
                                               "operators", "stations", "products"};
/// Bounds on what copies can cost.
constexpr std::size_t kMostSites = 200;
constexpr std::size_t kMostNodes = 5'000'000;

std::size_t nodes_in(const Node& node) {
    std::size_t n = 1;
    for (const Node& item : node.items) {
        n += nodes_in(item);
    }
    for (const Member& m : node.members) {
        n += nodes_in(m.value);
    }
    return n;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// What areas and stations of the sites are called from outside: `north_mold`.
struct SiteNames {
    explicit SiteNames(const Node& root) {
        std::vector<std::string> sites = keys_of(root.find("sites"));
        for (const Node& site : root.find("sites")->items) {
            sites.push_back(site.text);
        }
        const Node* areas_node = root.find("areas");
        const std::vector<std::string> station_names = keys_of(root.find("stations"));
        for (const std::string& site : sites) {
            if (areas_node == nullptr) {
                areas.push_back(site);
            } else {
                for (const Node& area : areas_node->items) {
                    areas.push_back(site + "_" + area.text);
                }
            }
            for (const std::string& station : station_names) {
                stations.push_back(site + "_" + station);
                plain.push_back(station);
            }
        }
    }
    std::vector<std::string> areas;
    std::vector<std::string> stations;
    std::vector<std::string> plain;  ///< the same without the site
};

class Copier {
public:
    Copier(Node& root, Diagnostics& diagnostics) : root_{root}, diagnostics_{diagnostics} {}

    bool copy() {
        const std::size_t errors = diagnostics_.errors();
        const std::vector<Member> sites = read_sites();
        read_shared();
        const SiteNames names{root_};
        site_areas_ = names.areas;
        site_stations_ = names.stations;
        if (const Node* transfer = root_.find("transfer"); transfer != nullptr) {
            if (const Node* way = transfer->find("default"); way != nullptr && way->find("by")) {
                diagnostics_.error(way->at, "each site has vehicles of its own, and default is all",
                                   "name them at each `a -> b`");
            }
        }
        root_.erase("sites");
        root_.erase("shared_areas");
        if (diagnostics_.errors() > errors) {
            return false;
        }
        const Node line = root_;
        clear();
        for (const Member& site : sites) {
            add(site, line);
        }
        return diagnostics_.errors() == errors;
    }

private:
    /// Names of sites with what is different there.
    std::vector<Member> read_sites() {
        std::vector<Member> out;
        const Node& sites = *root_.find("sites");
        for (const Node& name : sites.items) {
            out.push_back({name.text, name.at, Node::map(name.at)});
        }
        for (const Member& site : sites.members) {
            out.push_back(site);
            if (site.value.is_scalar() && site.value.text.empty()) {
                out.back().value = Node::map(site.at);
            } else if (!site.value.is_map()) {
                wants_map(site);
            }
        }
        if (out.empty() || out.size() > kMostSites || out.size() * nodes_in(root_) > kMostNodes) {
            diagnostics_.error(sites.at,
                               out.empty() ? "no site is named"
                                           : fmt::format("{} sites are too many for a line of this "
                                                         "size",
                                                         out.size()),
                               "write `sites: [north, south]`, or a map of what differs there");
        }
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto same = [&](const Member& m) { return m.key == out[i].key; };
            if (std::ranges::count_if(std::span{out}.first(i), same) > 0) {
                diagnostics_.error(out[i].at, fmt::format("site '{}' is named twice", out[i].key),
                                   "give each site a name of its own");
            }
        }
        return out;
    }

    void read_shared() {
        std::vector<std::string> areas;
        if (const Node* list = root_.find("areas")) {
            for (const Node& area : list->items) {
                areas.push_back(area.text);
            }
        }
        if (const Node* shared = root_.find("shared_areas")) {
            for (const Node& area : shared->items) {
                shared_areas_.push_back(area.text);
                if (!has(areas, area.text)) {
                    diagnostics_.error(area.at, fmt::format("no area is called '{}'", area.text),
                                       suggest(area.text, areas));
                }
            }
        }
        if (const Node* groups = root_.find("operators")) {
            for (const Member& m : groups->members) {
                if (has(shared_areas_, m.value.text_of("area"))) {
                    shared_groups_.push_back(m.key);
                }
            }
        }
        if (const Node* stations = root_.find("stations")) {
            for (const Member& m : stations->members) {
                if (has(shared_areas_, m.value.text_of("area"))) {
                    shared_stations_.push_back(m.key);
                    shared_stockers_.emplace_back(m.value.text_of("buffer"));
                }
            }
        }
    }

    /// Leaves what stands once.
    void clear() {
        if (Node* areas = root_.find("areas")) {
            std::erase_if(areas->items,
                          [&](const Node& area) { return !has(shared_areas_, area.text); });
        } else {
            root_.set("areas", root_.at, Node::list(root_.at));
        }
        if (Node* transfer = root_.find("transfer")) {
            std::erase_if(transfer->members, [&](const Member& m) {
                return m.key != "default" && at_site(m.key, "") != m.key;
            });
        }
        for (const std::string_view kind : kCopied) {
            if (Node* map = root_.find(kind)) {
                std::erase_if(map->members, [&](const Member& m) { return !shared(kind, m.key); });
            }
        }
    }

    void add(const Member& site, Node line) {
        differ(site, line);
        const std::string head = site.key + "_";
        if (const Node* areas = line.find("areas")) {
            for (Node area : areas->items) {
                if (!has(shared_areas_, area.text)) {
                    area.text = head + area.text;
                    root_.find("areas")->items.push_back(area);
                }
            }
        } else {
            root_.find("areas")->items.push_back(Node::scalar(site.key, site.at));
        }
        if (const Node* transfer = line.find("transfer")) {
            for (const Member& m : transfer->members) {
                const std::string key = m.key == "default" ? m.key : at_site(m.key, head);
                if (key != m.key) {
                    Node way = m.value;
                    lead(way.find("by"), head);
                    root_.find("transfer")->set(key, m.at, std::move(way));
                }
            }
        }
        for (const std::string_view kind : kCopied) {
            const Node* map = line.find(kind);
            for (std::size_t i = 0; map != nullptr && i < map->members.size(); ++i) {
                Member m = map->members[i];
                if (shared(kind, m.key)) {
                    continue;
                }
                if (kind == "operators") {
                    lead(m.value.find("area"), head);
                    lead_all(m.value.find("skills"), head);
                } else if (kind == "stations") {
                    lead_needs(m.value.find("operators"), head);
                    if (Node* setup = m.value.find("setup"); setup != nullptr && setup->is_map()) {
                        if (Node* kits = setup->find("tooling")) {
                            for (Member& family : kits->members) {
                                lead_tooling(&family.value, head);
                            }
                        }
                    }
                    if (Node* buffer = m.value.find("buffer");
                        buffer != nullptr && has(keys_of(line.find("stockers")), buffer->text)) {
                        lead(buffer, head);
                    }
                    if (Node* load = m.value.find("load"); load != nullptr && load->is_map()) {
                        lead(load->find("filler"), head);
                    }
                    lead_sets(m.value.find("sets"), head);
                    m.value.set("site", m.at, Node::scalar(site.key, m.at));
                    if (line.find("areas") == nullptr) {
                        m.value.set("area", m.at, Node::scalar(site.key, m.at));
                    } else {
                        lead(m.value.find("area"), head);
                    }
                } else if (kind == "vehicles") {
                    if (Node* home = m.value.find("home");
                        home != nullptr && !has(shared_areas_, home->text)) {
                        lead(home, head);
                    }
                } else if (kind == "routes") {
                    for (Node& step : m.value.find("steps")->items) {
                        rename(step, head);
                    }
                } else if (kind == "products") {
                    lead(m.value.find("route"), head);
                    lead(m.value.find("makes"), head);
                    lead_cap(m.value.find("release"), head);
                } else if (kind == "releases") {
                    lead_cap(&m.value, head);
                    lead_keys(m.value.find("mix"), head);
                }
                root_.find(kind)->set(head + m.key, m.at, std::move(m.value));
            }
        }
    }

    void wants_map(const Member& m) {
        diagnostics_.error(m.value.at,
                           fmt::format("{} = {} (a map is wanted)", m.key, describe(m.value.kind)),
                           "write what differs at the site: `north: {stations: {mold: {tools: "
                           "3}}}`");
    }

    /// Puts what is different at a site into its copy of the line.
    void differ(const Member& site, Node& line) {
        for (const Member& kind : site.value.members) {
            if (std::ranges::find(kOwn, kind.key) == kOwn.end()) {
                diagnostics_.error(
                    kind.at, fmt::format("a site has no '{}' of its own", kind.key),
                    "materials, carriers, stockers, tooling, operators, stations and "
                    "products may differ");
                continue;
            }
            if (!kind.value.is_map()) {
                wants_map(kind);
            }
            Node* map = line.find(kind.key);
            for (const Member& m : kind.value.members) {
                const std::vector<std::string> names = keys_of(map);
                if (!has(names, m.key) || shared(kind.key, m.key)) {
                    diagnostics_.error(
                        m.at,
                        fmt::format("none of the {} of each site is called '{}'", kind.key, m.key),
                        suggest(m.key, names));
                    continue;
                }
                merge(*map->find(m.key), m.value);
            }
        }
    }

    bool shared(std::string_view kind, std::string_view name) const {
        return (kind == "stations" && has(shared_stations_, name)) ||
               (kind == "stockers" && has(shared_stockers_, name)) ||
               (kind == "operators" && has(shared_groups_, name));
    }

    void lead_cap(Node* release, const std::string& head) const {
        Node* cap = release == nullptr ? nullptr : release->find("cap");
        Node* queue = cap == nullptr ? nullptr : cap->find("queue");
        if (queue != nullptr && !has(shared_stations_, queue->text)) {
            lead(queue, head);
        }
    }

    /// A step refers to stations, carriers and materials; so do the steps of its rework.
    void rename(Node& step, const std::string& head) {
        if (Node* on = step.find("on");
            on != nullptr && !has(shared_stations_, on->text) && !has(site_stations_, on->text)) {
            lead(on, head);
            lead_needs(step.find("operators"), head);
        }
        lead(step.find("takes_carrier"), head);
        lead(step.find("frees_carrier"), head);
        lead_keys(step.find("consumes"), head);
        lead_keys(step.find("on_bad_site"), head);
        lead_tooling(step.find("tooling"), head);
        lead_bins(step.find("bins"), head);
        if (Node* rework = step.find("rework")) {
            if (Node* steps = rework->find("steps")) {
                for (Node& s : steps->items) {
                    rename(s, head);
                }
            }
        }
    }

    /// "a -> b" with the areas that stand at each site led by `head`.
    std::string at_site(const std::string& way, const std::string& head) const {
        const std::size_t arrow = way.find(" -> ");
        const std::string mark = head.empty() ? "?" : head;
        const auto name = [&](const std::string& area) {
            return has(shared_areas_, area) || has(site_areas_, area) ? area : mark + area;
        };
        return name(way.substr(0, arrow)) + " -> " + name(way.substr(arrow + 4));
    }

    Node& root_;
    Diagnostics& diagnostics_;
    std::vector<std::string> shared_areas_;
    std::vector<std::string> shared_stations_;
    std::vector<std::string> shared_stockers_;
    std::vector<std::string> site_areas_;     ///< of each site, with its name before them
    std::vector<std::string> site_stations_;  ///< likewise
    std::vector<std::string> shared_groups_;  ///< of operators
};

}  // namespace

bool copy_to_sites(Node& root, Diagnostics& diagnostics) {
    return Copier{root, diagnostics}.copy();
}

Node as_one_site(const Node& root) {
    Node one = root;
    const SiteNames names{root};
    one.erase("sites");
    one.erase("shared_areas");
    if (Node* transfer = one.find("transfer")) {
        std::erase_if(transfer->members, [&](const Member& m) {
            const std::size_t arrow = m.key.find(" -> ");
            return arrow != std::string::npos && (has(names.areas, m.key.substr(0, arrow)) ||
                                                  has(names.areas, m.key.substr(arrow + 4)));
        });
    }
    if (Node* routes = one.find("routes")) {
        for (Member& route : routes->members) {
            if (Node* steps = route.value.find("steps")) {
                for (Node& step : steps->items) {
                    Node* on = step.find("on");
                    const auto it = on == nullptr ? names.stations.end()
                                                  : std::ranges::find(names.stations, on->text);
                    if (it != names.stations.end()) {
                        on->text =
                            names.plain[static_cast<std::size_t>(it - names.stations.begin())];
                    }
                }
            }
        }
    }
    return one;
}

}  // namespace packline::scenario
