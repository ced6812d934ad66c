#include "models/report/sweep_journal.hpp"

#include <utility>

namespace packline::report {

namespace fs = std::filesystem;

namespace {

StudyResult point_of(const packaging::LineSpec& line, const std::vector<std::string>& metrics) {
    StudyResult out;
    out.title = line.name;
    out.seed = line.experiment.seed;
    out.horizon = line.experiment.horizon;
    for (const std::string& metric : metrics) {
        out.metrics.push_back({metric, "", ""});
    }
    return out;
}

store::Manifest manifest_of(StudyResult like, const std::string& identity) {
    like.input = identity;
    like.bucket = like.horizon;
    like.metrics.push_back({"(warmup)", "us", ""});
    return store::manifest_of(like);
}

}  // namespace

SweepJournal::SweepJournal(const fs::path& beside, const std::string& identity,
                           const packaging::LineSpec& first,
                           const std::vector<std::string>& metrics)
    : replications_{first.experiment.replications},
      like_{point_of(first, metrics)},
      journal_{beside, identity, manifest_of(like_, identity)},
      found_{journal_.take_finished()} {}

std::vector<StudyResult> SweepJournal::take_done() {
    std::vector<StudyResult> out;
    // A point of which not all was written is run again; what there is of it is kept.
    for (std::size_t from = 0; from + replications_ <= found_.size(); from += replications_) {
        StudyResult& point = out.emplace_back(like_);
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

fs::path SweepJournal::point_output() const {
    return fs::path{journal_.path()}.replace_extension(".h5");
}

void SweepJournal::append(const StudyResult& point) {
    const std::size_t there = found_.size() - std::size_t{points_} * replications_;
    for (std::size_t r = there; r < point.replications.size(); ++r) {
        ReplicationResult record = point.replications[r];
        record.replication += points_ * replications_;
        record.values.push_back(static_cast<double>(point.warmup.length.us));
        journal_.append(record);
    }
    ++points_;
    found_.resize(std::size_t{points_} * replications_);
}

}  // namespace packline::report
