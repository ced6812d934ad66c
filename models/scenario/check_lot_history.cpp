#include "models/scenario/check_lot_history.hpp"

#include "models/packaging/lot_history.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <utility>

namespace packline::scenario {

using namespace packaging;

namespace {

/// One lot.
class HistoryChecker {
public:
    HistoryChecker(const LineSpec& line, const InitialLotSpec& lot, const Location& at,
                   Diagnostics& diagnostics)
        : line_{line},
          route_{line.routes[line.products[lot.product.index()].route.index()]},
          step_{route_.steps[lot.step.index()]},
          lot_{lot},
          at_{at},
          diagnostics_{diagnostics},
          there_{counts_at_start(line, lot)} {}

    void check() {
        tools();
        if (lot_.exposed && !exposure_matters(route_, lot_.step)) {
            error(fmt::format("no floor life runs while a lot is at '{}'", step_.name),
                  "leave `exposed:` out, or correct the step");
        }
        passes();
        if (lot_.rejected && !screen_matters(route_, lot_.step)) {
            error(fmt::format("no screen of rejected lots comes after '{}'", step_.name),
                  "leave `rejected:` out, or correct the step");
        }
        retest();
        latent();
        carriers();
    }

private:
    void error(std::string problem, std::string help) {
        diagnostics_.error(at_, std::move(problem), std::move(help));
    }

    void tools() {
        for (const InitialTool& t : lot_.done_on) {
            const StepSpec& done = route_.steps[t.step.index()];
            const StationSpec& station = line_.stations[done.station.index()];
            if (done.same_tool_as.valid() || !binds_tool(route_, t.step, lot_.step)) {
                error(fmt::format("the tool that did '{}' binds no step from '{}' on", done.name,
                                  step_.name),
                      "name the first of steps on the same tool, or leave it out of `done_on:`");
            } else if (t.tool >= station.tools) {
                error(fmt::format("done_on: {} = {}, but '{}' has {} tools", done.name, t.tool + 1,
                                  station.name, station.tools),
                      "tools of a station are numbered from 1");
            }
        }
    }

    void passes() {
        std::int64_t items = 0;
        for (const InitialPasses& r : lot_.reworked) {
            items += r.items;
        }
        const auto any = [&](auto has) { return std::ranges::any_of(route_.steps, has); };
        if (items > 0 && !any([](const StepSpec& s) { return s.reworks; })) {
            error(fmt::format("route '{}' has no rework", route_.name), "leave `reworked:` out");
        } else if (items > there_.items) {
            error(fmt::format("{} items were reworked, but the lot has {}", items, there_.items),
                  "each item counts once: by how often it was reworked");
        }
        if (lot_.repeats > 0 && !any([](const StepSpec& s) {
                return std::ranges::any_of(s.queue_times, [](const QueueTimeSpec& q) {
                    return q.action == QueueTimeAction::repeat;
                });
            })) {
            error(fmt::format("no queue-time limit of route '{}' sends lots back", route_.name),
                  "leave `repeats:` out");
        }
    }

    void retest() {
        const InspectionSpec& test = step_.inspection;
        if (lot_.retest_pass == 0) {
            return;
        }
        if (!test.again.offline || lot_.retest_pass > test.retests) {
            error(fmt::format("retest {} at '{}', which has {} of their own", lot_.retest_pass,
                              step_.name, test.again.offline ? test.retests : 0),
                  "leave `retest:` out, or correct the step");
        } else if (lot_.retest_units > there_.sites) {
            error(fmt::format("retest_units = {}, but the lot has {}", lot_.retest_units,
                              there_.sites),
                  "state those that failed the pass before");
        }
    }

    void latent() {
        std::int64_t sites = 0;
        std::int64_t items = 0;
        for (const InitialLatent& l : lot_.latent) {
            const bool of_sites =
                there_.singulated || line_.mechanisms[l.mechanism.index()].level == Level::site;
            (of_sites ? sites : items) += l.count;
        }
        if (sites > there_.sites) {
            error(
                fmt::format("{} dies have latent defects, but the lot has {}", sites, there_.sites),
                "a die has the defect that hit it first");
        }
        if (items > there_.items) {
            error(fmt::format("{} items have latent defects, but the lot has {}", items,
                              there_.items),
                  "an item has the defect that hit it first");
        }
    }

    void carriers() {
        if (lot_.carriers >= 0 && std::ranges::none_of(route_.steps, [&](const StepSpec& s) {
                return s.takes_carrier == lot_.carrier_pool;
            })) {
            error(fmt::format("no step of route '{}' takes carriers of '{}'", route_.name,
                              line_.carriers[lot_.carrier_pool.index()].name),
                  "correct `carriers:`, or leave it out");
        }
    }

    const LineSpec& line_;
    const RouteSpec& route_;
    const StepSpec& step_;
    const InitialLotSpec& lot_;
    const Location& at_;
    Diagnostics& diagnostics_;
    NominalCounts there_;
};

}  // namespace

void check_lot_history(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    for (std::size_t i = 0; i < line.wip.size(); ++i) {
        HistoryChecker{line, line.wip[i], at.wip[i], diagnostics}.check();
    }
}

}  // namespace packline::scenario
