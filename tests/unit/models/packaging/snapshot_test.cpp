// What stands in a line at some moment, given back as its start, goes on as the line did.

#include "models/packaging/trace.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/line_story.hpp"
#include "tests/support/valid_line.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

using namespace packline;
using namespace packline::packaging;

namespace {

constexpr Duration kEvery = hours(5);

/// Constant times: two products over a batch oven, setups, maintenance, a limit, kits that wear.
std::string text_of(Duration first, const std::string& start) {
    const auto min = [](Duration d) { return to_seconds(d) / 60; };
    return fmt::format(
        "line: goes on\n"
        "tooling:\n  socket: {{stock: 1, life: 1000 loads}}\n"
        "stations:\n"
        "  bonder: {{tools: 2, setup: 20 min}}\n"
        "  oven: {{tools: 1, kind: batch, load: {{max: 2 lots, min: 2}}}}\n"
        "  tester: {{tools: 1, maintenance: {{name: clean, every: 30 h, first: 30 h, takes: 1 "
        "h}}}}\n"
        "products:\n"
        "  A: {{route: a, lot: 5 wafers, release: {{every: {0:g} min, first: {1:g} min}}}}\n"
        "  B: {{route: b, lot: 3 wafers, priority: 3, release: {{every: {0:g} min, first: {1:g} "
        "min}}}}\n"
        "routes:\n"
        "  a:\n    steps:\n"
        "      - {{id: bond, on: bonder, takes: 43 min/wafer, setup: fa}}\n"
        "      - {{id: cure, on: oven, takes: 100 min/load, recipe: same}}\n"
        "      - {{id: test, on: tester, takes: 25 min/wafer, tooling: socket, start_within: {{of: "
        "bond, limit: 4 h, action: count}}}}\n"
        "  b:\n    steps:\n"
        "      - {{id: attach, on: bonder, takes: 53 min/wafer, setup: fb}}\n"
        "      - {{id: bake, on: oven, takes: 100 min/load, recipe: same}}\n"
        "      - {{id: probe, on: tester, takes: 11 min/wafer, tooling: socket}}\n"
        "{2}",
        min(kEvery), min(first), start);
}

/// Where a lot is.
struct Place {
    std::string step;  ///< at which it is, or waits for
    std::string tool;  ///< in which it is; empty: none
    Time since;
    std::map<std::string, Time> done;
};

std::string next_step(const std::string& step) {
    static const std::map<std::string, std::string> kNext{
        {"bond", "cure"}, {"cure", "test"}, {"attach", "bake"}, {"bake", "probe"}};
    const auto at = kNext.find(step);
    return at == kNext.end() ? "" : at->second;
}

/// `wip:` and `tool_states:` of what the story of a run up to `now` leaves in the line.
std::string state_of(const std::vector<TraceRow>& rows, Time now) {
    std::map<std::string, Place> lots;
    std::vector<std::string> order;  // of joining the queue they stand in
    std::map<std::string, std::string> setups;
    const auto joins = [&](const std::string& lot) {
        std::erase(order, lot);
        order.push_back(lot);
    };
    for (const TraceRow& row : rows) {
        switch (row.kind) {
            case TraceKind::release:
                lots[row.lot] = {row.lot[0] == 'A' ? "bond" : "attach", "", row.at, {}};
                joins(row.lot);
                break;
            case TraceKind::start:
                lots[row.lot].tool = row.tool;
                lots[row.lot].since = row.at;
                if (row.step == "bond" || row.step == "attach") {
                    setups[row.tool] = row.step == "bond" ? "fa" : "fb";
                }
                break;
            case TraceKind::finish:
                lots[row.lot].done[row.step] = row.at;
                lots[row.lot].tool.clear();
                lots[row.lot].step = next_step(row.step);
                joins(row.lot);
                break;
            case TraceKind::ship:
                lots.erase(row.lot);
                break;
            default:
                break;
        }
    }
    const auto min = [](Duration d) { return to_seconds(d) / 60; };
    std::string wip = "wip:\n";
    for (const std::string& lot : order) {
        if (!lots.contains(lot)) {
            continue;
        }
        const Place& at = lots[lot];
        wip += fmt::format("  - {{product: {}, id: w{}, step: {}", lot[0], lot.substr(2), at.step);
        if (!at.tool.empty()) {
            wip += fmt::format(", tool: {}, began: {:g} min", at.tool.back(), min(now - at.since));
        }
        if (at.done.contains("bond") && (at.tool.empty() || at.step != "test")) {
            wip += fmt::format(", clocks: {{bond: {:g} min}}", min(now - at.done.at("bond")));
        }
        wip += "}\n";
    }
    std::string tools = "tool_states:\n";
    for (const auto& [tool, family] : setups) {
        tools += fmt::format("  - {{station: bonder, tool: {}, setup: {}}}\n", tool.back(), family);
    }
    const std::int64_t cleans = (now - Time{}).us / hours(30).us + 1;
    tools += fmt::format(
        "  - {{station: tester, tool: 1, kits: {{socket: 5}}, maintenance: clean, due: {:g} "
        "min}}\n",
        min(Time{} + hours(30) * cleans - now));
    return wip + tools;
}

}  // namespace

TEST_CASE("A line that starts from the state of a run goes on as that run", "[unit]") {
    const Time end = Time{} + hours(400);
    const LineSpec whole = test::valid_line(text_of(hours(1), ""));
    const std::vector<TraceRow> all = trace_line(whole, {1, 0}, end);
    std::size_t in_tools = 0;
    for (const std::int64_t h : {33, 52, 71, 97, 118, 161, 203}) {
        // Seven minutes after the hour nothing happens at that instant.
        const Time now = Time{} + hours(h) + minutes(7);
        const std::string state = state_of(trace_line(whole, {1, 0}, now), now);
        INFO(state);
        const std::int64_t released = (now - Time{} - hours(1)).us / kEvery.us + 1;
        const Duration first = hours(1) + kEvery * released - (now - Time{});
        const LineSpec rest = test::valid_line(text_of(first, state));
        in_tools += static_cast<std::size_t>(
            std::ranges::count_if(rest.wip, [](const InitialLotSpec& l) { return l.tool >= 0; }));
        const auto expected = test::story(all, now);
        const auto got = test::story(trace_line(rest, {1, 0}, Time{} + (end - now)), Time{});
        REQUIRE(expected.size() > 100);
        CHECK(got == expected);
    }
    CHECK(in_tools > 7);
}
