#include "models/packaging/order_log.hpp"

#include "models/packaging/line_model.hpp"
#include "sim/core/executive.hpp"

namespace packline::packaging {

std::vector<OrderRecord> log_orders(const LineTables& tables, const LineProcesses& processes,
                                    RandomKey key, Time end) {
    return log_run(tables, processes, key, end, {}).orders;
}

RunLog log_run(const LineTables& tables, const LineProcesses& processes, RandomKey key, Time end,
               const FloorLogPlan& plan) {
    RunLog log;
    LineModel line{tables, processes, {.key = key, .end = end, .orders = &log.orders}};
    Scheduler scheduler{processes.processes};
    FloorLogger logger{tables, line, plan};
    line.start(scheduler);
    while (logger.next() < end) {
        const Time now = logger.next();
        run_sequential(line, scheduler, now);
        logger.read(now, false);
    }
    run_sequential(line, scheduler, end);
    logger.read(end, true);
    log.floor = logger.take();
    line.finish(end);
    return log;
}

}  // namespace packline::packaging
