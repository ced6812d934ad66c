#pragma once

#include "models/cli/bench/engine_bench.hpp"
#include "models/cli/bench/measurement.hpp"
#include "models/packaging/line_processes.hpp"

#include <string>
#include <vector>

namespace packline::cli {

/// A line to be timed: read and tabled once.
class LineBench {
public:
    /// Throws UsageError where the line has mistakes.
    explicit LineBench(const std::string& file);
    explicit LineBench(packaging::LineSpec line);

    const std::string& name() const { return tables_.spec.name; }
    /// End of the line's experiment.
    Time end() const { return Time{} + tables_.spec.experiment.horizon; }
    std::size_t processes() const { return processes_.processes.size(); }

    /// One replication. `told`: where it is not null, what the windows did.
    BenchRun run(const EngineRun& run, EngineStatistics* told = nullptr) const;

private:
    packaging::LineTables tables_;
    packaging::LineProcesses processes_;
};

/// One replication of each bundled line below the folder `configs`, on one core and, where the
/// line is several processes, on all. Throws UsageError where the folder has none.
/// `share`: of the simulated time of its experiment.
std::vector<Measurement> run_line_set(const std::string& configs, unsigned repetitions,
                                      double share);

/// One replication on `run.threads`.
Measurement measure_line(const LineBench& line, const EngineRun& run, unsigned repetitions,
                         EngineStatistics* told = nullptr);

}  // namespace packline::cli
