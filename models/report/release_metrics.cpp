#include "models/report/release_metrics.hpp"

#include <fmt/format.h>
#include <string>

namespace packline::report {

void release_metrics(const AddMetric& add, const packaging::LineSpec& line, std::size_t product,
                     const packaging::ProductStatistics* s, const packaging::LineResult* result) {
    const auto days = [result] { return days_of(*result); };
    const packaging::ProductSpec& spec = line.products[product];
    const std::string name = "product." + spec.name;
    if (release_of(line, product).release->cap.most > 0) {
        add(name + ".starts_held_per_day", "1/d", "lots that a cap made start later",
            [&] { return as_double(s->starts_held) / days(); });
        add(name + ".starts_lost_per_day", "1/d", "lots that a cap did not let start",
            [&] { return as_double(s->starts_lost) / days(); });
    }
    if (spec.release.units == 0) {
        return;
    }
    add(name + ".orders_per_day", "1/d", "orders of customers that were filled",
        [&] { return as_double(s->orders_filled) / days(); });
    add(name + ".orders_on_time", "1", "of these, share filled by their due date",
        [&] { return ratio(as_double(s->orders_on_time), as_double(s->orders_filled)); });
    add(name + ".order_time", "h", "from order to its last unit, mean over filled orders",
        [&] { return s->order_time.count() == 0 ? kNone : s->order_time.mean_us() / kHour; });
    add(name + ".backlog", "1", "units ordered and not finished, mean over time",
        [&] { return s->backlog.mean(result->end); });
    add(name + ".surplus", "1", "units finished and not ordered, mean over time",
        [&] { return s->surplus.mean(result->end); });
}

void tool_set_metrics(const AddMetric& add, const packaging::LineTables& tables, std::size_t index,
                      const packaging::LineResult* result) {
    const auto days = [result] { return days_of(*result); };
    const packaging::StationSpec& spec = tables.spec.stations[index];
    const std::size_t first = tables.first_tool_set(packaging::StationId::from_index(index));
    for (std::size_t i = 0; i < spec.sets.size(); ++i) {
        const std::string name = fmt::format("station.{}.set.{}", spec.name, spec.sets[i].name);
        const auto share = [&, at = first + i](packaging::ToolState state) {
            const packaging::ToolSetStatistics& s = result->statistics.tool_sets[at];
            const packaging::ToolSetSpec& set = *tables.tool_set(at).spec;
            return as_double(s.in_state[static_cast<std::size_t>(state)].us) /
                   (days() * kDay * set.tools);
        };
        add(name + ".productive", "1", "SEMI E10 productive share of the time of these tools",
            [&] { return share(packaging::ToolState::productive); });
        add(name + ".utilisation", "1",
            "all time but standby and non-scheduled, over the scheduled time",
            [&] { return utilisation(share); });
        add(name + ".lots_per_day", "1/d", "lot moves of these tools", [&, at = first + i] {
            return as_double(result->statistics.tool_sets[at].lots) / days();
        });
    }
}

}  // namespace packline::report
