// `sets:` of a station: tools that differ.

#include "models/scenario/line_reader.hpp"

#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {

std::vector<std::string> texts(const std::vector<const Node*>& nodes) {
    std::vector<std::string> out;
    for (const Node* node : nodes) {
        out.push_back(node->text);
    }
    return out;
}

}  // namespace

void LineReader::tool_sets(MapReader& reader, StationSpec& s) {
    at_.station_sets.emplace_back();
    const Node* sets = reader.map("sets");
    if (sets == nullptr) {
        return;
    }
    std::int64_t tools = 0;
    for (const Member& m : sets->members) {
        MapReader in{m.value, "set", diagnostics_};
        ToolSetSpec set;
        set.name = m.key;
        set.tools = static_cast<std::uint32_t>(in.count("tools", 1, 100'000, 1).n);
        set.speed = in.number("speed", 0.01, 100, 1);
        comes_at(in, set, static_cast<std::uint32_t>(tools));
        set.recipes = texts(in.list("recipes"));
        set.products = texts(in.list("products"));
        for (const Node* product : in.list("products")) {
            find(product_names_, product->text, product->at, "product");
        }
        tools += set.tools;
        at_.station_sets.back().push_back(m.at);
        s.sets.push_back(std::move(set));
    }
    if (sets->members.size() > kMostSets) {
        reader.error("sets", fmt::format("more than {} sets of tools", kMostSets),
                     "tools that differ so much are several stations");
        s.sets.resize(kMostSets);
    } else if (tools != s.tools && diagnostics_.ok()) {
        reader.error("sets",
                     fmt::format("the sets have {} tools, the station has {}", tools, s.tools),
                     "each tool belongs to one set");
    }
}

/// A set with a date comes then, as if it had been ordered.
void LineReader::comes_at(MapReader& in, const ToolSetSpec& set, std::uint32_t first) {
    if (in.has("from")) {
        PlanSpec p;
        p.scope.tools = {{StationId::from_index(line_.stations.size()), first, set.tools}};
        p.ordered = in.time("from");
        line_.plans.push_back(std::move(p));
    }
}

}  // namespace packline::scenario
