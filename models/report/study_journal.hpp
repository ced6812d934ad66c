#pragma once

#include "sim/experiment/results.hpp"
#include "sim/store/journal.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace packline::report {

/// A journal that is found again where its study is started again. Its name holds a hash of all
/// that the study depends on: another study never meets it.
class StudyJournal {
public:
    /// Goes on with the journal of this `identity` that lies there, or begins one.
    /// Throws IoError where its folder cannot be made, and what store::Journal throws.
    StudyJournal(const std::filesystem::path& beside, std::string_view identity,
                 const store::Manifest& manifest);

    const std::string& path() const { return path_; }
    /// Whether it was there.
    bool resumed() const { return resumed_; }
    /// What an earlier run has done, in order of its number. Call once.
    std::vector<ReplicationResult> take_finished() { return std::move(finished_); }
    void append(const ReplicationResult& replication) { journal_->append(replication); }
    /// Takes it off the disk: it has done its work, and nothing may be appended.
    void remove();

private:
    std::string path_;
    bool resumed_ = false;
    std::optional<store::Journal> journal_;
    std::vector<ReplicationResult> finished_;
};

}  // namespace packline::report
