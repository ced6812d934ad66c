#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/utilities/meter.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// What the meters of a line show at the end of a replication. Amounts add up exactly: over
/// stations to a site, over months to the run.
class MeterReadings {
public:
    MeterReadings() = default;  ///< of a line without utilities
    /// Requires: meters by station, closed at `end`.
    MeterReadings(const LineTables& tables, std::span<const StationMeter> meters, Time end);

    /// Since the end of the warm-up.
    Amount total(StationId station, UtilityId utility) const {
        return totals_[place(station, utility)];
    }
    std::size_t months() const { return months_.size(); }
    /// In one month of the run, counted from 0, warm-up included; the last one may be shorter.
    Amount month(std::size_t month, StationId station, UtilityId utility) const {
        return months_[month][place(station, utility)];
    }

private:
    std::size_t place(StationId station, UtilityId utility) const {
        return station.index() * utilities_ + utility.index();
    }

    std::size_t utilities_ = 0;
    std::vector<Amount> totals_;               ///< station x utility
    std::vector<std::vector<Amount>> months_;  ///< likewise, by month
};

}  // namespace packline::packaging
