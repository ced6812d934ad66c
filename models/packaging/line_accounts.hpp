#pragma once

#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/ledger/ledger.hpp"
#include "models/packaging/ledger/money_sites.hpp"
#include "models/packaging/line_statistics.hpp"
#include "models/packaging/utilities/meter_readings.hpp"

#include <optional>
#include <span>
#include <vector>

namespace packline::packaging {

class LineModel;

/// The ledger of a line in motion, and of each month of it. The run stops at the ends of months
/// to be read, which changes nothing: what a month cost is the difference of two readings of the
/// same integers, so that months add up to the window exactly, and an event costs nothing more.
class LineAccounts {
public:
    /// Requires: tables outlive it.
    LineAccounts(const LineTables& tables, Time start, Time end);

    /// The next end of a month inside the window, else the end: of lines without prices at once.
    Time next_reading() const { return next_; }
    /// Requires: the line has run up to next_reading().
    void read(const LineModel& line);
    /// Of the whole window. Requires: the line is finished.
    Ledger close(const LineModel& line, const LineStatistics& counted, const MeterReadings& meters,
                 const Timelines& timelines);

private:
    Ledger ledger(const LineModel& line, const LineStatistics& counted, const MeterReadings& meters,
                  std::span<const PlanRun> plans, Time at) const;
    void add_month(const Ledger& to_date, Time at);

    const LineTables& tables_;
    Time start_;
    Time end_;
    Time next_;
    std::optional<MoneySites> sites_;
    std::vector<MoneyMonth> months_;
    std::vector<SiteMoney> before_;  ///< up to the last reading
    Money margin_before_ = 0;
};

}  // namespace packline::packaging
