#include "models/packaging/utilities/meter_readings.hpp"

#include <algorithm>

namespace packline::packaging {

MeterReadings::MeterReadings(const LineTables& tables, std::span<const StationMeter> meters,
                             Time end)
    : utilities_{tables.spec.utilities.size()}, totals_(meters.size() * utilities_, 0) {
    std::size_t months = 0;
    for (const StationMeter& meter : meters) {
        months = std::max(months, meter.months().size());
    }
    months_.assign(months, totals_);
    for (std::size_t s = 0; s < meters.size(); ++s) {
        const StationId station = StationId::from_index(s);
        for (std::size_t u = 0; u < utilities_; ++u) {
            const UtilityId utility = UtilityId::from_index(u);
            const UseRates& rates = tables.use_rates(station, utility);
            totals_[place(station, utility)] = amount(rates, meters[s].window(end));
            for (std::size_t m = 0; m < meters[s].months().size(); ++m) {
                months_[m][place(station, utility)] = amount(rates, meters[s].months()[m]);
            }
        }
    }
}

}  // namespace packline::packaging
