#include "models/packaging/trace.hpp"

#include "models/packaging/line_model.hpp"
#include "models/packaging/line_tables.hpp"
#include "sim/core/executive.hpp"

namespace packline::packaging {

std::string_view name(TraceKind kind) {
    switch (kind) {
        case TraceKind::release:
            return "release";
        case TraceKind::start:
            return "start";
        case TraceKind::finish:
            return "finish";
        case TraceKind::ship:
            return "ship";
        case TraceKind::stock:
            return "stock";
        case TraceKind::scrap:
            return "scrap";
        case TraceKind::split:
            return "split";
        case TraceKind::merge:
            return "merge";
        case TraceKind::hold:
            return "hold";
        case TraceKind::unhold:
            return "unhold";
        case TraceKind::expire:
            return "expire";
        case TraceKind::down:
            return "down";
        case TraceKind::up:
            return "up";
        case TraceKind::pm_start:
            return "pm_start";
        case TraceKind::pm_end:
            return "pm_end";
        case TraceKind::skip:
            return "skip";
        case TraceKind::consume:
            return "consume";
        case TraceKind::block:
            return "block";
        case TraceKind::unblock:
            return "unblock";
        case TraceKind::lost:
            return "lost";
        case TraceKind::receive:
            return "receive";
        case TraceKind::discard:
            return "discard";
        case TraceKind::depart:
            return "depart";
        case TraceKind::site_down:
            return "site_down";
        case TraceKind::site_up:
            return "site_up";
        case TraceKind::drift:
            return "drift";
    }
    return "?";
}

std::vector<TraceRow> trace_line(const LineSpec& spec, RandomKey key, Time end) {
    const LineTables tables{spec};
    std::vector<TraceRow> rows;
    const LineProcesses processes = line_processes(tables);
    LineModel line{tables, processes, {.key = key, .end = end, .trace = &rows}};
    Scheduler scheduler{processes.processes};
    line.start(scheduler);
    run_sequential(line, scheduler, end);
    line.finish(end);
    return rows;
}

}  // namespace packline::packaging
