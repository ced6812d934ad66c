#include "models/scenario/closed_releases.hpp"

#include "models/packaging/critical_path.hpp"
#include "models/packaging/stations/calendar.hpp"
#include "models/scenario/static_load.hpp"
#include "models/scenario/visit_work.hpp"

#include <algorithm>

namespace packline::scenario {

using namespace packaging;

namespace {

/// Maintenance that is due by pieces takes more the more come: so often is that gone over.
constexpr int kRounds = 8;

/// What one product asks of each station [a day], at its rate or by Little's law.
struct ProductWork {
    std::vector<double> hours;
    std::vector<double> items;
};

/// Products that one release lets in, in fixed shares.
struct Source {
    const ReleaseSpec* release = nullptr;
    std::vector<std::size_t> products;
    double share = 0;  ///< of what the law allows
    bool full = false;
    StationId limit;
};

class Filling {
public:
    explicit Filling(const LineSpec& line) : line_{line}, out_(line.products.size()) {
        for (std::size_t p = 0; p < line.products.size(); ++p) {
            look_at(p);
        }
    }

    std::vector<ClosedRelease> fill() {
        for (int i = 0; i < kRounds && !sources_.empty(); ++i) {
            let_in();
        }
        for (const Source& s : sources_) {
            for (const std::size_t p : s.products) {
                ClosedRelease& c = out_[p];
                c.share = s.share;
                c.per_day = c.by_law * s.share;
                c.limit = s.limit;
            }
        }
        return std::move(out_);
    }

private:
    void look_at(std::size_t p) {
        const std::vector<StepLoad> work = lot_work(line_, p);
        const ReleaseSpec* release = release_of(line_, p).release;
        ClosedRelease& c = out_[p];
        double lots = released_per_day(line_, p);
        c.by_law = lots;
        if (release->kind == ReleaseKind::cards) {
            c.closed = true;
        } else if (release->kind == ReleaseKind::schedule) {
            c.asked = part_in_run(p, work);
            c.goes_round = c.closed = c.asked < 1;
            lots *= c.asked;
        }
        if (c.goes_round) {
            double most = 0;
            for (const StepLoad& at : work) {
                most = std::max(most, at.visits_per_day);
            }
            c.by_law = lots * most;
        }
        ProductWork& own = work_.emplace_back();
        own.hours.assign(line_.stations.size(), 0);
        own.items.assign(line_.stations.size(), 0);
        for (const StepLoad& at : work) {
            own.hours[at.step->station.index()] += lots * at.hours_per_day;
            own.items[at.step->station.index()] += lots * at.items_per_day;
        }
        if (c.closed) {
            auto source = std::ranges::find(sources_, release, &Source::release);
            if (source == sources_.end()) {
                source = sources_.insert(source,
                                         Source{.release = release, .products = {}, .limit = {}});
            }
            source->products.push_back(p);
        }
    }

    /// Of lots that are worked on again and again: what of their work there is time for, if none
    /// waits. 1, where a lot comes to its end or would without the loop take longer than the run.
    double part_in_run(std::size_t p, const std::vector<StepLoad>& work) const {
        const double run_s = to_seconds(line_.experiment.horizon);
        const std::vector<Duration> once = mean_operations(line_, line_.products[p]);
        double all_s = 0;
        for (std::size_t i = 0; i < work.size(); ++i) {
            all_s += work[i].visits_per_day * to_seconds(once[i]);
        }
        if (all_s <= run_s || to_seconds(critical_path(line_, line_.products[p])) >= run_s) {
            return 1;
        }
        double lots = 0;
        double there_s = 0;
        for (const ReleaseSpec::Entry& e : release_of(line_, p).release->schedule) {
            if (e.at.us < line_.experiment.horizon.us) {
                lots += e.lots;
                there_s += e.lots * to_seconds(line_.experiment.horizon - (e.at - Time{}));
            }
        }
        return lots > 0 ? std::min(1.0, there_s / lots / all_s) : 1;
    }

    double items_at(std::size_t station) const {
        double items = 0;
        for (std::size_t p = 0; p < work_.size(); ++p) {
            items += work_[p].items[station] * share_of(p);
        }
        return items;
    }

    double share_of(std::size_t p) const {
        for (const Source& s : sources_) {
            if (std::ranges::find(s.products, p) != s.products.end()) {
                return s.share;
            }
        }
        return 1;
    }

    /// Tool hours a day that a station gives, at the items that come to it now.
    double capacity_of(std::size_t index) const {
        const StationSpec& station = line_.stations[index];
        double tools = station.sets.empty() ? station.tools : 0;
        for (const ToolSetSpec& set : station.sets) {
            tools += set.tools * set.speed;
        }
        const double open =
            station.calendar.valid() ? open_share(line_.calendars[station.calendar.index()]) : 1;
        return 24 * open * up_share(station, items_at(index)) * tools;
    }

    void let_in() {
        std::vector<double> left(line_.stations.size());
        for (std::size_t s = 0; s < left.size(); ++s) {
            left[s] = capacity_of(s);
            for (std::size_t p = 0; p < work_.size(); ++p) {
                left[s] -= out_[p].closed ? 0 : work_[p].hours[s];
            }
        }
        for (Source& s : sources_) {
            s.share = 0;
            s.full = false;
            s.limit = {};
        }
        while (std::ranges::any_of(sources_, [](const Source& s) { return !s.full; })) {
            grow(left);
        }
    }

    double hours_of(const Source& source, std::size_t station) const {
        double hours = 0;
        for (const std::size_t p : source.products) {
            hours += work_[p].hours[station];
        }
        return hours;
    }

    /// All that may grow do, until a station is full or the law binds.
    void grow(std::vector<double>& left) {
        double step = 1;
        for (const Source& s : sources_) {
            step = s.full ? step : std::min(step, 1 - s.share);
        }
        std::size_t first_full = left.size();
        for (std::size_t s = 0; s < left.size(); ++s) {
            double hours = 0;
            for (const Source& source : sources_) {
                hours += source.full ? 0 : hours_of(source, s);
            }
            if (hours > 0 && std::max(left[s], 0.0) / hours < step) {
                step = std::max(left[s], 0.0) / hours;
                first_full = s;
            }
        }
        for (Source& source : sources_) {
            if (source.full) {
                continue;
            }
            source.share += step;
            for (std::size_t s = 0; s < left.size(); ++s) {
                left[s] -= step * hours_of(source, s);
            }
        }
        for (Source& source : sources_) {
            if (!source.full && first_full < left.size() && hours_of(source, first_full) > 0) {
                source.full = true;
                source.limit = StationId::from_index(first_full);
            }
            source.full = source.full || source.share >= 1 - 1e-12;
        }
    }

    const LineSpec& line_;
    std::vector<ClosedRelease> out_;
    std::vector<ProductWork> work_;  ///< by product
    std::vector<Source> sources_;
};

}  // namespace

std::vector<ClosedRelease> closed_releases(const LineSpec& line) { return Filling{line}.fill(); }

}  // namespace packline::scenario
