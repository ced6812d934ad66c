#include "models/scenario/check_line.hpp"

#include "models/scenario/check_assembly.hpp"
#include "models/scenario/check_buffers.hpp"
#include "models/scenario/check_lot_history.hpp"
#include "models/scenario/check_materials.hpp"
#include "models/scenario/check_people.hpp"
#include "models/scenario/check_quality.hpp"
#include "models/scenario/check_snapshot.hpp"
#include "models/scenario/check_stations.hpp"
#include "models/scenario/check_tooling.hpp"
#include "models/scenario/check_transport.hpp"
#include "models/scenario/check_wip.hpp"
#include "models/scenario/static_load.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace packline::scenario {

using namespace packaging;

namespace {

/// Only a rate that lasts can overload for ever: what is dated passes.
LineSpec with_last_rates(LineSpec line) {
    const auto last_alone = [](ReleaseSpec& release) {
        if (!release.rates.empty()) {
            release.rates = {{Time{}, release.rates.back().per_s}};
        }
    };
    for (ProductSpec& p : line.products) {
        last_alone(p.release);
    }
    for (ReleaseStreamSpec& s : line.streams) {
        last_alone(s.release);
    }
    return line;
}

class LineChecker {
public:
    LineChecker(LineSpec& line, const LineLocations& at, Diagnostics& diagnostics)
        : line_{line}, at_{at}, diagnostics_{diagnostics} {}

    void check() {
        if (!check_assembly(line_, at_, diagnostics_)) {
            return;
        }
        QualityChecker quality{line_, at_, diagnostics_};
        for (std::size_t r = 0; r < line_.routes.size(); ++r) {
            walk(r);
            ways_back(r);
            limits_at_once(r);
        }
        quality.check();
        check_materials(line_, at_, diagnostics_);
        carriers_suffice();
        check_buffers(line_, at_, diagnostics_);
        check_transport(line_, at_, diagnostics_);
        check_qualifications(line_, at_, diagnostics_);
        check_racks(line_, at_, diagnostics_);
        check_step_loads(line_, at_, diagnostics_);
        check_fillers(line_, at_, diagnostics_);
        check_minimum_runs(line_, at_, diagnostics_);
        check_wip(line_, at_, diagnostics_);
        check_snapshot(line_, at_, diagnostics_);
        check_lot_history(line_, at_, diagnostics_);
        unused();
        if (diagnostics_.ok()) {
            overload();
            check_supply(line_, at_, diagnostics_);
        }
    }

private:
    void error(const Location& at, std::string problem, std::string help) {
        diagnostics_.error(at, std::move(problem), std::move(help));
    }
    void warn(const Location& at, std::string problem, std::string help) {
        diagnostics_.warning(at, std::move(problem), std::move(help));
    }

    /// Walks the main line with what a lot holds: carriers, sites, form.
    void walk(std::size_t r) {
        const RouteSpec& route = line_.routes[r];
        CarrierPoolId held;
        std::size_t taken_at = 0;
        bool singulated = false;
        bool placed = false;
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            const StepSpec& s = route.steps[i];
            const Location& at = at_.steps[r][i];
            const bool structural = s.singulates || !s.components.empty() ||
                                    s.takes_carrier.valid() || s.frees_carrier.valid();
            const bool skips_lots = s.sample.kind != SampleSpec::Kind::all &&
                                    s.sample.kind != SampleSpec::Kind::item_share &&
                                    s.sample.kind != SampleSpec::Kind::item_count;
            if (structural && skips_lots) {
                error(at, fmt::format("step '{}' changes the lot, so no lot can skip it", s.name),
                      "leave `sample` out");
            }
            if (s.positions > 0 && placed) {
                error(at, fmt::format("step '{}' places sites on items that have some", s.name),
                      "leave `places` out: parts are then joined to the sites that are there");
            }
            if (s.singulates && singulated) {
                error(at, fmt::format("step '{}' singulates what is singulated already", s.name),
                      "leave `singulates` out");
            }
            const bool leaves =
                std::ranges::any_of(s.bins, [](const BinSpec& bin) { return bin.into.valid(); });
            if (leaves && !singulated && !s.singulates) {
                error(at,
                      fmt::format("bins of step '{}' go into stock, but lots are in items there",
                                  s.name),
                      "singulate before, or leave `into` out: then they are only counted");
            }
            placed = placed || s.positions > 0;
            if (s.takes_carrier.valid()) {
                if (held.valid()) {
                    error(at,
                          fmt::format("step '{}' takes carriers while the lot holds some", s.name),
                          "free them first with `frees_carrier`");
                }
                held = s.takes_carrier;
                taken_at = i;
            }
            if (s.frees_carrier.valid()) {
                if (held != s.frees_carrier) {
                    error(
                        at,
                        fmt::format("step '{}' frees carriers that the lot does not hold", s.name),
                        "take them at an earlier step with `takes_carrier`");
                }
                held = CarrierPoolId::none();
            }
            if (s.singulates && held.valid()) {
                error(at, fmt::format("step '{}' singulates items that are on carriers", s.name),
                      "free the carriers first");
            }
            singulated = singulated || s.singulates;
        }
        if (held.valid()) {
            error(at_.steps[r][taken_at],
                  fmt::format("carriers taken at '{}' are never freed (the pool would run dry)",
                              route.steps[taken_at].name),
                  "add `frees_carrier:` to a later step");
        }
        for (std::size_t i = route.main_steps; i < route.steps.size(); ++i) {
            const StepSpec& s = route.steps[i];
            if (s.reworks || s.inspects || s.sublot > 0 || s.split > 1 || !s.queue_times.empty() ||
                s.takes_carrier.valid() || s.frees_carrier.valid() || !s.components.empty() ||
                s.singulates || !s.bins.empty() || s.has_floor_life) {
                error(at_.steps[r][i],
                      fmt::format("rework step '{}' does more than work on the lot", s.name),
                      "rework steps only take time and may have a yield or a hold");
            }
        }
    }

    /// No way back may lead over a step that can be done only once.
    void ways_back(std::size_t r) {
        const RouteSpec& route = line_.routes[r];
        const auto crosses = [&](std::size_t to, std::size_t from) -> const StepSpec* {
            for (std::size_t i = to; i <= from && i < route.main_steps; ++i) {
                const StepSpec& s = route.steps[i];
                const bool once = !s.components.empty() || (s.singulates && i < from) ||
                                  (s.frees_carrier.valid() && i < from);
                if (once) {
                    return &s;
                }
            }
            return nullptr;
        };
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            const StepSpec& s = route.steps[i];
            if (s.reworks) {
                std::size_t to = s.rework.to.index();
                while (to >= route.main_steps) {
                    to = route.steps[to].next.index();
                }
                report_crossing(r, i, crosses(to, i));
            }
            if (s.has_floor_life && i > 0) {
                report_crossing(r, i, crosses(s.floor_life.bake.index(), i - 1));
            }
            for (const QueueTimeSpec& q : s.queue_times) {
                if (q.action == QueueTimeAction::repeat && i > 0) {
                    report_crossing(r, i, crosses(q.repeat_from.index(), i - 1));
                }
            }
        }
    }

    /// A lot has places for so many running clocks only.
    void limits_at_once(std::size_t r) {
        constexpr std::size_t kMostClocks = 4;
        const RouteSpec& route = line_.routes[r];
        std::vector<std::size_t> starts(route.main_steps + 1);
        std::vector<std::size_t> ends(route.main_steps + 1);
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            for (const QueueTimeSpec& q : route.steps[i].queue_times) {
                ++starts[std::min(q.from.index(), route.main_steps)];
                ++ends[i];
            }
        }
        std::size_t running = 0;
        for (std::size_t i = 0; i < route.main_steps; ++i) {
            running = running + starts[i] - ends[i];
            if (running > kMostClocks) {
                error(at_.steps[r][i],
                      fmt::format("after step '{}' more than {} queue-time limits run at once",
                                  route.steps[i].name, kMostClocks),
                      "leave out limits that others imply");
                return;
            }
        }
    }

    void report_crossing(std::size_t r, std::size_t i, const StepSpec* once) {
        if (once != nullptr) {
            error(at_.steps[r][i],
                  fmt::format("step '{}' sends lots back over '{}', which can be done only once "
                              "(it assembles, singulates or frees carriers)",
                              line_.routes[r].steps[i].name, once->name),
                  "send them back to a later step, or scrap them");
        }
    }

    void carriers_suffice() {
        for (std::size_t p = 0; p < line_.products.size(); ++p) {
            for (const StepSpec& s : line_.routes[line_.products[p].route.index()].steps) {
                if (!s.takes_carrier.valid()) {
                    continue;
                }
                const CarrierPoolSpec& pool = line_.carriers[s.takes_carrier.index()];
                if (pool.carriers < line_.products[p].items) {
                    error(at_.carriers[s.takes_carrier.index()],
                          fmt::format("pool '{}' has {} carriers and a lot of '{}' needs {} (it "
                                      "would wait for ever)",
                                      pool.name, pool.carriers, line_.products[p].name,
                                      line_.products[p].items),
                          "raise `stock:` or make the lot smaller");
                }
            }
        }
    }

    void unused() {
        std::vector<bool> route_used(line_.routes.size(), false);
        for (const ProductSpec& p : line_.products) {
            route_used[p.route.index()] = true;
        }
        std::vector<bool> visited(line_.stations.size(), false);
        for (std::size_t r = 0; r < line_.routes.size(); ++r) {
            if (!route_used[r]) {
                warn(at_.routes[r],
                     fmt::format("no product takes route '{}'", line_.routes[r].name),
                     "leave it out, or name it in a product");
                continue;
            }
            for (const StepSpec& s : line_.routes[r].steps) {
                visited[s.station.index()] = true;
            }
        }
        for (std::size_t s = 0; s < visited.size(); ++s) {
            if (!visited[s]) {
                warn(at_.stations[s],
                     fmt::format("no lot ever comes to station '{}'", line_.stations[s].name),
                     "leave it out, or name it in a step");
            }
        }
    }

    void overload() {
        const std::vector<StationLoad> loads = static_load(with_last_rates(line_));
        std::vector<ClosedRelease> releases;  // of a line in which something is overloaded
        for (std::size_t s = 0; s < loads.size(); ++s) {
            const StationLoad& l = loads[s];
            if (l.load < 1 || !std::isfinite(l.load)) {
                check_set_loads(line_, at_, s, l, released_in_bounds(line_, l), diagnostics_);
                continue;
            }
            if (releases.empty()) {
                releases = closed_releases(line_);
            }
            if (l.load * share_released(releases, l) < 1) {
                continue;  // cards let in what the station can do
            }
            const bool bounded = released_in_bounds(line_, l);
            const std::string problem = fmt::format(
                "station '{}' is overloaded: {:.1f} h of work a day for {} tool{} that give {:.1f} "
                "h (load {:.0f} %)",
                line_.stations[s].name, l.hours_per_day, line_.stations[s].tools,
                line_.stations[s].tools == 1 ? "" : "s", 24 * l.available * line_.stations[s].tools,
                100 * l.load);
            const std::string help =
                fmt::format("release less, or have {} tools (85 % load)", l.tools_at_85);
            if (bounded) {
                warn(at_.station_tools[s], problem, help);
            } else {
                error(at_.station_tools[s], problem + " and its queue would grow for ever", help);
            }
        }
    }

    LineSpec& line_;
    const LineLocations& at_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_line(LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    LineChecker{line, at, diagnostics}.check();
    check_people(line, at, diagnostics);
    check_tooling(line, at, diagnostics);
}

}  // namespace packline::scenario
