#include "models/report/sweep_journal.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"

#include <fmt/format.h>
#include <system_error>
#include <utility>

namespace packline::report {

namespace fs = std::filesystem;

SweepJournal::SweepJournal(const fs::path& beside, const std::string& identity,
                           const packaging::ExperimentSpec& experiment,
                           const std::vector<std::string>& metrics)
    : path_{fmt::format("{}-{:016x}.journal", beside.string(), hash_name(identity))},
      replications_{experiment.replications} {
    StudyResult like;
    like.input = identity;
    like.seed = experiment.seed;
    like.horizon = experiment.horizon;
    like.bucket = experiment.horizon;
    for (const std::string& metric : metrics) {
        like.metrics.push_back({metric, "", ""});
    }
    like.metrics.push_back({"(warmup)", "us", ""});
    std::error_code failure;
    fs::create_directories(path_.parent_path(), failure);
    if (failure) {
        throw IoError(path_.parent_path().string(), failure.message());
    }
    const store::Manifest manifest = store::manifest_of(like);
    if (!fs::exists(path_)) {
        journal_.emplace(store::Journal::create(path_.string(), manifest));
        return;
    }
    store::ResumedJournal resumed = store::Journal::open_for_resume(path_.string(), manifest);
    found_ = std::move(resumed.finished);
    journal_.emplace(std::move(resumed.journal));
}

std::vector<StudyResult> SweepJournal::take_done() {
    std::vector<StudyResult> out;
    // A point of which not all was written is run again; what there is of it is kept.
    for (std::size_t from = 0; from + replications_ <= found_.size(); from += replications_) {
        StudyResult& point = out.emplace_back();
        for (std::uint32_t r = 0; r < replications_; ++r) {
            ReplicationResult& record = point.replications.emplace_back(found_[from + r]);
            record.replication = r;
            point.warmup.length = Duration{static_cast<std::int64_t>(record.values.back())};
            record.values.pop_back();
        }
    }
    points_ = static_cast<std::uint32_t>(out.size());
    return out;
}

void SweepJournal::append(const StudyResult& point) {
    const std::size_t there = found_.size() - std::size_t{points_} * replications_;
    for (std::size_t r = there; r < point.replications.size(); ++r) {
        ReplicationResult record = point.replications[r];
        record.replication += points_ * replications_;
        record.values.push_back(static_cast<double>(point.warmup.length.us));
        journal_->append(record);
    }
    ++points_;
    found_.resize(std::size_t{points_} * replications_);
}

void SweepJournal::remove() {
    journal_.reset();
    std::error_code ignored;
    fs::remove(path_, ignored);
}

}  // namespace packline::report
