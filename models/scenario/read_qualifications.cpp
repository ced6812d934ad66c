// `qualifications:` of a line: which sets of tools may run which products, as a table of yes and
// no.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace packline::scenario {

using namespace packaging;

void LineReader::qualifications() {
    const Node* node = root_.find("qualifications");
    if (node == nullptr || !node->is_list()) {
        return;  // what it is instead is reported with the other keys of the line
    }
    std::set<std::pair<std::uint32_t, std::size_t>> seen;
    for (const Node& row : node->items) {
        Node names = Node::map(row.at);
        Node products = Node::map(row.at);
        for (const Member& m : row.members) {
            const bool name = m.key == "station" || m.key == "set";
            (name ? names : products).set(m.key, m.at, m.value);
        }
        MapReader in{names, "qualified set", diagnostics_};
        const std::string station = in.text("station");
        const std::string set = in.text("set");
        if (station.empty() || set.empty()) {
            continue;
        }
        const std::size_t errors = diagnostics_.errors();
        const StationId id{find(station_names_, station, in.at("station"), "station")};
        if (diagnostics_.errors() > errors || id.index() >= line_.stations.size()) {
            continue;
        }
        std::vector<ToolSetSpec>& sets = line_.stations[id.index()].sets;
        const auto it = std::ranges::find(sets, set, &ToolSetSpec::name);
        if (it == sets.end()) {
            std::vector<std::string> known;
            std::ranges::transform(sets, std::back_inserter(known), &ToolSetSpec::name);
            in.error("set", fmt::format("station '{}' has no set '{}'", station, set),
                     known.empty() ? "give it `sets:` of tools first" : suggest(set, known));
        } else if (!seen.emplace(id.value, it - sets.begin()).second) {
            in.error("set", fmt::format("set '{}' of '{}' a second time", set, station),
                     "state each set in one row");
        } else if (!it->products.empty()) {
            in.error("set", fmt::format("set '{}' of '{}' has `products:` too", set, station),
                     "state its products in one of the two places");
        } else {
            qualify(products, *it);
        }
    }
}

/// A product without a column may run on the set.
void LineReader::qualify(const Node& products, ToolSetSpec& set) {
    std::vector<std::string> may = product_names_;
    for (const Member& m : products.members) {
        find(product_names_, m.key, m.at, "product");
        const std::string& word = m.value.text;
        if (m.value.is_scalar() && (word == "no" || word == "0")) {
            std::erase(may, m.key);
        } else if (!m.value.is_scalar() || (word != "yes" && word != "1")) {
            diagnostics_.error(m.value.at,
                               fmt::format("{} = {} (may the set run it?)", m.key,
                                           m.value.is_scalar() ? word : "a list or map"),
                               "write yes or no");
        }
    }
    if (may.empty()) {
        diagnostics_.error(products.at, fmt::format("set '{}' may run no product", set.name),
                           "leave its tools out, or qualify them for one");
    } else if (may.size() < product_names_.size()) {
        set.products = may;
    }
}

}  // namespace packline::scenario
