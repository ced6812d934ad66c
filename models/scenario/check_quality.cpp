#include "models/scenario/check_quality.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace packline::scenario {

using namespace packaging;

QualityChecker::QualityChecker(LineSpec& line, const LineLocations& at, Diagnostics& diagnostics)
    : line_{line}, at_{at}, diagnostics_{diagnostics} {
    find_latent();
    look_at_parts();
    for (std::size_t r = 0; r < line_.routes.size(); ++r) {
        resolve_all(line_.routes[r]);
        resolve_faults(r);
    }
}

void QualityChecker::check() {
    for (std::size_t r = 0; r < line_.routes.size(); ++r) {
        for (std::size_t i = 0; i < line_.routes[r].main_steps; ++i) {
            sampling(r, i);
        }
    }
    mechanisms_looked_for();
    watched_steps();
}

void QualityChecker::error(const Location& at, std::string problem, std::string help) {
    diagnostics_.error(at, std::move(problem), std::move(help));
}

void QualityChecker::warn(const Location& at, std::string problem, std::string help) {
    diagnostics_.warning(at, std::move(problem), std::move(help));
}

void QualityChecker::find_latent() {
    latent_.assign(line_.mechanisms.size(), false);
    for (const RouteSpec& route : line_.routes) {
        for (const StepSpec& s : route.steps) {
            for (const YieldSpec& y : s.yields) {
                latent_[y.mechanism.index()] = latent_[y.mechanism.index()] || y.latent;
            }
        }
    }
    for (const auto& of_station : line_.excursions) {
        for (const ExcursionSpec& e : of_station) {
            latent_[e.yield.mechanism.index()] =
                latent_[e.yield.mechanism.index()] || e.yield.latent;
        }
    }
    for (const ProductSpec& p : line_.products) {
        for (const YieldSpec& y : p.incoming) {
            latent_[y.mechanism.index()] = true;
        }
    }
    for (const MaterialSpec& m : line_.materials) {
        for (const YieldSpec& y : m.supply.incoming) {
            latent_[y.mechanism.index()] = true;
        }
    }
    for (const MechanismSpec& m : line_.mechanisms) {
        if (m.of_part.valid()) {
            latent_[m.of_part.index()] = true;
        }
    }
}

/// Who looks for the defects of an item looks for those of its parts on other items, too.
void QualityChecker::look_at_parts() {
    for (RouteSpec& route : line_.routes) {
        for (StepSpec& s : route.steps) {
            for (std::size_t i = 0; i < s.inspection.finds.size(); ++i) {
                const InspectionSpec::Finds f = s.inspection.finds[i];
                const MechanismId part = f.mechanism.valid()
                                             ? line_.mechanisms[f.mechanism.index()].of_part
                                             : MechanismId::none();
                if (part.valid()) {
                    s.inspection.finds.push_back({part, f.coverage, f.of_faults});
                }
            }
        }
    }
}

/// `finds: {all: x}` means every latent mechanism that is not listed by name.
void QualityChecker::resolve_all(RouteSpec& route) {
    for (StepSpec& s : route.steps) {
        auto& finds = s.inspection.finds;
        const auto all =
            std::ranges::find(finds, MechanismId::none(), &InspectionSpec::Finds::mechanism);
        if (all == finds.end()) {
            continue;
        }
        const double coverage = all->coverage;
        const bool of_faults = all->of_faults;
        finds.erase(all);
        for (std::size_t m = 0; m < latent_.size(); ++m) {
            const MechanismId id = MechanismId::from_index(m);
            const bool listed =
                std::ranges::find(finds, id, &InspectionSpec::Finds::mechanism) != finds.end();
            if (latent_[m] && !listed) {
                finds.push_back({id, coverage, of_faults});
            }
        }
    }
}

/// Fault coverage becomes the share of defective sites found, by the quality of what comes.
void QualityChecker::resolve_faults(std::size_t r) {
    std::vector<double> quality(line_.mechanisms.size(), 1.0);
    for (const ProductSpec& p : line_.products) {
        for (const YieldSpec& y : p.incoming) {
            double& q = quality[y.mechanism.index()];
            q = p.route.index() == r ? std::min(q, y.survive) : q;
        }
    }
    for (StepSpec& s : line_.routes[r].steps) {
        for (const YieldSpec& y : s.yields) {
            quality[y.mechanism.index()] *= y.latent ? y.survive : 1.0;
        }
        for (InspectionSpec::Finds& f : s.inspection.finds) {
            double& q = quality[f.mechanism.index()];
            if (f.of_faults) {
                f.coverage = found_of_faults(q, f.coverage);
                f.of_faults = false;
            }
            q = q > 0 ? q / (1 - (1 - q) * f.coverage) : q;
        }
    }
}

void QualityChecker::sampling(std::size_t r, std::size_t i) {
    const RouteSpec& route = line_.routes[r];
    const StepSpec& s = route.steps[i];
    const Location& at = at_.steps[r][i];
    if (s.sample.kind == SampleSpec::Kind::skip_lot && !s.inspects) {
        error(at,
              fmt::format("step '{}' skips lots by what it finds, but inspects nothing", s.name),
              "add `inspect:`, or write `sample: 1 in 5 lots`");
    }
    if (s.inspection.again.offline && line_.stations[s.station.index()].buffer.valid()) {
        error(at,
              fmt::format("fails of step '{}' queue again offline, where places are few", s.name),
              "test them again inline, or leave `buffer` of the station out");
    }
    const auto screens = [](const StepSpec& o) {
        return o.sample.kind == SampleSpec::Kind::rejected;
    };
    const auto judges = [](const StepSpec& o) { return o.inspection.judges; };
    const auto here = route.steps.begin() + static_cast<std::ptrdiff_t>(i);
    const auto end = route.steps.begin() + static_cast<std::ptrdiff_t>(route.main_steps);
    if (s.inspection.judges && std::none_of(here + 1, end, screens)) {
        warn(at, fmt::format("lots that step '{}' rejects go on as if they were not", s.name),
             "add a later step with `sample: rejected lots`");
    }
    // A tool that drifted rejects the lots it made, too.
    const bool drifts = std::ranges::any_of(line_.excursions, [](const auto& of_station) {
        return std::ranges::any_of(of_station, &ExcursionSpec::screens);
    });
    if (screens(s) && !drifts && std::none_of(route.steps.begin(), here, judges)) {
        warn(at, fmt::format("no step before '{}' rejects lots", s.name),
             "add `accept:` to an inspection before it");
    }
}

void QualityChecker::mechanisms_looked_for() {
    std::vector<bool> found(line_.mechanisms.size(), false);
    for (std::size_t r = 0; r < line_.routes.size(); ++r) {
        for (std::size_t i = 0; i < line_.routes[r].steps.size(); ++i) {
            for (const InspectionSpec::Finds& f : line_.routes[r].steps[i].inspection.finds) {
                found[f.mechanism.index()] = true;
                if (!latent_[f.mechanism.index()]) {
                    warn(at_.steps[r][i],
                         fmt::format("step '{}' looks for '{}', which nothing makes latent",
                                     line_.routes[r].steps[i].name,
                                     line_.mechanisms[f.mechanism.index()].name),
                         "add a yield with `found: latent` upstream, or leave it out");
                }
            }
        }
    }
    for (std::size_t m = 0; m < found.size(); ++m) {
        if (latent_[m] && !found[m]) {
            warn(at_.experiment,
                 fmt::format("nothing ever looks for defects of '{}' (all of them are shipped)",
                             line_.mechanisms[m].name),
                 "add it to `finds:` of an inspection");
        }
    }
}

void QualityChecker::watched_steps() {
    for (std::size_t s = 0; s < line_.excursions.size(); ++s) {
        for (const ExcursionSpec& e : line_.excursions[s]) {
            const auto watches = [&](const StepSpec& step) {
                return step.name == e.watch &&
                       std::ranges::find(step.inspection.finds, e.yield.mechanism,
                                         &InspectionSpec::Finds::mechanism) !=
                           step.inspection.finds.end();
            };
            const bool there = std::ranges::any_of(line_.routes, [&](const RouteSpec& r) {
                return std::ranges::any_of(r.steps, watches);
            });
            if (!e.watch.empty() && !there) {
                error(at_.stations[s],
                      fmt::format("excursion '{}' of '{}' is watched at step '{}', which does "
                                  "not look for '{}'",
                                  e.name, line_.stations[s].name, e.watch,
                                  line_.mechanisms[e.yield.mechanism.index()].name),
                      "name an inspection that has the mechanism under `finds:`");
            }
        }
    }
}

}  // namespace packline::scenario
