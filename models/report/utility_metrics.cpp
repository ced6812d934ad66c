#include "models/report/utility_metrics.hpp"

#include "models/packaging/utilities/use_rates.hpp"
#include "models/report/months.hpp"
#include "sim/stats/summary.hpp"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <string_view>
#include <vector>

namespace packline::report {

namespace {

using packaging::Amount;
using packaging::StationId;
using packaging::UtilityId;

class Utilities {
public:
    Utilities(const packaging::LineTables& tables, const packaging::LineResult* result,
              const AddMetric& add)
        : tables_{tables}, result_{result}, add_{add}, sites_{line_sites(tables.spec)} {}

    void list(UtilityId u) {
        const packaging::UtilitySpec& spec = tables_.spec.utilities[u.index()];
        const std::string name = "utility." + spec.name;
        const std::string by_day = spec.unit + "/d";
        add_(name + ".per_day", by_day, "used by all stations, per day",
             [&] { return used(u, all()) / days_of(*result_); });
        add_(name + ".per_good_unit", spec.unit, "used by all stations, per good unit that left",
             [&] { return ratio(used(u, all()), good_units()); });
        for (std::size_t s = 0; s < sites_.names.size(); ++s) {
            site(u, s, fmt::format("{}.site.{}", name, sites_.names[s]), spec.unit);
        }
        for (std::size_t s = 0; s < tables_.spec.stations.size(); ++s) {
            const StationId id = StationId::from_index(s);
            if (tables_.use_rates(id, u).any()) {
                add_(fmt::format("{}.station.{}.per_day", name, tables_.spec.stations[s].name),
                     by_day, "used by this station, per day", [this, u, id] {
                         return packaging::units(result_->meters.total(id, u)) / days_of(*result_);
                     });
            }
        }
    }

private:
    void site(UtilityId u, std::size_t s, const std::string& name, const std::string& unit) {
        add_(name + ".per_day", unit + "/d", "used by the stations of this site, per day",
             [&] { return used(u, s) / days_of(*result_); });
        const std::size_t months = months_listed(tables_.spec.experiment.horizon);
        for (std::size_t m = 0; m < months; ++m) {
            add_(fmt::format("{}.month.{}", name, m + 1), unit,
                 "used at this site in this month (730 h) of the run, warm-up included",
                 [&] { return in_month(m, u, s); });
        }
    }

    std::size_t all() const { return sites_.names.size(); }

    template <class Of>
    double sum(std::size_t site, Of of) const {
        Amount sum = 0;
        for (std::size_t s = 0; s < tables_.spec.stations.size(); ++s) {
            if (site == all() || sites_.of_station[s] == site) {
                sum += of(StationId::from_index(s));
            }
        }
        return packaging::units(sum);
    }

    double used(UtilityId u, std::size_t site) const {
        return sum(site, [&](StationId s) { return result_->meters.total(s, u); });
    }

    double in_month(std::size_t month, UtilityId u, std::size_t site) const {
        return month >= result_->meters.months()
                   ? 0.0
                   : sum(site, [&](StationId s) { return result_->meters.month(month, s, u); });
    }

    double good_units() const {
        double sum = 0;
        for (std::size_t p = 0; p < tables_.spec.products.size(); ++p) {
            const packaging::ProductSpec& spec = tables_.spec.products[p];
            if (!spec.makes.valid() && spec.lot_class == packaging::LotClass::production) {
                sum += as_double(result_->statistics.products[p].good_sites);
            }
        }
        return sum;
    }

    const packaging::LineTables& tables_;
    const packaging::LineResult* result_;
    const AddMetric& add_;
    packaging::LineSites sites_;
};

/// The parts of "utility.water.site.north.month.3", as no name has a dot in it.
struct MonthName {
    std::string_view utility;
    std::string_view site;
    std::string_view month;
};

bool read_month(std::string_view metric, MonthName& out) {
    std::vector<std::string_view> words;
    for (std::size_t dot = metric.find('.'); dot != std::string_view::npos;
         dot = metric.find('.')) {
        words.push_back(metric.substr(0, dot));
        metric.remove_prefix(dot + 1);
    }
    words.push_back(metric);
    if (words.size() != 6 || words[0] != "utility" || words[2] != "site" || words[4] != "month") {
        return false;
    }
    out = {words[1], words[3], words[5]};
    return true;
}

}  // namespace

void utility_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                     const AddMetric& add) {
    Utilities list{tables, result, add};
    for (std::size_t u = 0; u < tables.spec.utilities.size(); ++u) {
        list.list(UtilityId::from_index(u));
    }
}

std::string utility_table(const StudyResult& study) {
    constexpr double kLevel = 0.95;
    std::string out;
    std::vector<double> values(study.replications.size());
    for (std::size_t m = 0; m < study.metrics.size(); ++m) {
        MonthName name;
        if (!read_month(study.metrics[m].name, name)) {
            continue;
        }
        if (out.empty()) {
            out = "site,utility,month,unit,mean,half_width,n\n";
        }
        std::ranges::transform(study.replications, values.begin(),
                               [m](const auto& r) { return r.values[m]; });
        const Summary s = summarise(values, kLevel);
        out += fmt::format("{},{},{},{},{},{},{}\n", name.site, name.utility, name.month,
                           study.metrics[m].unit, s.mean, s.half_width, s.n);
    }
    return out;
}

}  // namespace packline::report
