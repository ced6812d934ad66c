#include "models/packaging/simulate.hpp"

#include "models/packaging/line.hpp"
#include "sim/core/executive.hpp"

namespace packline::packaging {

LineResult simulate(const LineTables& tables, const RunOptions& options) {
    Line line{tables, {.key = options.key, .bucket = options.bucket, .buckets = options.buckets}};
    Scheduler scheduler{tables.identity().size()};
    line.start(scheduler);
    run_sequential(line, scheduler, options.warmup);
    line.reset_statistics(options.warmup);
    run_sequential(line, scheduler, options.end);
    line.finish(options.end);

    LineResult result{.statistics = line.statistics(),
                      .materials = {},
                      .carriers_in_use = {},
                      .start = options.warmup,
                      .end = options.end,
                      .fingerprint = scheduler.fingerprint(),
                      .events = scheduler.events(),
                      .stuck_lots = scheduler.empty() ? line.lots_in_process() : 0};
    result.fingerprint.merge(line.results_fingerprint());
    for (std::size_t i = 0; i < tables.spec.materials.size(); ++i) {
        const MaterialId m = MaterialId::from_index(i);
        result.materials.push_back({line.stock().in_stock(m), line.stock().taken(m)});
    }
    for (std::size_t i = 0; i < tables.spec.carriers.size(); ++i) {
        result.carriers_in_use.push_back(
            line.carriers().in_use(CarrierPoolId::from_index(i)).mean(options.end));
    }
    return result;
}

}  // namespace packline::packaging
