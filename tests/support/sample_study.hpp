#pragma once

#include "sim/experiment/results.hpp"

#include <cstdint>
#include <limits>

namespace packline::test {

/// Replication `number` of sample_study(), full of awkward numbers.
inline ReplicationResult sample_replication(std::uint32_t number) {
    const double x = number;
    return {
        .replication = number,
        .fingerprint = 0xFEDCBA9876543210ULL * (number + 1),
        .events = 1'000'000'007ULL + number,
        .values = {100.1 + x, number == 1 ? std::numeric_limits<double>::quiet_NaN() : 0.1 * x,
                   -0.0},
        .series = {{1.0 + x, 2.0 / 3.0, 5e-324, 1.7976931348623157e308}, {0.0, x, 2 * x, 3 * x}}};
}

/// A small study that uses every field of StudyResult.
inline StudyResult sample_study(std::uint32_t replications = 3) {
    StudyResult study{
        .title =
            "Fan-out line, \xC3\x9C"
            "bung",  // UTF-8
        .input = "line: sample\nstations:\n  - name: \"a, b\"\n",
        .seed = 42,
        .horizon = days(365),
        .warmup = {.length = days(30),
                   .automatic = true,
                   .enough = false,
                   .explanation = "MSER-5 on the WIP"},
        .bucket = days(7),
        .metrics = {{"line.cycle_time.mean", "h", "mean time from release to shipment"},
                    {"line.yield", "1", "good units per unit started, \"all in\""},
                    {"line.wip", "wafers", ""}},
        .series = {{"line.wip", "wafers", "mean work in process"},
                   {"area.out rate", "1/d", "units shipped"}},
        .replications = {},
        .warnings = {"the run is short", "two,\nlines"}};
    for (std::uint32_t r = 0; r < replications; ++r) {
        study.replications.push_back(sample_replication(r));
    }
    return study;
}

}  // namespace packline::test
