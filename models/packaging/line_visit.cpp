// What a visit of a tool is about: items that are handled, how often the stated time is spent on
// them.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"
#include "models/packaging/stations/shared_tool.hpp"

#include <algorithm>

namespace packline::packaging {

/// Items that leave together; 0 where the whole lot does (also where a few of it are measured).
std::int64_t Line::piece_size(std::span<const LotId> lots, const StepTable& step) const {
    if (step.leaves_whole || lots.size() > 1) {
        return 0;
    }
    const bool apart = leaves_in_sublots(*stations_[step.station.index()].spec, *step.spec,
                                         lots_.population(lots.front()).items);
    return apart ? step.spec->sublot : 0;
}

/// Items that the step handles of so many (a sample measures some of a lot).
std::int64_t Line::handled(const StepTable& step, std::int64_t items) const {
    if (step.sample == SampleSpec::Kind::item_count) {
        return std::min(items, step.spec->sample.count);
    }
    if (step.sample == SampleSpec::Kind::item_share) {
        const double n = step.spec->sample.share * static_cast<double>(items);
        const auto whole = static_cast<std::int64_t>(n);
        return static_cast<double>(whole) < n ? whole + 1 : whole;
    }
    return items;
}

/// How often the stated time of the operation is spent on so many items of the lot.
double Line::time_multiple(LotId lot, const StepTable& step, std::int64_t items) const {
    const Population& p = lots_.population(lot);
    const StationSpec& spec = *stations_[step.station.index()].spec;
    const std::int64_t n = handled(step, items);
    const std::int64_t sites = p.items == 0 ? 0 : p.sites * n / p.items;
    NominalCounts counts{.items = n, .sites = sites, .placed = 0, .singulated = p.singulated};
    if (step.assembles) {
        for (const ComponentSpec& c : step.spec->components) {
            counts.placed += sites * c.per_site;
        }
        for (const ComponentSpec& c : step.spec->dummies) {
            counts.placed += (n * p.positions - sites) * c.per_site;
        }
    }
    return packaging::time_multiple(*step.spec, spec, counts);
}

/// Time with retests over time without: what fails first goes through again.
double Line::retest_factor(LotId lot, const StepTable& step) {
    if (!step.retests) {
        return 1.0;
    }
    const Population& p = lots_.population(lot);
    const std::int64_t again = test_ahead(lot, step).retested;
    return p.sites == 0 ? 1.0 : 1.0 + static_cast<double>(again) / static_cast<double>(p.sites);
}

}  // namespace packline::packaging
