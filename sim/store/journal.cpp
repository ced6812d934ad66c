#include "sim/store/journal.hpp"

#include "sim/base/errors.hpp"
#include "sim/store/detail/file.hpp"
#include "sim/store/detail/journal_format.hpp"

#include <algorithm>
#include <fcntl.h>
#include <mutex>
#include <set>
#include <utility>

namespace packline::store {

struct Journal::State {
    detail::File file;
    std::string path;
    std::uint64_t header_checksum = 0;
    std::uint64_t length = 0;   ///< of all that is known to be whole [bytes]
    std::uint64_t records = 0;  ///< whole ones
    std::size_t metrics = 0;
    std::size_t series = 0;
    std::set<std::uint32_t> appended = {};
    bool broken = false;
    std::mutex mutex = {};
};

Manifest manifest_of(const StudyResult& study) {
    Manifest result{.program_version = PACKLINE_VERSION,
                    .input = study.input,
                    .seed = study.seed,
                    .horizon = study.horizon,
                    .warmup = study.warmup.length,
                    .bucket = study.bucket,
                    .metrics = {},
                    .series = {}};
    for (const auto& metric : study.metrics) {
        result.metrics.push_back(metric.name);
    }
    for (const auto& series : study.series) {
        result.series.push_back(series.name);
    }
    return result;
}

Journal::Journal(std::unique_ptr<State> state) : state_{std::move(state)} {}
Journal::Journal(Journal&& other) noexcept = default;
Journal::~Journal() = default;

Journal Journal::create(const std::string& path, const Manifest& manifest,
                        const FileSystem& files) {
    const auto header = detail::journal_header(manifest);
    detail::File file{files, path, O_RDWR | O_CREAT | O_EXCL};
    try {
        file.lock();
        file.write(header.bytes);
        file.sync();
        detail::sync_folder_of(files, path);
    } catch (...) {
        files.unlink(path.c_str());
        throw;
    }
    return Journal{std::unique_ptr<State>{new State{.file = std::move(file),
                                                    .path = path,
                                                    .header_checksum = header.checksum,
                                                    .length = header.bytes.size(),
                                                    .metrics = manifest.metrics.size(),
                                                    .series = manifest.series.size()}}};
}

ResumedJournal Journal::open_for_resume(const std::string& path, const Manifest& manifest,
                                        const FileSystem& files) {
    const auto header = detail::journal_header(manifest);
    detail::File file{files, path, O_RDWR};
    file.lock();
    const detail::Bytes bytes = file.read_all();
    const std::size_t common = std::min(bytes.size(), header.bytes.size());
    if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(common),
                    header.bytes.begin())) {
        throw IoError(path, detail::why_not_this_journal(bytes, manifest));
    }
    ResumedJournal result{
        Journal{std::unique_ptr<State>{new State{.file = std::move(file),
                                                 .path = path,
                                                 .header_checksum = header.checksum,
                                                 .length = header.bytes.size(),
                                                 .metrics = manifest.metrics.size(),
                                                 .series = manifest.series.size()}}},
        {},
        0};
    State& state = *result.journal.state_;
    if (common < header.bytes.size()) {  // killed while the header was being written
        state.file.truncate(0);
        state.file.write(header.bytes);
        state.file.sync();
        return result;
    }
    detail::Decoder rest{std::span{bytes}.subspan(common)};
    while (auto record = detail::take_journal_record(rest, header.checksum, state.records)) {
        if (!state.appended.insert(record->replication).second) break;
        result.finished.push_back(std::move(*record));
        state.length = bytes.size() - rest.left();
        ++state.records;
    }
    result.dropped_bytes = bytes.size() - state.length;
    state.file.truncate(state.length);
    state.file.sync_data();
    std::ranges::sort(result.finished, {}, &ReplicationResult::replication);
    return result;
}

void Journal::append(const ReplicationResult& replication) {
    State& state = *state_;
    expect(replication.values.size() == state.metrics, "a replication lacks values");
    expect(replication.series.size() == state.series, "a replication lacks time series");
    const std::lock_guard lock{state.mutex};
    if (state.broken) throw IoError(state.path, "cannot be appended to after an earlier failure");
    expect(!state.appended.contains(replication.replication), "a replication is there already");
    const auto record = detail::journal_record(state.header_checksum, state.records, replication);
    // Until both calls have returned, the end of the file is unknown.
    state.broken = true;
    try {
        state.file.write(record);
    } catch (const IoError&) {
        // Half a record must not stay in front of the next one.
        state.file.truncate(state.length);
        state.broken = false;
        throw;
    }
    // No second try if this fails: the kernel may have dropped the pages and would report
    // success the next time. Source: Rebello et al., "Can Applications Recover from fsync
    // Failures?", USENIX ATC 2020.
    state.file.sync_data();
    state.broken = false;
    state.appended.insert(replication.replication);
    state.length += record.size();
    ++state.records;
}

}  // namespace packline::store
