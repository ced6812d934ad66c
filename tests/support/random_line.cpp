#include "tests/support/random_line.hpp"

#include "sim/random/draws.hpp"
#include "tests/support/random_choices.hpp"
#include "tests/support/random_disruptions.hpp"
#include "tests/support/random_quality.hpp"
#include "tests/support/random_stations.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace packline::test {

namespace {

using namespace packaging;

class Maker {
public:
    explicit Maker(std::uint32_t number, bool apart = false)
        : number_{number},
          draws_{{number, 0}, 4711, Purpose::test, 0},
          apart_{apart},
          ties_{apart ? 0.05 : 1.0} {}

    LineSpec make() {
        line_.name = "random";
        line_.areas = {{"a"}, {"b"}};
        line_.default_transfer = Distribution::constant(60.0 * pick(draws_, 1, 20));
        if (apart_) {
            line_.areas = {{"a"}, {"b"}, {"c"}, {"d"}, {"e"}, {"f"}};
            if (chance(draws_, 0.5)) {
                line_.default_transfer = minutes_of(draws_, 1, 20);
            }
        }
        line_.calendars = {{"days", hours(24), {{hours(6), hours(22)}}}};
        line_.mechanisms = {{"void", Level::site}, {"overlay", Level::item}, {"open", Level::site}};
        line_.materials = {{"die", false, 20'000}, {"lid", true, 0}};
        line_.carriers = {{"frame", 40, {}}};
        for (int i = 0, n = apart_ ? pick(draws_, 8, 12) : pick(draws_, 3, 6); i < n; ++i) {
            station(i);
        }
        die_route();
        main_route();
        product("DIE", 0, 0.5 + draws_.uniform(), 10, 100);
        line_.products.back().makes = MaterialId{0};
        line_.products.back().incoming = {{MechanismId{0}, 0.9, true, 0.0}};
        product("A", 1, 2 + 4 * draws_.uniform(), pick(draws_, 1, 12), 0);
        product("B", 1, 2 + 4 * draws_.uniform(), pick(draws_, 1, 12), 0);
        line_.products.back().priority = 1;
        line_.products.back().has_due = true;
        line_.products.back().due = hours(30);
        line_.products.back().release.lots = static_cast<std::uint32_t>(pick(draws_, 1, 3));
        if (chance(draws_, apart_ ? 0.1 : 0.5)) {
            modules();
        }
        vary_stations(line_, draws_, ties_);
        add_disruptions(line_, draws_);
        add_quality(line_, {{number_, 0}, 4711, Purpose::test, 1}, ties_);
        return line_;
    }

private:
    void station(int i) {
        StationSpec s;
        s.name = "s" + std::to_string(i);
        s.area = AreaId{static_cast<std::uint32_t>(pick(draws_, 0, apart_ ? 5 : 1))};
        s.tools = static_cast<std::uint32_t>(pick(draws_, 1, 3));
        s.kind = static_cast<StationKind>(pick(draws_, 0, 3));
        if (s.kind == StationKind::batch) {
            s.load.counted_in = chance(draws_, 0.5) ? Level::item : Level::lot;
            s.load.max = pick(draws_, 2, 20);
            s.load.min = pick(draws_, 1, static_cast<int>(std::min<std::int64_t>(s.load.max, 4)));
            s.load.start = chance(draws_, 0.5) ? BatchStart::full : BatchStart::at_least_min;
            s.load.by = static_cast<BatchBy>(pick(draws_, 0, 3));
            s.load.has_wait = true;
            s.load.longest_wait = minutes(pick(draws_, 0, 120));
        } else if (s.kind == StationKind::single && chance(draws_, 0.4)) {
            s.load.counted_in = Level::item;
            s.load.max = pick(draws_, 1, 5);
        } else {
            s.load.counted_in = Level::item;
            s.load.max = 1'000'000;
        }
        s.chambers = static_cast<std::uint32_t>(pick(draws_, 1, 5));
        if (chance(draws_, 0.4)) {
            s.loading = minutes_of(draws_, 1, 3);
            s.unloading = minutes_of(draws_, 1, 3);
        }
        if (chance(draws_, 0.6)) {
            s.setup.families = {"x", "y", "z"};
            s.setup.otherwise = minutes_of(draws_, 1, 20);
            s.setup.changes = {{FamilyId{0}, FamilyId{1}, Distribution::constant(30)}};
            if (s.tools == 3) {
                s.setup.anew = {false, false, true};
            }
            s.setup.lost_on_failure = chance(draws_, 0.3);
            s.setup.lost_on_maintenance = chance(draws_, 0.3);
        }
        stops(s);
        s.dispatch = {DispatchRule::priority};
        for (int rule = 1; rule < 7; ++rule) {
            if (chance(draws_, 0.3)) {
                s.dispatch.push_back(static_cast<DispatchRule>(rule));
            }
        }
        line_.stations.push_back(s);
    }

    void stops(StationSpec& s) {
        if (chance(draws_, 0.7)) {
            s.failures.push_back(
                {.name = "failure",
                 .clock = chance(draws_, 0.5) ? FailureClock::busy : FailureClock::calendar,
                 .time_between = minutes_of(draws_, 100, 2000),
                 .repair = minutes_of(draws_, 10, 100),
                 .on_failure = static_cast<OnFailure>(pick(draws_, 0, 2))});
            FailureSpec& f = s.failures.back();
            f.waits_for_maintenance = f.clock == FailureClock::calendar && s.tools % 2 == 0;
        }
        if (chance(draws_, 0.5)) {
            s.failures.push_back({.name = "assist",
                                  .assist = true,
                                  .time_between = minutes_of(draws_, 20, 200),
                                  .repair = minutes_of(draws_, 1, 5)});
        }
        if (chance(draws_, 0.6)) {
            MaintenanceSpec m;
            m.name = "pm";
            m.every = chance(draws_, 0.7) ? hours(pick(draws_, 10, 100)) : Duration{};
            m.every_count = m.every == Duration{} ? pick(draws_, 10, 200) : 0;
            m.duration = minutes_of(draws_, 10, 100);
            m.stagger = chance(draws_, 0.5);
            m.has_window = chance(draws_, 0.5);
            m.window = minutes(pick(draws_, 1, 60));
            s.maintenance.push_back(m);
        }
        if (chance(draws_, 0.3)) {
            s.calendar = CalendarId{0};
            s.calendar_interrupts = chance(draws_, 0.5);
        }
    }

    StepSpec step(const std::string& name) {
        StepSpec s;
        s.name = name;
        s.station = StationId{static_cast<std::uint32_t>(
            pick(draws_, 0, static_cast<int>(line_.stations.size()) - 1))};
        const StationSpec& station = line_.stations[s.station.index()];
        s.per = station.kind == StationKind::batch ? TimePer::load
                                                   : static_cast<TimePer>(pick(draws_, 0, 1));
        s.time = s.per == TimePer::item ? minutes_of(draws_, 1, 4) : minutes_of(draws_, 5, 30);
        s.transit = minutes_of(draws_, 5, 20);
        s.recipe = chance(draws_, 0.5) ? "r" : "";
        if (!station.setup.families.empty() && chance(draws_, 0.8)) {
            s.setup = FamilyId{static_cast<std::uint32_t>(pick(draws_, 0, 2))};
        }
        return s;
    }

    void die_route() {
        RouteSpec r;
        r.name = "dies";
        r.steps.push_back(step("sort"));
        r.steps[0].inspects = true;
        r.steps[0].inspection = {{{MechanismId{0}, 0.95}}, 0.01, 1, 0.1, {}};
        r.main_steps = 1;
        line_.routes.push_back(r);
    }

    void main_route() {
        RouteSpec r;
        r.name = "main";
        const int n = pick(draws_, 6, 10);
        for (int i = 0; i < n; ++i) {
            r.steps.push_back(step("m" + std::to_string(i)));
            r.steps.back().next =
                i + 1 < n ? StepId{static_cast<std::uint32_t>(i + 1)} : StepId::none();
            r.steps.back().layer = static_cast<std::uint32_t>(i / 4);
        }
        r.main_steps = static_cast<std::size_t>(n);
        StepSpec& assembly = r.steps[1];
        assembly.components = {{MaterialId{0}, pick(draws_, 1, 2)}, {MaterialId{1}, 1}};
        assembly.positions = 10;
        assembly.takes_carrier =
            chance(draws_, 0.7 * ties_) ? CarrierPoolId{0} : CarrierPoolId::none();
        if (assembly.takes_carrier.valid()) {
            r.steps[4].frees_carrier = CarrierPoolId{0};
        }
        for (int i = 2; i < n; ++i) {
            extras(r, static_cast<std::size_t>(i));
        }
        if (chance(draws_, 0.6)) {
            r.steps[static_cast<std::size_t>(n) - 2].singulates = true;
        }
        StepSpec strip = step("strip");
        strip.next = StepId{2};
        r.steps.push_back(strip);
        line_.routes.push_back(r);
    }

    void extras(RouteSpec& r, std::size_t i) {
        StepSpec& s = r.steps[i];
        const StepId strip{static_cast<std::uint32_t>(r.main_steps)};
        const StepId back =
            chance(draws_, 0.5)
                ? strip
                : StepId{static_cast<std::uint32_t>(pick(draws_, 2, static_cast<int>(i)))};
        if (chance(draws_, 0.4 * ties_)) {
            s.sublot = pick(draws_, 1, 4);
        }
        if (chance(draws_, 0.2 * ties_)) {
            s.split = 2;
        }
        if (chance(draws_, 0.5)) {
            s.yields.push_back({MechanismId{static_cast<std::uint32_t>(pick(draws_, 0, 2))},
                                0.8 + 0.2 * draws_.uniform(), chance(draws_, 0.5),
                                chance(draws_, 0.3) ? 0.1 : 0.0});
        }
        if (chance(draws_, 0.4)) {
            s.inspects = true;
            s.inspection = {{{MechanismId{0}, 0.9}, {MechanismId{1}, 0.8}}, 0.01, 1, 0.1, {}};
        }
        if (i + 1 < r.main_steps && chance(draws_, 0.4 * ties_)) {
            s.reworks = true;
            s.rework.to = back;
            s.rework.max_passes = static_cast<std::uint32_t>(pick(draws_, 1, 3));
            s.rework.wait = chance(draws_, 0.7);
            s.rework.clears = {MechanismId{1}};
            if (s.inspects) {
                s.rework.mechanisms = {MechanismId{1}};
            } else {
                s.rework.share = 0.2;
                s.rework.level = chance(draws_, 0.3) ? Level::lot : Level::item;
            }
        }
        if (i > 2 && chance(draws_, 0.4 * ties_)) {
            QueueTimeSpec q;
            q.from = StepId{
                static_cast<std::uint32_t>(i - static_cast<std::size_t>(pick(draws_, 1, 2)))};
            q.limit = minutes(pick(draws_, 10, 120));
            q.action = static_cast<QueueTimeAction>(pick(draws_, 0, 2));
            q.repeat_from = StepId{std::max(q.from.value, 2U)};  // assembly is not repeated
            q.then = chance(draws_, 0.5) ? QueueTimeAction::scrap : QueueTimeAction::yield_loss;
            q.survive = 0.9;
            s.queue_times.push_back(q);
        }
        if (chance(draws_, 0.2)) {
            s.hold = {0.3, minutes_of(draws_, 10, 300)};
        }
        // A step that changes the form of the lot cannot be left out.
        const bool last_two = i + 2 >= r.main_steps;
        if (chance(draws_, 0.3) && !s.frees_carrier.valid() && !last_two) {
            s.sample.kind = static_cast<SampleSpec::Kind>(pick(draws_, 1, 4));
            s.sample.share = 0.4;
            s.sample.count = 3;
        }
    }

    /// Wafers are stacked on wafers, cut into cubes, and these go with dies onto units.
    void modules() {
        // What item defects of wafers are called on sites: the reader of text names it.
        line_.mechanisms.push_back({"overlay(part)", Level::site});
        line_.mechanisms[1].of_part = MechanismId{3};
        line_.mechanisms.push_back({"core", Level::site});
        const auto add = [&](const char* name, std::int64_t stock, std::int64_t sites) {
            line_.materials.push_back({name, false, stock, sites});
            return MaterialId::from_index(line_.materials.size() - 1);
        };
        const MaterialId core = add("core", 10, 12);
        const MaterialId cube = add("cube", 500, 0);
        const MaterialId dummy = add("dummy", 5'000, 0);
        const MaterialId glass = add("glass", 4'000, 0);
        SupplySpec& cubes_bought = line_.materials[cube.index()].supply;
        cubes_bought.kind = SupplySpec::Kind::reorder;
        cubes_bought.reorder_at = 200;
        (chance(draws_, 0.5) ? cubes_bought.order_up_to : cubes_bought.order_quantity) = 400;
        cubes_bought.lead_time.otherwise = minutes_of(draws_, 100, 1000);
        cubes_bought.second_lead_time.otherwise = minutes_of(draws_, 500, 2000);
        cubes_bought.allocation.otherwise = 0.3 + 0.7 * draws_.uniform();
        cubes_bought.second_share = chance(draws_, 0.5) ? 0.3 : 0.0;
        cubes_bought.incoming = {{MechanismId{3}, 0.9, true, 0.0}};
        cubes_bought.inspected = 0.5;
        SupplySpec& cores_bought = line_.materials[core.index()].supply;
        cores_bought.kind = SupplySpec::Kind::interval;
        cores_bought.every = minutes_of(draws_, 500, 3000);
        line_.materials[core.index()].room = pick(draws_, 0, 1) * 20;
        cores_bought.quantity = 5;
        cores_bought.allocation.otherwise = 0.7;
        cores_bought.incoming = {{MechanismId{0}, 0.9, true, 0.0},
                                 {MechanismId{1}, 0.8, true, 0.0}};
        cores_bought.inspected = 0.4;
        SupplySpec& planned = line_.materials[dummy.index()].supply;
        planned.kind = SupplySpec::Kind::schedule;
        planned.schedule = {{Time{} + hours(100), 1000}, {Time{} + hours(300), 1000}};
        for (const MaterialId m : {core, cube, dummy, MaterialId{0}}) {
            if (chance(draws_, 0.4)) {
                line_.materials[m.index()].shelf_life = hours(pick(draws_, 20, 200));
            }
        }
        // Without a draw of its own: the random lines stay what they were.
        MaterialSpec& opened = line_.materials.front();
        if (opened.shelf_life > Duration{} && opened.sites == 0 && !opened.unlimited) {
            opened.pack = 7;
            opened.open_life = hours(9);
        }
        const auto at_step = [&] {
            return chance(draws_, 0.5) ? KitOrder::at_step : KitOrder::at_release;
        };
        RouteSpec cores;
        cores.name = "cores";
        cores.steps.push_back(step("etch"));
        cores.steps[0].yields = {{MechanismId{0}, 0.9, true, 0.0},
                                 {MechanismId{2}, 0.9, false, 0.0}};
        cores.steps[0].yields.push_back({MechanismId{1}, 0.9, true, 0.0});
        RouteSpec cubes;
        cubes.name = "cubes";
        cubes.steps.push_back(step("bond"));
        cubes.steps.push_back(step("again"));
        for (StepSpec& s : cubes.steps) {
            s.components = {{core, 0, 1, MechanismId{4}}};
            s.kit = at_step();
        }
        cubes.steps[0].components.push_back({glass, 0, 1});
        cubes.steps[0].next = StepId{1};
        cubes.steps[1].singulates = chance(draws_, 0.5);
        RouteSpec units;
        units.name = "units";
        for (const char* name : {"die", "cubes", "saw", "lid"}) {
            units.steps.push_back(step(name));
            units.steps.back().next = StepId::from_index(units.steps.size());
        }
        units.steps[3].next = StepId::none();
        units.steps[0].components = {{MaterialId{0}, 1}};
        units.steps[0].positions = 9;
        units.steps[0].kit_fill = chance(draws_, 0.5) ? 0.6 : 1.0;
        units.steps[0].yields = {{MechanismId{2}, 0.9, false, 0.0}};
        units.steps[1].components = {{cube, 2}, {MaterialId{0}, 1}};
        units.steps[1].dummies = {{dummy, 3}};
        units.steps[1].split = chance(draws_, 0.3 * ties_) ? 2 : 1;
        units.steps[2].singulates = true;
        units.steps[3].components = {{MaterialId{1}, 1}, {glass, 1}};
        units.steps[3].inspects = true;
        units.steps[3].inspection = {
            {{MechanismId{0}, 0.9}, {MechanismId{3}, 0.8}}, 0.01, 0, 0.0, {}};
        for (StepSpec& s : units.steps) {
            s.kit = at_step();
            s.sublot = !s.singulates && chance(draws_, 0.3 * ties_) ? pick(draws_, 1, 3) : 0;
        }
        const std::uint32_t first = static_cast<std::uint32_t>(line_.routes.size());
        for (RouteSpec* r : {&cores, &cubes, &units}) {
            r->main_steps = r->steps.size();
            line_.routes.push_back(*r);
        }
        product("CORE", first, 3, pick(draws_, 2, 4), 12);
        line_.products.back().makes = core;
        product("CUBE", first + 1, 8, pick(draws_, 1, 3), chance(draws_, 0.5) ? 12 : 0);
        line_.products.back().makes = cube;
        product("UNIT", first + 2, 6, pick(draws_, 1, 4), 0);
    }

    void product(const std::string& name, std::uint32_t route, double interval_h,
                 std::int64_t items, std::int64_t sites) {
        ProductSpec p;
        p.name = name;
        p.route = RouteId{route};
        p.items = items;
        p.sites = sites;
        p.release.interval = Distribution::exponential(3600 * interval_h);
        line_.products.push_back(p);
    }

    std::uint32_t number_;
    Draws draws_;
    bool apart_;
    double ties_;  ///< share of what ties areas that is kept
    LineSpec line_;
};

}  // namespace

packaging::LineSpec plain_line(std::uint32_t number) { return Maker{number}.make(); }

packaging::LineSpec plain_campus(std::uint32_t number) { return Maker{number, true}.make(); }

}  // namespace packline::test
