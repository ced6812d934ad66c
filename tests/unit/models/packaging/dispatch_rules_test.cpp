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
    CHECK(cr.at_moment({}, facts(), Time{} + hours(40), 0)[0] == 3'000'000);
    DispatchFacts none = facts();
    none.due = Time::never();
    CHECK(cr.at_moment({}, facts(), Time{}, 0) < cr.at_moment({}, none, Time{}, 0));
}

TEST_CASE("DispatchRules: setup avoidance uses the cheapest setup at hand", "[unit]") {
    const DispatchRules rules{std::vector{DispatchRule::setup_avoidance, DispatchRule::fifo}};
    CHECK(rules.depend_on_setup());
    DispatchFacts old = facts();
    old.arrived = Time{};
    const DispatchKey costs = rules.at_moment(rules.key(old), old, Time{}, minutes(20).us);
    const DispatchKey free = rules.at_moment(rules.key(facts()), facts(), Time{}, 0);
    CHECK(free < costs);
}
