#pragma once

#include "models/packaging/line_statistics.hpp"
#include "models/report/metric_list.hpp"
#include "sim/stats/log_histogram.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace packline::report {

/// What is summed over products to speak of the line as a whole.
struct Shipments {
    std::int64_t lots = 0;
    std::int64_t good = 0;
    std::int64_t escaped = 0;
    std::int64_t nominal = 0;
    std::int64_t due_lots = 0;
    std::int64_t on_time_lots = 0;
    std::int64_t timed = 0;    ///< of these, lots released in the run
    double cycle_time_us = 0;  ///< sum over timed lots
    double raw_time_us = 0;    ///< sum of critical paths over timed lots
    double wip = 0;
    LogHistogram cycle_times;
    std::array<Int128, packaging::kTimeParts> spent{};

    void add(const packaging::ProductStatistics& p, Duration critical_path, Time end) {
        lots += p.shipped;
        timed += p.cycle_time.count();
        good += p.good_sites;
        escaped += p.escaped_sites;
        nominal += p.nominal_sites;
        due_lots += p.with_due_lots;
        on_time_lots += p.on_time_lots;
        cycle_time_us += as_double(p.cycle_time.sum());
        raw_time_us += as_double(critical_path.us) * as_double(p.cycle_time.count());
        wip += p.wip.mean(end);
        cycle_times.merge(p.cycle_times);
        for (std::size_t i = 0; i < spent.size(); ++i) {
            spent[i] += p.spent[i];
        }
    }
};

}  // namespace packline::report
