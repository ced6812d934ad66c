#include "models/packaging/simulate.hpp"

#include "models/packaging/line_accounts.hpp"
#include "models/packaging/line_model.hpp"
#include "sim/core/executive.hpp"
#include "sim/parallel/window_executive.hpp"

#include <algorithm>
#include <optional>

namespace packline::packaging {

LineResult simulate(const LineTables& tables, const LineProcesses& processes,
                    const RunOptions& options) {
    LineModel line{tables,
                   processes,
                   {.key = options.key,
                    .bucket = options.bucket,
                    .buckets = options.buckets,
                    .end = options.end}};
    Scheduler scheduler{processes.processes};
    std::optional<WindowExecutive<LineModel>> windows;
    if (options.windows != nullptr) {
        windows.emplace(line, scheduler, *options.windows);
    }
    const auto run = [&](Time end) {
        if (windows) {
            windows->run(end);
        } else {
            run_sequential(line, scheduler, end);
        }
    };
    line.start(scheduler);
    run(options.warmup);
    line.reset_statistics(options.warmup);
    LineAccounts accounts{tables, options.warmup, options.end};
    while (accounts.next_reading() < options.end) {
        run(accounts.next_reading());
        accounts.read(line);
    }
    run(options.end);

    LineResult result{.statistics = line.finish(options.end),
                      .materials = {},
                      .carriers_in_use = {},
                      .carriers_washed = {},
                      .places_taken = {},
                      .fleets = {},
                      .operators = {},
                      .tooling = {},
                      .meters = {},
                      .budgets = {},
                      .start = options.warmup,
                      .end = options.end,
                      .fingerprint = scheduler.fingerprint(),
                      .events = scheduler.events(),
                      .stuck_lots = scheduler.empty() ? line.lots_in_process() : 0,
                      .timelines = line.timelines(),
                      .ledger = {},
                      .engine = windows ? windows->statistics() : EngineStatistics{}};
    line.tell_conditions(result.timelines);
    for (std::size_t i = 0; i < tables.spec.budgets.size(); ++i) {
        const BudgetState& state = line.budget(BudgetId::from_index(i));
        const BudgetWindow& b = state.window;
        const auto limit = static_cast<double>(tables.spec.budgets[i].limit);
        const auto readings = static_cast<double>(std::max<std::int64_t>(b.readings(), 1));
        result.budgets.push_back({.peak = static_cast<double>(b.peak()) / limit,
                                  .broken = static_cast<double>(b.broken()) / readings,
                                  .held = static_cast<double>(state.desk.held()) / readings});
    }
    result.meters = MeterReadings{tables, line.meters(), options.end};
    result.fingerprint.merge(line.results_fingerprint(result.statistics));
    for (std::size_t i = 0; i < tables.spec.materials.size(); ++i) {
        const MaterialId m = MaterialId::from_index(i);
        result.materials.push_back({line.stock(m).in_stock(m), line.stock(m).balance(m).taken,
                                    line.stock(m).statistics(m)});
    }
    for (std::size_t i = 0; i < tables.spec.carriers.size(); ++i) {
        const CarrierPoolId p = CarrierPoolId::from_index(i);
        result.carriers_in_use.push_back(line.carriers(p).in_use(p).mean(options.end));
        result.carriers_washed.push_back(line.carriers(p).washed(p));
    }
    for (std::size_t i = 0; i < tables.spec.buffers.size(); ++i) {
        const BufferId b = BufferId::from_index(i);
        result.places_taken.push_back(line.buffers(b).used(b).mean(options.end));
    }
    for (std::size_t i = 0; i < tables.spec.fleets.size(); ++i) {
        const FleetId f = FleetId::from_index(i);
        result.fleets.push_back(line.fleets(f).statistics(f));
    }
    for (std::size_t i = 0; i < tables.spec.operators.size(); ++i) {
        const OperatorGroupId g = OperatorGroupId::from_index(i);
        const OperatorStatistics& s = line.operators(g).statistics(g);
        OperatorResult& out = result.operators.emplace_back();
        out.on_duty = s.on_duty.mean(options.end);
        for (std::size_t t = 0; t < kOperatorTasks; ++t) {
            out.busy[t] = s.busy[t].mean(options.end);
        }
        out.wait = s.wait;
    }
    for (std::size_t i = 0; i < tables.spec.tooling.size(); ++i) {
        const ToolingId k = ToolingId::from_index(i);
        const ToolingStatistics& s = line.tooling(k).statistics(k);
        result.tooling.push_back({.in_use = s.in_use.mean(options.end),
                                  .away = s.away.mean(options.end),
                                  .waiting = s.waiting.mean(options.end),
                                  .worn = s.worn,
                                  .lost = s.lost});
    }
    result.ledger = accounts.close(line, result.statistics, result.meters, result.timelines);
    return result;
}

WindowPlan window_plan(const LineProcesses& processes, unsigned threads) {
    const auto lists = is_acyclic(processes.processes)
                           ? std::min(processes.processes.size(), kMostClusters)
                           : std::min<std::size_t>(processes.processes.size(), threads);
    return {.partition = make_partition(processes.processes, processes.load, lists),
            .threads = threads};
}

LineResult simulate(const LineTables& tables, const RunOptions& options) {
    return simulate(tables, line_processes(tables), options);
}

}  // namespace packline::packaging
