#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/report/study_journal.hpp"
#include "sim/experiment/results.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace packline::report {

/// Points of a sweep that are done, on disk while it goes on: a sweep that was interrupted does
/// not run them again. One record for each replication of a point, with the metrics that the sweep
/// tells and the warm-up of the first point, which all others have too.
class SweepJournal {
public:
    /// `identity`: all that the answer depends on; another sweep never meets this journal.
    /// `first`: the line at the first point.
    SweepJournal(const std::filesystem::path& beside, const std::string& identity,
                 const packaging::LineSpec& first, const std::vector<std::string>& metrics);

    /// Points that an earlier run has done, in order from the first: with the values of the
    /// metrics alone. Call once.
    std::vector<StudyResult> take_done();
    /// Beside what the journal of the point in hand lies. A point is run with the warm-up of its
    /// sweep, which its own text does not tell: no other sweep may meet what is left of it.
    std::filesystem::path point_output() const;
    /// The next point. Requires: it holds the sweep's metrics only.
    void append(const StudyResult& point);
    /// The answer is told: the journal has done its work.
    void remove() { journal_.remove(); }

private:
    std::uint32_t replications_;
    std::uint32_t points_ = 0;
    StudyResult like_;  ///< what is alike in all points
    StudyJournal journal_;
    std::vector<ReplicationResult> found_;
};

}  // namespace packline::report
