#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/random_key.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace packline::packaging {

enum class TraceKind : std::uint8_t {
    release,
    start,
    finish,
    ship,
    stock,
    scrap,
    split,
    merge,
    hold,
    unhold,
    expire,
    down,
    up,
    pm_start,
    pm_end,
    skip,
    consume,  ///< parts of a material, named as the tool, are placed: as many as `sites`
    block,
    unblock,
    lost,
    receive,  ///< parts that were bought come into stock
    discard,  ///< parts in stock pass their shelf life
    depart,
    site_down,
    site_up,
    drift,
};

std::string_view name(TraceKind kind);

/// One line of the story of a run.
struct TraceRow {
    Time at;
    TraceKind kind = TraceKind::release;
    std::string lot;   ///< "A#3", children "A#3.1"; empty for tools
    std::string step;  ///< empty at release and for tools
    std::string tool;  ///< "station/2", counted from 1; of rows about parts: the material
    std::int64_t items = 0;
    std::int64_t sites = 0;
};

/// Simulates one replication up to `end` and tells what happened, in order.
std::vector<TraceRow> trace_line(const LineSpec& line, RandomKey key, Time end);

}  // namespace packline::packaging
