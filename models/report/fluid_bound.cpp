#include "models/report/fluid_bound.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/release/rate_profile.hpp"
#include "models/report/fluid_flows.hpp"
#include "models/scenario/static_load.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <utility>

namespace packline::report {

namespace {

using packaging::Disruption;
using packaging::MaskEffect;

/// Share of a bucket in which the tools of a plan are there.
double there(const packaging::PlanRun& run, Time from, Time to) {
    const double gone = static_cast<double>((std::clamp(run.ready, from, to) - from).us);
    return 1.0 - gone / static_cast<double>((to - from).us);
}

/// Products that ship, each with those that make its parts: flows that get on together.
class Flows {
public:
    explicit Flows(const packaging::LineSpec& line) : of_(line.products.size()) {
        std::iota(of_.begin(), of_.end(), 0U);
        for (std::size_t p = 0; p < line.products.size(); ++p) {
            for (std::size_t maker = 0; maker < line.products.size(); ++maker) {
                if (takes_from(line, p, maker)) {
                    join(p, maker);
                }
            }
        }
    }
    /// Of a product: the number of its flow, which is that of one of its products.
    std::size_t of(std::size_t product) const { return of_[product]; }

private:
    void join(std::size_t a, std::size_t b) {
        const std::size_t from = of_[b];
        std::ranges::replace(of_, from, of_[a]);
    }

    static bool takes_from(const packaging::LineSpec& line, std::size_t product,
                           std::size_t maker) {
        const auto& steps = line.routes[line.products[product].route.index()].steps;
        const packaging::ProductSpec& made = line.products[maker];
        const auto& made_by = line.routes[made.route.index()].steps;
        const auto makes = [&](packaging::MaterialId m) {
            return made.makes == m || std::ranges::any_of(made_by, [&](const auto& step) {
                       return std::ranges::find(step.bins, m, &packaging::BinSpec::into) !=
                              step.bins.end();
                   });
        };
        return std::ranges::any_of(steps, [&](const packaging::StepSpec& step) {
            return std::ranges::any_of(step.components,
                                       [&](const auto& c) { return makes(c.material); });
        });
    }

    std::vector<std::size_t> of_;
};

/// A line as flows through stations.
class Fluid {
public:
    Fluid(const packaging::LineSpec& line, const packaging::Timelines& timelines,
          const std::vector<Disruption>& disruptions)
        : line_{line},
          timelines_{timelines},
          disruptions_{disruptions},
          flows_{line},
          weight_(line.products.size(), 0.0) {
        for (const packaging::StationSpec& s : line.stations) {
            first_tool_.push_back(tools_.size());
            tools_.resize(tools_.size() + s.tools);
        }
        for (const scenario::StationLoad& l : scenario::static_load(line)) {
            std::vector<double>& use = use_.emplace_back(line.products.size(), 0.0);
            for (std::size_t p = 0; p < l.by_product.size() && l.hours_per_day > 0; ++p) {
                use[flows_.of(p)] += l.load_with_setups * l.by_product[p] / l.hours_per_day;
            }
        }
        const packaging::LineTables tables{line};
        for (std::size_t p = 0; p < line.products.size(); ++p) {
            lots_.push_back(scenario::lots_per_day(line, p));
            units_.push_back(
                static_cast<double>(tables.units_per_lot(packaging::ProductId::from_index(p))));
            if (ships(p)) {
                weight_[flows_.of(p)] += lots_[p] * units_[p];
            }
        }
        all_ = std::accumulate(weight_.begin(), weight_.end(), 0.0);
        behind_.assign(line.products.size(), 0.0);
    }

    /// Runs one bucket on; what is behind at its end, in days of demand of the line.
    double behind_after(Time from, Time to) {
        const double days = to_seconds(to - from) / 86'400;
        std::ranges::fill(tools_, 1.0);
        std::vector<double> starts(line_.products.size(), 1.0);
        act(from, to, starts);
        const std::vector<double> wanted = wanted_of_flows(from, to);
        std::vector<double> needs(wanted.size());
        for (std::size_t f = 0; f < wanted.size(); ++f) {
            // Starts hold back only while they are held: what waited may all come at once.
            const double most = starts_of_flow(f, starts);
            needs[f] = weight_[f] > 0 ? wanted[f] + behind_[f] / days : 0.0;
            needs[f] = most < 1.0 - 1e-9 ? std::min(needs[f], most) : needs[f];
        }
        std::vector<double> left;
        for (std::size_t s = 0; s < use_.size(); ++s) {
            left.push_back(tools_left(s));
        }
        const std::vector<double> rates = fill_flows(use_, needs, std::move(left));
        double sum = 0;
        for (std::size_t f = 0; f < wanted.size(); ++f) {
            behind_[f] = std::max(0.0, behind_[f] + (wanted[f] - rates[f]) * days);
            behind_[f] = behind_[f] < 1e-9 ? 0.0 : behind_[f];
            sum += behind_[f] * weight_[f];
        }
        return all_ > 0 ? sum / all_ : 0.0;
    }

private:
    bool ships(std::size_t p) const {
        return !line_.products[p].makes.valid() &&
               line_.products[p].lot_class == packaging::LotClass::production;
    }

    void act(Time from, Time to, std::vector<double>& starts) {
        moved_.assign(line_.products.size(), 0.0);
        taken_in_.assign(line_.products.size(), 0.0);
        for (std::size_t p = 0; p < line_.plans.size(); ++p) {
            limit(line_.plans[p].scope, there(timelines_.plans[p], from, to));
        }
        for (const Disruption& d : disruptions_) {
            const double level = packaging::mean_level(d.profile, from, to);
            if (d.effect == MaskEffect::capacity || d.effect == MaskEffect::speed) {
                limit(*d.scope, level);
            }
            for (const packaging::ProductId p : d.scope->products) {
                divert(d, p, from, 1.0 - level);
                starts[p.index()] *= level;
            }
        }
    }

    /// Demand of each flow in a bucket, as a multiple of its mean: what it is asked for, less what
    /// others make for it, and with what it makes for them.
    std::vector<double> wanted_of_flows(Time from, Time to) const {
        std::vector<double> out(line_.products.size(), 0.0);
        for (std::size_t p = 0; p < line_.products.size(); ++p) {
            const std::size_t f = flows_.of(p);
            if (ships(p) && weight_[f] > 0) {
                out[f] += (lots_[p] * units_[p] * profile(p, from, to) + moved_[p]) / weight_[f];
            }
        }
        return out;
    }

    /// Releases of a product in a bucket, as a multiple of their mean.
    double profile(std::size_t p, Time from, Time to) const {
        const packaging::ReleaseSpec& r = *packaging::release_of(line_, p).release;
        if (r.rates.empty()) {
            return 1.0;
        }
        const double mean =
            packaging::amount_between(r.rates, Time{}, Time{} + line_.experiment.horizon);
        const double share = to_seconds(to - from) / to_seconds(line_.experiment.horizon);
        return packaging::amount_between(r.rates, from, to) / (mean * share);
    }

    /// What a flow may start, as a multiple of its mean demand: that of its products which ship,
    /// those that stand in for others too, and no more than of any that makes their parts.
    double starts_of_flow(std::size_t flow, const std::vector<double>& starts) const {
        double units = 0;
        double of_parts = 1.0;
        for (std::size_t p = 0; p < starts.size(); ++p) {
            if (flows_.of(p) == flow && ships(p)) {
                units += (lots_[p] * units_[p] + taken_in_[p]) * starts[p];
            } else if (flows_.of(p) == flow && lots_[p] > 0) {
                of_parts = std::min(of_parts, starts[p]);
            }
        }
        return std::min(weight_[flow] > 0 ? units / weight_[flow] : 1.0, of_parts);
    }

    /// What is left of each tool is what all that act on it leave.
    void limit(const packaging::ScopeSpec& scope, double level) {
        for (const packaging::ScopeSpec::Tools& t : scope.tools) {
            for (std::uint32_t i = 0; i < t.count && level < 1.0; ++i) {
                tools_[first_tool_[t.station.index()] + t.first + i] *= level;
            }
        }
    }

    /// Moves the releases of a product that a disruption sends elsewhere, while it `holds` a share
    /// of them.
    void divert(const Disruption& d, packaging::ProductId product, Time at, double holds) {
        double all = 0;
        const auto number = static_cast<std::size_t>(&d - disruptions_.data());
        const std::size_t gates = line_.gates.size();
        const std::vector<packaging::DiversionSpec> none;
        const std::vector<packaging::DiversionSpec>& diversions =
            number < gates                        ? line_.gates[number].diversions
            : number - gates < line_.masks.size() ? line_.masks[number - gates].diversions
                                                  : none;
        for (const packaging::DiversionSpec& spec : diversions) {
            const bool open = std::ranges::all_of(spec.after, [&](packaging::GateId g) {
                return timelines_.gates[g.index()].opens <= at;
            });
            const double share =
                spec.from == product && open ? std::min(spec.share, 1.0 - all) : 0.0;
            all += share;
            const std::size_t p = product.index();
            if (ships(p)) {
                const double units = share * holds * lots_[p] * units_[p];
                moved_[p] -= units;
                moved_[spec.to.index()] += units;
                taken_in_[spec.to.index()] += units;
            }
        }
    }

    /// Mean over the tools of a station.
    double tools_left(std::size_t station) const {
        const auto first = tools_.begin() + static_cast<std::ptrdiff_t>(first_tool_[station]);
        const std::uint32_t n = line_.stations[station].tools;
        return std::accumulate(first, first + n, 0.0) / n;
    }

    const packaging::LineSpec& line_;
    const packaging::Timelines& timelines_;
    const std::vector<Disruption>& disruptions_;
    Flows flows_;
    std::vector<std::vector<double>> use_;  ///< by station and flow, at mean demand
    std::vector<double> weight_;            ///< by flow: units a day
    double all_ = 0;                        ///< of the line
    std::vector<double> lots_;              ///< by product: a day
    std::vector<double> units_;             ///< by product: of a lot
    std::vector<double> behind_;            ///< by flow: days of its own demand
    std::vector<std::size_t> first_tool_;   ///< by station
    std::vector<double> tools_;             ///< what is left of each in the bucket in hand
    std::vector<double> moved_;     ///< by product: units a day from others less those to them
    std::vector<double> taken_in_;  ///< by product: units a day from others
};

std::string quoted(const char* what, const std::string& name, const char* why) {
    return fmt::format("{} '{}' ({})", what, name, why);
}

const char* kind_of(const packaging::ConditionSpec& when) {
    switch (when.kind) {
        case packaging::ConditionSpec::Kind::budget:
            return "a budget";
        case packaging::ConditionSpec::Kind::queue:
            return "a queue";
        default:
            return "a stock";
    }
}

/// Why a mask does nothing to a fluid; null where it does.
const char* unseen(const packaging::MaskSpec& mask) {
    switch (mask.effect) {
        case MaskEffect::workforce:
            return "people";
        case MaskEffect::supply:
            return "supply";
        case MaskEffect::yield:
            return "yield";
        default:
            return nullptr;
    }
}

}  // namespace

FluidBound fluid_bound(const packaging::LineSpec& line, RandomKey key, Duration bucket,
                       std::size_t buckets) {
    const Time end = Time{} + bucket * static_cast<std::int64_t>(buckets);
    const packaging::Timelines timelines =
        packaging::make_timelines(line, key, end, packaging::critical_paths(line));
    const std::vector<Disruption> disruptions = packaging::make_disruptions(line, timelines);
    Fluid fluid{line, timelines, disruptions};
    FluidBound out;
    for (std::size_t i = 0; i < buckets; ++i) {
        const Time from = Time{} + bucket * static_cast<std::int64_t>(i);
        const double behind = fluid.behind_after(from, from + bucket);
        out.backlog.push_back(behind);
        if (behind > out.peak) {
            out.peak = behind;
            out.peak_at = from + bucket;
            out.cleared = Time::never();
        } else if (behind == 0.0 && out.peak > 0.0 && out.cleared == Time::never()) {
            out.cleared = from + bucket;
        }
    }
    return out;
}

std::vector<std::string> unseen_by_fluid(const packaging::LineSpec& line) {
    constexpr auto kNone = packaging::ConditionSpec::Kind::none;
    std::vector<std::string> out;
    for (const packaging::GateSpec& g : line.gates) {
        if (g.when.kind != kNone) {
            out.push_back(quoted("gate", g.name, kind_of(g.when)));
        }
    }
    for (const packaging::MaskSpec& m : line.masks) {
        if (m.when.kind != kNone) {
            out.push_back(quoted("mask", m.name, kind_of(m.when)));
        } else if (const char* why = unseen(m)) {
            out.push_back(quoted("mask", m.name, why));
        }
    }
    for (const packaging::MaterialSpec& m : line.materials) {
        const packaging::SupplySpec& s = m.supply;
        if (s.lead_time.regime.valid() || s.second_lead_time.regime.valid() ||
            s.allocation.regime.valid() || s.allocation.otherwise < 1.0) {
            out.push_back(quoted("material", m.name, "supply"));
        }
    }
    return out;
}

bool seen_by_fluid(const packaging::LineSpec& line) {
    constexpr auto kNone = packaging::ConditionSpec::Kind::none;
    return !line.plans.empty() ||
           std::ranges::any_of(line.gates, [](const auto& g) { return g.when.kind == kNone; }) ||
           std::ranges::any_of(line.masks, [](const auto& m) {
               return m.when.kind == kNone && unseen(m) == nullptr;
           });
}

}  // namespace packline::report
