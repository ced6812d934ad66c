// A year of a bundled line, one replication on one core: nanoseconds per event, and per lot
// move. The answer is checked by the fingerprint of a first run.

#include "bench/harness.hpp"
#include "models/packaging/simulate.hpp"
#include "models/scenario/read_line.hpp"
#include "sim/base/diagnostics.hpp"

#include <cstdint>
#include <iostream>
#include <string>

using namespace packline;

namespace {

bool time_line(const std::string& path, Duration horizon) {
    Diagnostics diagnostics;
    const auto line = scenario::read_line(path, {}, diagnostics);
    if (!line) {
        std::cerr << diagnostics;
        return false;
    }
    const packaging::LineTables tables{*line};
    const packaging::RunOptions options{.key = {1, 0}, .warmup = Time{}, .end = Time{} + horizon};
    const packaging::LineResult first = packaging::simulate(tables, options);
    std::uint64_t moves = 0;
    for (const packaging::StationStatistics& s : first.statistics.stations) {
        moves += static_cast<std::uint64_t>(s.lots);
    }
    const auto nothing = [] { return 0; };
    const auto timed = [&](std::uint64_t operations) {
        return [&, operations](int) {
            return bench::Repetition{operations,
                                     packaging::simulate(tables, options).fingerprint.value()};
        };
    };
    const std::uint64_t expected = first.fingerprint.value();
    bool right = bench::run(line->name + "/run", expected, nothing, timed(1));
    right &= bench::run(line->name + "/event", expected, nothing, timed(first.events));
    right &= bench::run(line->name + "/lot_move", expected, nothing, timed(moves));
    return right;
}

}  // namespace

int main(int count, char** words) {
    const std::string configs = count > 1 ? words[1] : "configs";
    bool right = time_line(configs + "/lines/fowlp-ewlb.yaml", days(365));
    right &= time_line(configs + "/reference/mm1.yaml", days(10'000));
    right &= time_line(configs + "/reference/tandem.yaml", days(10'000));
    return right ? 0 : 1;
}
