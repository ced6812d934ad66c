#pragma once

#include "sim/base/time.hpp"
#include "sim/experiment/results.hpp"
#include "sim/store/file_system.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace packline::store {

/// All that the result of one replication depends on, besides its number. A journal belongs to
/// one such study; only that one may go on with it.
struct Manifest {
    std::string program_version;
    std::string input;  ///< the whole text of the line
    std::uint32_t seed = 1;
    Duration horizon;
    Duration warmup;
    Duration bucket;  ///< of the series
    std::vector<std::string> metrics;
    std::vector<std::string> series;
};

/// The manifest of this program version for a study whose replications need not be there yet.
Manifest manifest_of(const StudyResult& study);

struct ResumedJournal;

/// Finished replications on disk while a study runs: an append-only file, one checksummed
/// record per replication, synced before append() returns. A kill at any instant loses only
/// what was running.
///
/// Format: sim/store/README.md. Any thread may append.
class Journal {
public:
    /// Throws IoError if the file exists: finished work is never overwritten.
    static Journal create(const std::string& path, const Manifest& manifest,
                          const FileSystem& files = posix_file_system());
    /// Reads all whole records and cuts off what is behind the last of them.
    /// Throws IoError if the file is no journal, belongs to another study (says in what), is
    /// in use by another process, or its header is damaged.
    static ResumedJournal open_for_resume(const std::string& path, const Manifest& manifest,
                                          const FileSystem& files = posix_file_system());

    Journal(Journal&& other) noexcept;
    Journal& operator=(Journal&&) = delete;
    ~Journal();

    /// Returns once the replication is on disk. On IoError the journal is as before; if even
    /// that could not be ensured, every later call throws too.
    /// Requires: as many values and series as the manifest names; a number not yet appended.
    void append(const ReplicationResult& replication);

private:
    struct State;
    explicit Journal(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

struct ResumedJournal {
    Journal journal;
    std::vector<ReplicationResult> finished;  ///< in order of their number
    /// Length of the unfinished or damaged end that was cut off; its replications run again.
    std::uint64_t dropped_bytes = 0;
};

}  // namespace packline::store
