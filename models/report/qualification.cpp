#include "models/report/qualification.hpp"

#include "models/scenario/visit_work.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace packline::report {

using namespace packaging;

namespace {

constexpr std::size_t kMostProducts = 8;  ///< beside each other on the screen
constexpr std::size_t kMostNames = 6;     ///< of products, of a step

/// Tools of the set that come later than the start.
std::uint32_t on_order(const LineSpec& line, std::size_t station, std::uint32_t first,
                       std::uint32_t end) {
    std::uint32_t later = 0;
    for (std::uint32_t tool = first; tool < end; ++tool) {
        later += comes_later(line, StationId::from_index(station), tool) ? 1U : 0U;
    }
    return later;
}

/// Tools of a station that are alike, as if there were always sets.
struct AlikeTools {
    const std::string* name = nullptr;
    std::uint32_t tools = 0;
    std::uint32_t at_start = 0;
};

std::vector<AlikeTools> alike_tools(const LineSpec& line, std::size_t s) {
    const StationSpec& station = line.stations[s];
    std::vector<AlikeTools> out;
    std::uint32_t first = 0;
    for (const ToolSetSpec& set : station.sets) {
        out.push_back(
            {&set.name, set.tools, set.tools - on_order(line, s, first, first + set.tools)});
        first += set.tools;
    }
    if (station.sets.empty()) {
        out.push_back(
            {&station.name, station.tools, station.tools - on_order(line, s, 0, station.tools)});
    }
    return out;
}

const StepSpec& step_of(const LineSpec& line, const QualifiedStep& q) {
    return line.routes[line.products[q.product.index()].route.index()].steps[q.step.index()];
}

/// How many of the steps that a product has at a station a set may run.
struct Share {
    std::size_t able = 0;
    std::size_t steps = 0;
};

Share share_of(const std::vector<QualifiedStep>& all, std::size_t station, std::size_t set,
               std::size_t product) {
    Share out;
    for (const QualifiedStep& q : all) {
        if (q.station.index() == station && q.product.index() == product) {
            ++out.steps;
            out.able += q.sets >> set & 1U;
        }
    }
    return out;
}

std::string matrix_text(const LineSpec& line, const std::vector<QualifiedStep>& all) {
    const std::size_t shown = std::min(line.products.size(), kMostProducts);
    std::string out = fmt::format("  {:<26} {:>6}", "station, set", "tools");
    for (std::size_t p = 0; p < shown; ++p) {
        out += fmt::format(" {:>12}", line.products[p].name);
    }
    out += "\n";
    std::size_t alike = 0;
    for (std::size_t s = 0; s < line.stations.size(); ++s) {
        if (line.stations[s].sets.empty()) {
            ++alike;
            continue;
        }
        out += fmt::format("  {}\n", line.stations[s].name);
        const std::vector<AlikeTools> sets = alike_tools(line, s);
        for (std::size_t i = 0; i < sets.size(); ++i) {
            out += fmt::format("    {:<24} {:>6}", *sets[i].name, sets[i].tools);
            for (std::size_t p = 0; p < shown; ++p) {
                const Share n = share_of(all, s, i, p);
                out += fmt::format(" {:>12}",
                                   n.steps == 0 ? "" : fmt::format("{} of {}", n.able, n.steps));
            }
            out += "\n";
        }
    }
    if (alike == line.stations.size()) {
        out = "";
    } else if (shown < line.products.size()) {
        out +=
            fmt::format("  and {} more products; --csv has them\n", line.products.size() - shown);
    }
    if (alike == 0) {
        return out;
    }
    return out + fmt::format("  any tool of {}{} station{} may run all that comes to it\n",
                             alike == line.stations.size() ? "" : "the other ", alike,
                             alike == 1 ? "" : "s");
}

/// Stations that have one tool: all that comes to them hangs on it.
std::string lone_tools_text(const LineSpec& line) {
    std::vector<std::string> names;
    for (const StationSpec& station : line.stations) {
        if (station.tools == 1) {
            names.push_back(station.name);
        }
    }
    if (names.empty()) {
        return "";
    }
    constexpr std::size_t kWidth = 110;
    std::string out = fmt::format("\n  stations of one tool ({}):\n", names.size());
    std::string row = "   ";
    for (const std::string& name : names) {
        if (row.size() + name.size() > kWidth) {
            out += row + "\n";
            row = "   ";
        }
        row += " " + name;
    }
    return out + row + "\n";
}

/// Steps that hang on one of several tools, or on tools that are still to come, by station.
std::string single_tools_text(const LineSpec& line, const std::vector<QualifiedStep>& all) {
    std::map<std::pair<std::size_t, std::uint32_t>, std::map<std::string, std::set<std::string>>>
        alone;  // by station and tools at the start: products by step
    for (const QualifiedStep& q : all) {
        if (q.at_start <= 1 && line.stations[q.station.index()].tools > 1) {
            alone[{q.station.index(), q.at_start}][step_of(line, q).name].insert(
                line.products[q.product.index()].name);
        }
    }
    if (alone.empty()) {
        return "\n  at least two tools may run each step of the other stations\n";
    }
    std::string out = fmt::format(
        "\n  steps that one of several tools alone may run (none: not before tools on order "
        "come)\n  {:<26} {:>6} {:>6}  {:<24} {}\n",
        "station", "tools", "able", "step", "products");
    for (const auto& [where, steps] : alone) {
        for (const auto& [step, products] : steps) {
            const std::vector<std::string> names{products.begin(), products.end()};
            const std::size_t shown = std::min(names.size(), kMostNames);
            out += fmt::format(
                "  {:<26} {:>6} {:>6}  {:<24} {}{}\n", line.stations[where.first].name,
                line.stations[where.first].tools, where.second == 0 ? "none" : "1", step,
                fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                shown < names.size() ? fmt::format(" and {} more", names.size() - shown) : "");
        }
    }
    return out;
}

}  // namespace

std::vector<QualifiedStep> qualifications(const LineSpec& line) {
    std::vector<QualifiedStep> out;
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const ProductSpec& product = line.products[p];
        const RouteSpec& route = line.routes[product.route.index()];
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const StepSpec& step = route.steps[i];
            const StationSpec& station = line.stations[step.station.index()];
            QualifiedStep q{
                .product = ProductId::from_index(p),
                .step = StepId::from_index(i),
                .station = step.station,
                .sets = station.sets.empty() ? 1U : scenario::able_sets(station, step, product),
                .bound_to = step.same_tool_as};
            const std::vector<AlikeTools> sets = alike_tools(line, step.station.index());
            for (std::size_t set = 0; set < sets.size(); ++set) {
                if ((q.sets >> set & 1U) != 0) {
                    q.tools += sets[set].tools;
                    q.at_start += sets[set].at_start;
                }
            }
            out.push_back(q);
        }
    }
    return out;
}

std::string qualification_text(const LineSpec& line) {
    const std::vector<QualifiedStep> all = qualifications(line);
    return "\n  qualification: steps of each product that the tools of a set may run\n" +
           matrix_text(line, all) + lone_tools_text(line) + single_tools_text(line, all);
}

RowTable qualification_table(const LineSpec& line) {
    RowTable out{{{"station"},
                  {"set"},
                  {"tools"},
                  {"product"},
                  {"step"},
                  {"recipe"},
                  {"qualified"},
                  {"tools_of_step"},
                  {"tools_at_start"},
                  {"same_tool_as"}}};
    using Value = RowTable::Value;
    for (const QualifiedStep& q : qualifications(line)) {
        const StepSpec& step = step_of(line, q);
        const StationSpec& station = line.stations[q.station.index()];
        const std::vector<AlikeTools> sets = alike_tools(line, q.station.index());
        const RouteSpec& route = line.routes[line.products[q.product.index()].route.index()];
        for (std::size_t i = 0; i < sets.size(); ++i) {
            out.add({station.name, station.sets.empty() ? Value{} : Value{*sets[i].name},
                     count_of(sets[i].tools), line.products[q.product.index()].name, step.name,
                     step.recipe_name(), (q.sets >> i & 1U) != 0, count_of(q.tools),
                     count_of(q.at_start),
                     q.bound_to.valid() ? Value{route.steps[q.bound_to.index()].name} : Value{}});
        }
    }
    return out;
}

}  // namespace packline::report
