#include "tests/support/random_stations.hpp"

#include "models/packaging/stations/dispatch_rules.hpp"
#include "tests/support/random_choices.hpp"
#include "tests/support/random_line.hpp"

#include <vector>

namespace packline::test {

namespace {

using namespace packaging;

class Variety {
public:
    Variety(LineSpec& line, Draws& draws, double ties) : line_{line}, draws_{draws}, ties_{ties} {}

    void make() {
        for (StationSpec& s : line_.stations) {
            if (chance(draws_, 0.3)) {
                for (int rule = 7; rule < 14 && s.dispatch.size() < kMaxRules; ++rule) {
                    // What looks at the next queue ties areas.
                    const auto r = static_cast<DispatchRule>(rule);
                    if (chance(draws_, r == DispatchRule::next_queue ? 0.3 * ties_ : 0.3)) {
                        s.dispatch.insert(s.dispatch.begin() + pick(draws_, 0, 1), r);
                    }
                }
                s.atc_k = 0.5 + 3 * draws_.uniform();
            }
        }
        if (chance(draws_, 0.3)) {
            line_.products[1].lot_class = static_cast<LotClass>(pick(draws_, 1, 2));
        }
        for (StationSpec& s : line_.stations) {
            if (s.tools > 1 && chance(draws_, 0.3)) {
                tool_sets(s);
            }
        }
        for (StationSpec& s : line_.stations) {
            if (chance(draws_, 0.3)) {
                rooms(s);
            }
        }
        releases();
        for (StationSpec& s : line_.stations) {
            if (s.kind == StationKind::batch) {
                loads(s);
            }
        }
    }

private:
    /// Cards, caps, orders and a stream of two products, most of which tie areas.
    void releases() {
        ProductSpec& a = line_.products[1];
        ReleaseSpec& release = a.release;
        if (chance(draws_, 0.2)) {
            release.kind = ReleaseKind::cards;
            release.cards = static_cast<std::uint32_t>(pick(draws_, 2, 6));
            release.card_return =
                chance(draws_, 0.5 * ties_) ? Duration{} : minutes(pick(draws_, 1, 10));
        } else if (chance(draws_, 0.2 * ties_)) {
            release.cap = {.most = pick(draws_, 2, 8), .station = {}, .lose = chance(draws_, 0.5)};
            release.cap.reads = minutes(7);
            release.cap.station = chance(draws_, 0.3) ? StationId{0} : StationId::none();
        } else if (chance(draws_, 0.2 * ties_)) {
            release.units = a.items * 10 * pick(draws_, 1, 2);
            release.expected_yield = 0.8;
        } else if (chance(draws_, 0.2 * ties_)) {
            ReleaseStreamSpec stream{.name = "both", .release = release, .mix = {}};
            stream.mix = {{ProductId{1}, pick(draws_, 1, 3)}, {ProductId{2}, pick(draws_, 1, 3)}};
            stream.at_random = chance(draws_, 0.5);
            line_.streams.push_back(stream);
            line_.products[1].release.kind = ReleaseKind::none;
            line_.products[2].release.kind = ReleaseKind::none;
        }
    }

    /// Ovens that wait for lots to come, or take dummies; what they look at ties areas.
    void loads(StationSpec& s) {
        if (s.load.start == BatchStart::at_least_min && chance(draws_, 0.4 * ties_)) {
            s.load.look_ahead = minutes(pick(draws_, 1, 200));
            s.load.waits_for = chance(draws_, 0.5) ? WaitsFor::any : WaitsFor::what_pays;
        }
        if (s.load.min > 1 && chance(draws_, 0.4 * ties_)) {
            if (line_.carriers.back().name != "dummy") {
                line_.carriers.push_back({"dummy", 4, {}});
                line_.carriers.back().returns = Distribution::constant(pick(draws_, 0, 600));
            }
            s.load.filler = CarrierPoolId::from_index(line_.carriers.size() - 1);
        }
    }

    /// Conveyors, racks and tools with several heads.
    void rooms(StationSpec& s) {
        if (s.kind == StationKind::cascade) {
            s.holds = static_cast<std::uint32_t>(pick(draws_, 1, 10));
        } else if (s.kind == StationKind::single && chance(draws_, 0.5)) {
            s.heads = static_cast<std::uint32_t>(pick(draws_, 2, 3));
            s.sync_loss = 0.1;
        } else if (s.kind == StationKind::single) {
            s.kind = StationKind::rack;
            s.partial = chance(draws_, 0.5);
            s.slots = static_cast<std::uint32_t>(s.partial ? pick(draws_, 2, 6) : 40);
            s.load.counted_in = Level::item;
            s.load.max = 5;
        }
    }

    /// Some tools that may run everything, and others.
    void tool_sets(StationSpec& s) {
        ToolSetSpec any{.name = "any", .recipes = {}, .products = {}};
        any.speed = 0.5 + draws_.uniform();
        ToolSetSpec some{.name = "some", .tools = s.tools - 1, .recipes = {}, .products = {}};
        some.speed = 0.5 + draws_.uniform();
        const int comes_h = chance(draws_, 0.5) ? pick(draws_, 1, 100) : 0;
        if (chance(draws_, 0.5)) {
            some.recipes = {"r", "m3"};
        }
        if (chance(draws_, 0.5)) {
            some.products = {"A"};
        }
        const bool first = chance(draws_, 0.5);
        s.sets = first ? std::vector{any, some} : std::vector{some, any};
        plan(s, first ? 1 : 0, some.tools, comes_h);
    }

    /// The set is ordered, comes and is qualified, or is not planned at all.
    void plan(const StationSpec& s, std::uint32_t first, std::uint32_t tools, int comes_h) {
        if (comes_h == 0) {
            return;
        }
        PlanSpec p;
        p.name = "new_" + s.name;
        p.scope.tools = {
            {StationId::from_index(static_cast<std::size_t>(&s - line_.stations.data())), first,
             tools}};
        p.ordered = Distribution::constant(3600.0 * comes_h);
        if (chance(draws_, 0.5)) {
            p.to_the_site.push_back({"lead", {Distribution::exponential(36000.0), {}, {}}});
            p.to_the_site.back().denied = 0.1;
            p.installation.push_back({"install", {Distribution::exponential(3600.0), {}, {}}});
            p.qualification.push_back({"qualify", {Distribution::exponential(3600.0), {}, {}}});
            p.qualification.back().fails = 0.2;
            p.ramp = hours(pick(draws_, 0, 50));
            p.ramp_speed = 0.5 + 0.5 * draws_.uniform();
            p.ramp_yield = 0.9;
            p.mechanism = MechanismId{0};
        }
        line_.plans.push_back(std::move(p));
    }

    LineSpec& line_;
    Draws& draws_;
    double ties_;
};

}  // namespace

void vary_stations(LineSpec& line, Draws& draws, double ties) { Variety{line, draws, ties}.make(); }

}  // namespace packline::test
