#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/experiment/results.hpp"
#include "sim/store/journal.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace packline::report {

/// Points of a sweep that are done, on disk while it goes on: a sweep that was interrupted does
/// not run them again. One record for each replication of a point, with the metrics that the sweep
/// tells and the warm-up of the first point, which all others have too.
class SweepJournal {
public:
    /// `identity`: all that the answer depends on; another sweep never meets this journal.
    SweepJournal(const std::filesystem::path& beside, const std::string& identity,
                 const packaging::ExperimentSpec& experiment,
                 const std::vector<std::string>& metrics);

    /// Points that an earlier run has done, in order from the first: with the values of the
    /// metrics alone. Call once.
    std::vector<StudyResult> take_done();
    /// The next point. Requires: it holds the sweep's metrics only.
    void append(const StudyResult& point);
    /// The answer is told: the journal has done its work.
    void remove();

private:
    std::filesystem::path path_;
    std::uint32_t replications_;
    std::uint32_t points_ = 0;
    std::optional<store::Journal> journal_;
    std::vector<ReplicationResult> found_;
};

}  // namespace packline::report
