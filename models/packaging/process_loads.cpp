#include "models/packaging/line_processes.hpp"
#include "models/packaging/release/rate_profile.hpp"

namespace packline::packaging {

namespace {

double lots_a_day(const ReleaseSpec& release, Duration horizon) {
    if (release.kind == ReleaseKind::cards) {
        return release.cards;  // a guess: each goes round once a day
    }
    if (release.kind == ReleaseKind::interval) {
        return release.lots * releases_per_day(release, horizon);
    }
    double lots = 0;
    for (const ReleaseSpec::Entry& entry : release.schedule) {
        lots += entry.lots;
    }
    return lots * to_seconds(days(1)) / to_seconds(horizon);
}

}  // namespace

std::vector<double> process_loads(const LineTables& tables,
                                  const std::vector<std::uint32_t>& process_of_area) {
    std::vector<double> out(process_of_area.size(), 0);
    for (std::size_t p = 0; p < tables.spec.products.size(); ++p) {
        const ProductRelease by = release_of(tables.spec, p);
        const double lots = by.share * lots_a_day(*by.release, tables.spec.experiment.horizon);
        for (StepIndex s = tables.first_step(ProductId::from_index(p)); s.valid();
             s = tables.step(s).next) {
            out[process_of_area[tables.step(s).area.index()]] += lots;
        }
    }
    return out;
}

}  // namespace packline::packaging
