#include "models/report/study_journal.hpp"

#include "sim/base/hash.hpp"
#include "sim/store/file_system.hpp"

#include <fmt/format.h>
#include <system_error>

namespace packline::report {

namespace fs = std::filesystem;

StudyJournal::StudyJournal(const fs::path& beside, std::string_view identity,
                           const store::Manifest& manifest)
    : path_{fmt::format("{}-{:016x}.journal", beside.string(), hash_name(identity))} {
    store::make_folder_of(beside);
    resumed_ = fs::exists(path_);
    if (!resumed_) {
        journal_.emplace(store::Journal::create(path_, manifest));
        return;
    }
    store::ResumedJournal found = store::Journal::open_for_resume(path_, manifest);
    finished_ = std::move(found.finished);
    journal_.emplace(std::move(found.journal));
}

void StudyJournal::remove() {
    journal_.reset();
    std::error_code ignored;
    fs::remove(path_, ignored);
}

}  // namespace packline::report
