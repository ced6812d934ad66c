#include "sim/store/journal.hpp"

#include "sim/base/errors.hpp"
#include "sim/store/detail/journal_format.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/sample_study.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cerrno>
#include <cmath>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace packline::store {
namespace {

using test::FaultyFileSystem;
using test::sample_study;
using test::TemporaryFolder;

Manifest sample_manifest() { return manifest_of(sample_study(0)); }

/// sample_replication() without its NaN, so that == compares it.
ReplicationResult replication(std::uint32_t number) {
    auto result = test::sample_replication(number);
    for (double& value : result.values) {
        if (std::isnan(value)) value = 0.5;
    }
    return result;
}

std::vector<ReplicationResult> finished_in(const std::string& path,
                                           const FileSystem& files = posix_file_system()) {
    return Journal::open_for_resume(path, sample_manifest(), files).finished;
}

/// True if it holds replications 0, 1, ... n - 1 and nothing else, each right.
bool is_prefix(const std::vector<ReplicationResult>& found) {
    for (std::uint32_t r = 0; r < found.size(); ++r) {
        if (!(found[r] == replication(r))) return false;
    }
    return true;
}

TEST_CASE("Journal: what was appended comes back in order", "[unit]") {
    const TemporaryFolder folder;
    {
        auto journal = Journal::create(folder.file("j"), sample_manifest());
        for (const std::uint32_t r : {3U, 0U, 2U}) {
            journal.append(replication(r));
        }
    }
    {
        auto resumed = Journal::open_for_resume(folder.file("j"), sample_manifest());
        REQUIRE(resumed.finished.size() == 3);
        CHECK(resumed.finished[1] == replication(2));
        CHECK(resumed.dropped_bytes == 0);
        CHECK_THROWS_AS(resumed.journal.append(replication(3)), ContractError);
        resumed.journal.append(replication(1));
    }
    const auto all = finished_in(folder.file("j"));
    CHECK(all.size() == 4);
    CHECK(is_prefix(all));
    CHECK(folder.entries() == 1);
}

TEST_CASE("Journal: threads may append at once", "[unit]") {
    const TemporaryFolder folder;
    {
        auto journal = Journal::create(folder.file("j"), sample_manifest());
        std::vector<std::thread> threads;
        for (std::uint32_t t = 0; t < 4; ++t) {
            threads.emplace_back([&journal, t] {
                for (std::uint32_t i = 0; i < 10; ++i) journal.append(replication(i * 4 + t));
            });
        }
        for (auto& thread : threads) thread.join();
    }
    const auto all = finished_in(folder.file("j"));
    CHECK(all.size() == 40);
    CHECK(is_prefix(all));
}

TEST_CASE("Journal: finished work is never overwritten", "[unit]") {
    const TemporaryFolder folder;
    { Journal::create(folder.file("j"), sample_manifest()).append(replication(0)); }
    CHECK_THROWS_WITH(Journal::create(folder.file("j"), sample_manifest()),
                      Catch::Contains("File exists"));
    CHECK(finished_in(folder.file("j")).size() == 1);
}

TEST_CASE("Journal: two processes cannot write one journal", "[unit]") {
    const TemporaryFolder folder;
    const auto journal = Journal::create(folder.file("j"), sample_manifest());
    CHECK_THROWS_WITH(finished_in(folder.file("j")), Catch::Contains("in use"));
}

TEST_CASE("Journal: another study is refused by name", "[unit]") {
    const TemporaryFolder folder;
    { Journal::create(folder.file("j"), sample_manifest()).append(replication(0)); }
    const auto refusal = [&](auto change) {
        Manifest other = sample_manifest();
        change(other);
        try {
            Journal::open_for_resume(folder.file("j"), other);
        } catch (const IoError& error) {
            return std::string{error.what()};
        }
        return std::string{"accepted"};
    };
    CHECK_THAT(refusal([](auto& m) { m.seed = 43; }), Catch::Contains("its seed is 42, not 43"));
    CHECK_THAT(refusal([](auto& m) { m.input[15] = 'X'; }),
               Catch::Contains("input text differs from line 2 on"));
    CHECK_THAT(refusal([](auto& m) { m.input += 'x'; }), Catch::Contains("from line 4 on"));
    CHECK_THAT(refusal([](auto& m) { m.horizon = days(1); }),
               Catch::Contains("its horizon is 8760 h, not 24 h"));
    CHECK_THAT(refusal([](auto& m) { m.warmup = hours(1); }), Catch::Contains("its warm-up is"));
    CHECK_THAT(refusal([](auto& m) { m.bucket = hours(1); }), Catch::Contains("its bucket is"));
    CHECK_THAT(refusal([](auto& m) { m.program_version = "9"; }), Catch::Contains("version"));
    CHECK_THAT(refusal([](auto& m) { m.metrics[0] = "x"; }), Catch::Contains("metrics"));
    CHECK_THAT(refusal([](auto& m) { m.series.pop_back(); }), Catch::Contains("time series"));
    CHECK(refusal([](auto&) {}) == "accepted");
    CHECK(finished_in(folder.file("j")).size() == 1);  // the refusals have harmed nothing
}

TEST_CASE("Journal: a foreign file is refused and left alone", "[unit]") {
    const TemporaryFolder folder;
    test::write_text(folder.file("f"), "a letter to a friend");
    CHECK_THROWS_WITH(finished_in(folder.file("f")), Catch::Contains("not a journal"));
    CHECK(test::read_text(folder.file("f")) == "a letter to a friend");
    CHECK_THROWS_WITH(finished_in(folder.file("none")), Catch::Contains("No such file"));
}

TEST_CASE("Journal: cut at any byte, all whole records are there and it goes on", "[unit]") {
    const TemporaryFolder folder;
    const FaultyFileSystem files;
    std::vector<std::size_t> ends;
    {
        auto journal = Journal::create(folder.file("j"), sample_manifest());
        for (std::uint32_t r = 0; r < 3; ++r) {
            ends.push_back(test::read_text(folder.file("j")).size());
            journal.append(replication(r));
        }
    }
    const std::string whole = test::read_text(folder.file("j"));
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        test::write_text(folder.file("cut"), whole.substr(0, size));
        std::size_t expected = size == whole.size() ? 3 : 0;
        if (size < whole.size() && size >= ends[1]) expected = size >= ends[2] ? 2 : 1;
        {
            auto resumed = Journal::open_for_resume(folder.file("cut"), sample_manifest(), files);
            REQUIRE(resumed.finished.size() == expected);
            REQUIRE(is_prefix(resumed.finished));
            resumed.journal.append(replication(static_cast<std::uint32_t>(expected)));
        }
        const auto after = finished_in(folder.file("cut"), files);
        REQUIRE(after.size() == expected + 1);
        REQUIRE(is_prefix(after));
    }
}

TEST_CASE("Journal: a byte changed anywhere is never taken for data", "[unit]") {
    const TemporaryFolder folder;
    const FaultyFileSystem files;
    std::size_t header = 0;
    {
        auto journal = Journal::create(folder.file("j"), sample_manifest());
        header = test::read_text(folder.file("j")).size();
        journal.append(replication(0));
        journal.append(replication(1));
    }
    const std::string whole = test::read_text(folder.file("j"));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
            std::string text = whole;
            text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ flip);
            test::write_text(folder.file("d"), text);
            if (at < header) {
                REQUIRE_THROWS_AS(finished_in(folder.file("d"), files), IoError);
                continue;
            }
            const auto found = finished_in(folder.file("d"), files);
            REQUIRE(found.size() < 2);
            REQUIRE(is_prefix(found));
        }
    }
}

TEST_CASE("Journal: records of another place or another study are not taken", "[unit]") {
    const auto header = detail::journal_header(sample_manifest());
    const auto record = detail::journal_record(header.checksum, 0, replication(0));
    const auto taken = [&](std::uint64_t checksum, std::uint64_t ordinal) {
        detail::Decoder rest{record};
        return detail::take_journal_record(rest, checksum, ordinal).has_value();
    };
    CHECK(taken(header.checksum, 0));
    CHECK_FALSE(taken(header.checksum, 1));
    CHECK_FALSE(taken(header.checksum + 1, 0));
}

TEST_CASE("Journal: whichever call fails, committed replications stay", "[unit]") {
    for (const int reason : {ENOSPC, EIO}) {
        int failures = 0;
        for (int call = 0;; ++call) {
            const TemporaryFolder folder;
            const FaultyFileSystem files{call, call, reason};
            std::uint32_t committed = 0;
            bool created = false;
            try {
                auto journal = Journal::create(folder.file("j"), sample_manifest(), files);
                created = true;
                for (std::uint32_t r = 0; r < 3; ++r) {
                    journal.append(replication(r));
                    committed = r + 1;
                }
            } catch (const IoError&) {
                ++failures;
            }
            REQUIRE(folder.entries() == (created ? 1U : 0U));
            if (created) {
                const auto found = finished_in(folder.file("j"));
                CHECK(found.size() >= committed);
                CHECK(is_prefix(found));
            }
            if (!files.struck()) break;
        }
        CHECK(failures >= 13);  // 5 + 1 of create, 3 x (write, sync); the folder's close
    }
}

TEST_CASE("Journal: a full disk that gets room again is gone on with", "[unit]") {
    const TemporaryFolder folder;
    // Calls of create: open, lock, write, sync; of the folder: open, sync, close. Then append.
    const FaultyFileSystem files{7, 7, ENOSPC};
    {
        auto journal = Journal::create(folder.file("j"), sample_manifest(), files);
        CHECK_THROWS_WITH(journal.append(replication(0)), Catch::Contains("No space left"));
        journal.append(replication(0));
        journal.append(replication(1));
    }
    const auto resumed = Journal::open_for_resume(folder.file("j"), sample_manifest());
    CHECK(resumed.finished.size() == 2);
    CHECK(is_prefix(resumed.finished));
    CHECK(resumed.dropped_bytes == 0);
}

TEST_CASE("Journal: after a failed sync nothing more is promised", "[unit]") {
    const TemporaryFolder folder;
    const FaultyFileSystem files{8, 8, EIO};
    auto journal = Journal::create(folder.file("j"), sample_manifest(), files);
    CHECK_THROWS_AS(journal.append(replication(0)), IoError);
    CHECK_THROWS_WITH(journal.append(replication(1)), Catch::Contains("earlier failure"));
}

TEST_CASE("Journal: resuming reports a failing call", "[unit]") {
    int failures = 0;
    for (int call = 0;; ++call) {
        const TemporaryFolder folder;
        { Journal::create(folder.file("j"), sample_manifest()).append(replication(0)); }
        const FaultyFileSystem files{call, call, EIO};
        try {
            Journal::open_for_resume(folder.file("j"), sample_manifest(), files);
        } catch (const IoError&) {
            ++failures;
        }
        CHECK(finished_in(folder.file("j")).size() == 1);
        if (!files.struck()) break;
    }
    CHECK(failures >= 7);  // open, lock, seek, read (two or more), truncate, seek, sync
}

}  // namespace
}  // namespace packline::store
