#include "tests/support/random_quality.hpp"

#include "tests/support/random_choices.hpp"

#include <cstdint>
#include <string>

namespace packline::test {

namespace {

using namespace packaging;

class QualityMaker {
public:
    QualityMaker(LineSpec& line, const Draws& draws, double ties)
        : line_{line}, draws_{draws}, ties_{ties} {}

    void add() {
        for (StationSpec& s : line_.stations) {
            if (s.kind == StationKind::single && s.load.max > 1'000 && chance(draws_, 0.4)) {
                test_cell(s);
            }
        }
        for (RouteSpec& r : line_.routes) {
            for (StepSpec& s : r.steps) {
                for (YieldSpec& y : s.yields) {
                    uneven(y);
                }
                if (line_.stations[s.station.index()].kind == StationKind::tester) {
                    on_test_cell(s);
                }
            }
        }
        StepSpec& last = line_.routes[1].steps[line_.routes[1].main_steps - 1];
        if (chance(draws_, 0.5)) {
            last.bins.push_back({"good", 0.9, 0.9, MaterialId::none()});
        }
        if (line_.routes[1].steps[line_.routes[1].main_steps - 2].singulates &&
            chance(draws_, 0.5 * ties_)) {
            last.bins.push_back({"slow", 0.05, 0.5, MaterialId{0}});
            if (!line_.mechanisms[1].of_part.valid()) {  // as the reader of text does
                line_.mechanisms.push_back({"overlay(part)", Level::site});
                line_.mechanisms[1].of_part = MechanismId::from_index(line_.mechanisms.size() - 1);
            }
        }
        plans(line_.routes[1]);
        drifts();
    }

private:
    Distribution exponential_minutes(int least, int most) {
        return Distribution::exponential(60.0 * pick(draws_, least, most));
    }

    /// Sampling plans and a floor life, on steps that no other plan has.
    void plans(RouteSpec& r) {
        for (std::size_t i = 2; i + 2 < r.main_steps; ++i) {
            StepSpec& s = r.steps[i];
            if (s.sample.kind != SampleSpec::Kind::all || s.frees_carrier.valid()) {
                continue;
            }
            if (s.inspects && chance(draws_, 0.5)) {
                s.sample = {SampleSpec::Kind::skip_lot, 0.5, 2, 2};
            } else if (s.inspects && chance(draws_, 0.5)) {
                s.inspection.judges = true;
                s.inspection.accept = pick(draws_, 0, 20);
            } else if (chance(draws_, 0.2)) {
                s.sample.kind = SampleSpec::Kind::rejected;
            } else if (chance(draws_, 0.2)) {
                s.dry = true;
            }
        }
        StepSpec& last = r.steps[r.main_steps - 1];
        if (chance(draws_, 0.6 * ties_) && last.sample.kind == SampleSpec::Kind::all &&
            last.components.empty()) {
            const std::size_t bake = r.main_steps - 2;
            last.has_floor_life = !r.steps[bake].singulates;
            last.floor_life = {StepId{2}, minutes(pick(draws_, 60, 600)), StepId::from_index(bake)};
            if (last.has_floor_life && r.steps[bake].sample.kind == SampleSpec::Kind::all &&
                !r.steps[bake].frees_carrier.valid()) {
                r.steps[bake].sample.kind = SampleSpec::Kind::expired;
            }
        }
    }

    void drifts() {
        line_.excursions.resize(line_.stations.size());
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            if (!chance(draws_, 0.3)) {
                continue;
            }
            ExcursionSpec e;
            e.name = "drift";
            e.after = exponential_minutes(1000, 4000);
            e.per_lot = chance(draws_, 0.5) ? 0.05 : 0.0;
            e.yield = {MechanismId{chance(draws_, 0.5) ? 0U : 2U}, 0.6, chance(draws_, 0.7), 0.0};
            e.found_in_time = chance(draws_, 0.5);
            e.found_after = exponential_minutes(100, 1000);
            e.screens = chance(draws_, 0.5 * ties_);
            if (!e.found_in_time || chance(draws_, 0.5 * ties_)) {
                e.found_in_time = e.found_in_time || ties_ < 1;
                e.watch = ties_ < 1 ? "" : "m" + std::to_string(pick(draws_, 3, 7));
                e.threshold = 0.1;
                e.lots = static_cast<std::uint32_t>(pick(draws_, 1, 5));
            }
            e.repair = exponential_minutes(10, 300);
            line_.excursions[s].push_back(e);
        }
    }

    void uneven(YieldSpec& y) {
        if (y.correlation == 0 && chance(draws_, 0.3)) {
            y.density = {YieldModel::negative_binomial, 0.1 * draws_.uniform(), 2};
            y.survive = die_yield(y.density);
            y.clustered = true;
        } else if (chance(draws_, 0.3)) {
            y.learning = {
                .by = chance(draws_, 0.5) ? LearningSpec::By::time : LearningSpec::By::volume,
                .from = 0.7,
                .constant = days(5),
                .volume = 500};
        }
        y.luck = chance(draws_, 0.5) ? Level::item : Level::lot;
    }

    void test_cell(StationSpec& s) {
        s.kind = StationKind::tester;
        s.cell = {static_cast<std::uint32_t>(pick(draws_, 1, 4)), draws_.uniform(),
                  Distribution::constant(5)};
        const bool fails = chance(draws_, 0.6);
        for (std::uint32_t site = 0; fails && site < s.cell.sites; ++site) {
            s.failures.push_back(
                {.name = "site " + std::to_string(site + 1),
                 .clock = chance(draws_, 0.5) ? FailureClock::busy : FailureClock::calendar,
                 .time_between = exponential_minutes(100, 2000),
                 .repair = exponential_minutes(10, 300),
                 .one_site = true});
        }
    }

    void on_test_cell(StepSpec& s) {
        s.per = chance(draws_, 0.5) ? TimePer::load : TimePer::site;
        s.time = Distribution::exponential(s.per == TimePer::load ? 20 : 5);
        if (s.inspects) {
            s.inspection.again = {.has_time = chance(draws_, 0.5),
                                  .time = Distribution::constant(10),
                                  .per = TimePer::site,
                                  .offline = chance(draws_, 0.5)};
            s.inspection.retests = static_cast<std::uint32_t>(pick(draws_, 0, 2));
        }
    }

    LineSpec& line_;
    Draws draws_;
    double ties_;
};

}  // namespace

void add_quality(LineSpec& line, const Draws& draws, double ties) {
    QualityMaker{line, draws, ties}.add();
}

}  // namespace packline::test
