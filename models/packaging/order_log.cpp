#include "models/packaging/order_log.hpp"

#include "models/packaging/line_model.hpp"
#include "sim/core/executive.hpp"

namespace packline::packaging {

std::vector<OrderRecord> log_orders(const LineTables& tables, const LineProcesses& processes,
                                    RandomKey key, Time end) {
    std::vector<OrderRecord> orders;
    LineModel line{tables, processes, {.key = key, .end = end, .orders = &orders}};
    Scheduler scheduler{processes.processes};
    line.start(scheduler);
    run_sequential(line, scheduler, end);
    line.finish(end);
    return orders;
}

}  // namespace packline::packaging
