#include "models/packaging/stations/dispatch_rules.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

DispatchFacts facts() {
    DispatchFacts f;
    f.arrived = Time{} + hours(10);
    f.due = Time{} + hours(100);
    f.remaining = hours(20);
    f.operation = hours(2);
    return f;
}

bool first(const std::vector<DispatchRule>& rules, const DispatchFacts& a, const DispatchFacts& b) {
    const DispatchRules list{rules};
    return list.key(a) < list.key(b);
}

}  // namespace

TEST_CASE("DispatchRules: each static rule prefers what its name says", "[unit]") {
    DispatchFacts a = facts();
    const DispatchFacts b = facts();
    a.priority = 1;
    CHECK(first({DispatchRule::priority}, a, b));
    a = facts();
    a.arrived = Time{} + hours(9);
    CHECK(first({DispatchRule::fifo}, a, b));
    a = facts();
    a.due = Time{} + hours(99);
    CHECK(first({DispatchRule::edd}, a, b));
    a = facts();
    a.operation = hours(1);
    CHECK(first({DispatchRule::spt}, a, b));
    a = facts();
    a.queue_time_deadline = Time{} + hours(11);
    CHECK(first({DispatchRule::queue_time_rescue}, a, b));
}

TEST_CASE("DispatchRules: a later rule decides only where all before it tie", "[unit]") {
    DispatchFacts late_but_hot = facts();
    late_but_hot.priority = 0;
    late_but_hot.arrived = Time{} + hours(50);
    CHECK(first({DispatchRule::priority, DispatchRule::fifo}, late_but_hot, facts()));
    CHECK_FALSE(first({DispatchRule::fifo, DispatchRule::priority}, late_but_hot, facts()));
}

TEST_CASE("DispatchRules: critical ratio is slack of the moment over remaining work", "[unit]") {
    const DispatchRules cr{std::vector{DispatchRule::critical_ratio}};
    CHECK(cr.depend_on_moment());
    // (100 - 40) h / 20 h = 3, in millionths.
    CHECK(cr.at_moment({}, facts(), {.now = Time{} + hours(40)})[0] == 3'000'000);
    DispatchFacts none = facts();
    none.due = Time::never();
    CHECK(cr.at_moment({}, facts(), {}) < cr.at_moment({}, none, {}));
}

TEST_CASE("DispatchRules: setup avoidance uses the cheapest setup at hand", "[unit]") {
    const DispatchRules rules{std::vector{DispatchRule::setup_avoidance, DispatchRule::fifo}};
    CHECK(rules.use(DispatchRule::setup_avoidance));
    CHECK(rules.before_setup() == 0);
    CHECK(DispatchRules{std::vector{DispatchRule::priority, DispatchRule::setup_avoidance}}
              .before_setup() == 1);
    // Another rule of the moment decides, too; or setups do not count at all.
    CHECK_FALSE(
        DispatchRules{std::vector{DispatchRule::critical_ratio, DispatchRule::setup_avoidance}}
            .before_setup());
    CHECK_FALSE(DispatchRules{std::vector{DispatchRule::fifo}}.before_setup());
    DispatchFacts old = facts();
    old.arrived = Time{};
    const DispatchKey costs = rules.at_moment(rules.key(old), old, {.setup_us = minutes(20).us});
    const DispatchKey free = rules.at_moment(rules.key(facts()), facts(), {});
    CHECK(free < costs);
}

TEST_CASE("DispatchRules: longest operation, operation due date and slack are known at joining",
          "[unit]") {
    DispatchFacts a = facts();
    const DispatchFacts b = facts();
    a.operation = hours(3);
    CHECK(first({DispatchRule::lpt}, a, b));
    a = facts();
    a.operation_due = Time{} + hours(30);
    CHECK(first({DispatchRule::operation_due}, a, b));
    a = facts();
    a.due = Time{} + hours(90);
    CHECK(first({DispatchRule::slack}, a, b));
    a.remaining = hours(5);  // 85 h against 80 h
    CHECK(first({DispatchRule::slack}, b, a));
    a.due = Time::never();
    CHECK(first({DispatchRule::slack}, b, a));
    CHECK_FALSE(DispatchRules{std::vector{DispatchRule::slack}}.depend_on_moment());
}

TEST_CASE("DispatchRules: an operation is due when its share of the time has passed", "[unit]") {
    // 30 h of 40 h of work come behind it: a quarter of the 80 h from release to due.
    CHECK(operation_due(Time{} + hours(10), Time{} + hours(90), hours(30), hours(40)) ==
          Time{} + hours(30));
    CHECK(operation_due(Time{}, Time::never(), hours(30), hours(40)) == Time::never());
}

TEST_CASE("DispatchRules: apparent tardiness cost is due date far off, weight over time when late",
          "[unit]") {
    const DispatchRules atc{std::vector{DispatchRule::tardiness_cost}, 2};
    DispatchFacts brief = facts();
    brief.operation = hours(1);
    DispatchFacts urgent = facts();
    urgent.due = Time{} + hours(60);
    const DispatchMoment early{.now = Time{}, .mean_operation = hours(2)};
    const DispatchMoment late{.now = Time{} + hours(200), .mean_operation = hours(2)};
    CHECK(atc.at_moment({}, urgent, early) < atc.at_moment({}, brief, early));
    CHECK(atc.at_moment({}, brief, late) < atc.at_moment({}, urgent, late));
    DispatchFacts hot = facts();
    hot.priority = 0;  // weight 10 against 5 makes up for twice the time
    CHECK(atc.at_moment({}, hot, late) == atc.at_moment({}, brief, late));
}

TEST_CASE("DispatchRules: rules of the moment take their values from it", "[unit]") {
    const auto value = [](DispatchRule rule, const DispatchMoment& moment) {
        return DispatchRules{std::vector{rule}}.at_moment({}, facts(), moment)[0];
    };
    CHECK(value(DispatchRule::next_queue, {.next_queue = hours(2)}) == hours(2).us);
    CHECK(value(DispatchRule::fewest_of_step, {.lots_of_step = 3}) == 3);
    CHECK(value(DispatchRule::random, {.ticket = 77}) == 77);
}
