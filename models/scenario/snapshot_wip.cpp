#include "models/scenario/snapshot_wip.hpp"

#include "models/scenario/csv_table.hpp"

#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

std::string exact(Duration d) {
    const std::string sign = d < Duration{} ? "-" : "";
    const std::int64_t us = d < Duration{} ? -d.us : d.us;
    if (us % minutes(1).us == 0) {
        return fmt::format("{}{} min", sign, us / minutes(1).us);
    }
    return fmt::format("{}{}.{:06} s", sign, us / 1'000'000, us % 1'000'000);
}

std::string braces(const std::vector<std::string>& members) {
    return members.empty() ? "" : fmt::format("{{{}}}", fmt::join(members, ", "));
}

namespace {

/// A column: what it says of a lot, or nothing.
struct Column {
    const char* name;
    std::string (*of)(const LineSpec& line, const InitialLotSpec& lot);
};

const RouteSpec& route_of(const LineSpec& line, const InitialLotSpec& lot) {
    return line.routes[line.products[lot.product.index()].route.index()];
}

const std::string& step_name(const LineSpec& line, const InitialLotSpec& lot, StepId step) {
    return route_of(line, lot).steps[step.index()].name;
}

std::string positive(std::int64_t n) { return n > 0 ? fmt::format("{}", n) : ""; }

template <class Row, class Tell>
std::string map_of(const std::vector<Row>& rows, const Tell& tell) {
    std::vector<std::string> members;
    for (const Row& row : rows) {
        members.push_back(tell(row));
    }
    return braces(members);
}

constexpr Column kColumns[] = {
    {"product", [](const LineSpec& line,
                   const InitialLotSpec& lot) { return line.products[lot.product.index()].name; }},
    {"step", [](const LineSpec& line,
                const InitialLotSpec& lot) { return step_name(line, lot, lot.step); }},
    {"id", [](const LineSpec&, const InitialLotSpec& lot) { return lot.name; }},
    {"items", [](const LineSpec&, const InitialLotSpec& lot) { return positive(lot.items); }},
    {"units", [](const LineSpec&, const InitialLotSpec& lot) { return positive(lot.sites); }},
    {"priority",
     [](const LineSpec&, const InitialLotSpec& lot) { return fmt::format("{}", lot.priority); }},
    {"due", [](const LineSpec&,
               const InitialLotSpec& lot) { return lot.has_due ? exact(lot.due - Time{}) : ""; }},
    {"tool", [](const LineSpec&, const InitialLotSpec& lot) { return positive(lot.tool + 1); }},
    {"began", [](const LineSpec&,
                 const InitialLotSpec& lot) { return lot.tool >= 0 ? exact(lot.began) : ""; }},
    {"leaves_in",
     [](const LineSpec&, const InitialLotSpec& lot) {
         return lot.has_leaves ? exact(lot.leaves) : "";
     }},
    {"arrives_in",
     [](const LineSpec&, const InitialLotSpec& lot) {
         return lot.arrives > Duration{} ? exact(lot.arrives) : "";
     }},
    {"clocks",
     [](const LineSpec& line, const InitialLotSpec& lot) {
         return map_of(lot.clocks, [&](const InitialClock& c) {
             return fmt::format("{}: {}", step_name(line, lot, c.from), exact(c.since));
         });
     }},
    {"done_on",
     [](const LineSpec& line, const InitialLotSpec& lot) {
         return map_of(lot.done_on, [&](const InitialTool& t) {
             return fmt::format("{}: {}", step_name(line, lot, t.step), t.tool + 1);
         });
     }},
    {"exposed", [](const LineSpec&,
                   const InitialLotSpec& lot) { return lot.exposed ? exact(lot.exposure) : ""; }},
    {"reworked",
     [](const LineSpec&, const InitialLotSpec& lot) {
         return map_of(lot.reworked, [](const InitialPasses& r) {
             return fmt::format("{}: {}", r.passes, r.items);
         });
     }},
    {"repeats", [](const LineSpec&, const InitialLotSpec& lot) { return positive(lot.repeats); }},
    {"rejected",
     [](const LineSpec&, const InitialLotSpec& lot) -> std::string {
         return lot.rejected ? "yes" : "";
     }},
    {"retest",
     [](const LineSpec&, const InitialLotSpec& lot) { return positive(lot.retest_pass); }},
    {"retest_units",
     [](const LineSpec&, const InitialLotSpec& lot) { return positive(lot.retest_units); }},
    {"latent",
     [](const LineSpec& line, const InitialLotSpec& lot) {
         return map_of(lot.latent, [&](const InitialLatent& l) {
             return fmt::format("{}: {}", line.mechanisms[l.mechanism.index()].name, l.count);
         });
     }},
    {"carriers",
     [](const LineSpec& line, const InitialLotSpec& lot) -> std::string {
         return lot.carriers < 0
                    ? ""
                    : fmt::format("{{{}: {}}}", line.carriers[lot.carrier_pool.index()].name,
                                  lot.carriers);
     }},
};

}  // namespace

std::string wip_csv(const LineSpec& line, const Snapshot& snapshot) {
    std::vector<std::string> rows(snapshot.wip.size() + 1);
    for (const Column& column : kColumns) {
        std::vector<std::string> values;
        bool any = snapshot.wip.empty();
        for (const InitialLotSpec& lot : snapshot.wip) {
            values.push_back(column.of(line, lot));
            any = any || !values.back().empty();
        }
        if (!any) {
            continue;
        }
        const char* const comma = rows.front().empty() ? "" : ",";
        rows.front() += comma + std::string{column.name};
        for (std::size_t i = 0; i < values.size(); ++i) {
            rows[i + 1] += comma + csv_field(values[i]);
        }
    }
    return fmt::format("{}\n", fmt::join(rows, "\n"));
}

}  // namespace packline::scenario
