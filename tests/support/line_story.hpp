#pragma once

#include "models/packaging/trace.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace packline::test {

/// What starts, finishes, ships and is late from `from` on, as if that were time 0.
inline std::vector<std::string> story(const std::vector<packaging::TraceRow>& rows, Time from) {
    using packaging::TraceKind;
    std::vector<std::string> out;
    for (const packaging::TraceRow& row : rows) {
        const bool told = row.kind == TraceKind::start || row.kind == TraceKind::finish ||
                          row.kind == TraceKind::ship || row.kind == TraceKind::expire ||
                          row.kind == TraceKind::pm_start;
        if (told && row.at > from) {
            out.push_back(fmt::format("{:>16} {} {} {} {} {}", (row.at - from).us, name(row.kind),
                                      row.step, row.tool, row.items, row.sites));
        }
    }
    std::ranges::sort(out);
    return out;
}

}  // namespace packline::test
