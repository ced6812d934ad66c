#pragma once

#include "models/packaging/ledger/ledger_counts.hpp"
#include "models/packaging/lots/lot.hpp"
#include "models/packaging/lots/population.hpp"
#include "models/packaging/stations/tool.hpp"
#include "sim/base/int128.hpp"
#include "sim/base/time.hpp"
#include "sim/stats/log_histogram.hpp"
#include "sim/stats/tally.hpp"
#include "sim/stats/time_integral.hpp"

#include <array>
#include <cstdint>
#include <vector>

// What a run counts. Integers only, per entity: sums do not depend on the order of events of
// different entities, so no partition or thread count can change a result.

namespace packline::packaging {

struct StationStatistics {
    std::array<Duration, kToolStates> in_state{};  ///< over all its tools
    std::int64_t loads = 0;                        ///< visits of tools started
    std::int64_t lots = 0;                         ///< lots in them (lot moves)
    std::int64_t items = 0;
    std::int64_t setups = 0;
    std::int64_t filled_loads = 0;  ///< loads that dummies filled up
    std::int64_t fillers = 0;       ///< in them
    std::int64_t failures = 0;
    std::int64_t assists = 0;
    std::int64_t maintenances = 0;
    std::int64_t expired = 0;       ///< queue-time limits passed on the way to this station
    TimeIntegral queue;             ///< lots waiting
    Tally wait;                     ///< in the queue, of lots that started
    std::int64_t units_tested = 0;  ///< by test cells, first passes
    std::int64_t units_retested = 0;
    std::int64_t site_failures = 0;
    std::int64_t excursions = 0;     ///< drifts begun
    std::int64_t false_alarms = 0;   ///< tools stopped that had not drifted
    std::int64_t drifted_lots = 0;   ///< visits of tools that drifted
    std::int64_t drifted_sites = 0;  ///< live ones in them
    Tally drift_found;               ///< from the drift to its detection
    TimeIntegral sites_down;         ///< of test cells
};

/// Of one set of tools of a station whose tools differ.
struct ToolSetStatistics {
    std::array<Duration, kToolStates> in_state{};
    std::int64_t lots = 0;  ///< started
};

/// Why sites and items are lost beside the mechanisms of the line.
enum class LossReason : std::uint8_t { overkill, tool_failure, rework_limit, queue_time };
inline constexpr std::size_t kLossReasons = 4;

struct ProductStatistics {
    std::int64_t released = 0;       ///< lots
    std::int64_t shipped = 0;        ///< lots, or parts of lots that ship on their own
    std::int64_t scrapped = 0;       ///< lots of which nothing was left
    std::int64_t lost = 0;           ///< lots turned away at release, not counted as released
    std::int64_t good_sites = 0;     ///< shipped or put in stock, latent ones included
    std::int64_t escaped_sites = 0;  ///< of these with a latent defect
    std::int64_t on_time_lots = 0;
    std::int64_t on_time_sites = 0;
    std::int64_t with_due_lots = 0;
    std::int64_t late_sites = 0;     ///< good, in lots that left after their due date
    std::int64_t nominal_sites = 0;  ///< that the ended lots would have held without any loss
    std::int64_t reworked_items = 0;
    std::int64_t starts_held = 0;       ///< lots that started later than released, for a cap
    std::int64_t starts_lost = 0;       ///< lots that never started, for a cap
    std::int64_t orders_filled = 0;     ///< of customers
    std::int64_t orders_on_time = 0;    ///< of these
    Tally order_time;                   ///< from order to the last unit
    TimeIntegral backlog;               ///< units ordered and not there
    TimeIntegral surplus;               ///< units finished and not ordered
    std::int64_t starts_shut_lost = 0;  ///< lots not released because of a gate or mask
    std::int64_t diverted = 0;          ///< lots of other products released instead
    TimeIntegral starts_shut;           ///< lots whose release waits for one
    std::int64_t baked = 0;             ///< floor lives that ran out
    std::int64_t rejected = 0;          ///< verdicts on lots by an inspection
    std::vector<std::int64_t> escaped;  ///< by mechanism: adds up to escaped_sites
    Tally cycle_time;
    LogHistogram cycle_times;
    std::array<Int128, kTimeParts> spent{};  ///< of shipped lots [us]
    TimeIntegral wip;                        ///< lots
    std::vector<Loss> losses;                ///< by mechanism, then by LossReason
    /// Parts on what is lost, by the same and then by material of the bom; and on what ships.
    /// Empty until the first.
    std::vector<std::int64_t> parts_lost;
    std::vector<std::int64_t> parts_used;
    std::vector<Int128> lost_after;  ///< likewise: lost sites x process time spent [us]
    std::vector<std::int64_t> bins;  ///< units, by name of LineTables::bins

    void merge(const ProductStatistics& part, Time now);
};

/// Totals since the start, never reset: what conservation is checked on.
struct Balance {
    Loss created;  ///< released; sites also by assembly
    Loss shipped;
    Loss stocked;
    Loss scrapped;
    std::int64_t singulated_items = 0;  ///< items that became units
    std::int64_t singulated_sites = 0;
    std::int64_t orders_released = 0;
    std::int64_t orders_ended = 0;

    void merge(const Balance& part);
};

/// Values over time in equal buckets, for the warm-up and for plots: accumulated as things
/// happen, never by an event.
class BucketSeries {
public:
    BucketSeries(Duration bucket, std::size_t buckets) : bucket_{bucket}, sums_(buckets, 0) {}

    /// Adds a level that lasted from `from` to `to`.
    void add_level(std::int64_t level, Time from, Time to);
    /// Counts at one instant.
    void add_count(std::int64_t n, Time at);
    /// Level x time, or counts, by bucket.
    const std::vector<Int128>& sums() const { return sums_; }
    void merge(const BucketSeries& other);
    Duration bucket() const { return bucket_; }

private:
    Duration bucket_;
    std::vector<Int128> sums_;
};

struct LineStatistics {
    LineStatistics(std::size_t stations, std::size_t products, std::size_t mechanisms,
                   std::size_t bins, std::size_t steps, Duration bucket, std::size_t buckets);

    std::vector<StationStatistics> stations;
    std::vector<ToolSetStatistics> tool_sets;  ///< of all stations, see LineTables::tool_set
    std::vector<ProductStatistics> products;
    std::vector<std::int64_t> lost_at;  ///< sites, by step of all routes
    LedgerCounts ledger;                ///< only of lines with prices
    Balance balance;
    Time window_start;
    Int128 sojourn = 0;   ///< of orders, the part inside the window: equals the WIP integral
    BucketSeries wip;     ///< lots
    BucketSeries output;  ///< good sites shipped
    std::int64_t wip_level = 0;
    Time wip_since;

    /// Lots in process change by `delta`.
    void change_wip(ProductId product, std::int64_t delta, Time now);
    /// Starts the statistics anew; levels stay.
    void reset(Time now);
    /// Adds what another part of the line counted up to `now`; not its stations.
    void merge(const LineStatistics& part, Time now);
};

}  // namespace packline::packaging
