#include "sim/store/journal.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_study.hpp"
#include "tests/support/temporary_folder.hpp"

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace packline::store {
namespace {

ReplicationResult replication(std::uint32_t number) {
    auto result = test::sample_replication(number);
    result.values[1] = number;  // no NaN, so that == compares it
    // Long enough that a record spans pages.
    result.series[0].assign(1 + number % 3000, number * 0.5);
    return result;
}

/// Goes on with the journal for ever, and tells each replication that is on disk by one word.
[[noreturn]] void run_study(const std::string& path, int tell) {
    const Manifest manifest = manifest_of(test::sample_study(0));
    try {
        std::uint32_t next = 0;
        const auto go_on = [&](Journal journal) {
            for (;; ++next) {
                journal.append(replication(next));
                if (write(tell, &next, sizeof next) != sizeof next) _exit(4);
            }
        };
        if (std::filesystem::exists(path)) {
            auto resumed = Journal::open_for_resume(path, manifest);
            next = static_cast<std::uint32_t>(resumed.finished.size());
            go_on(std::move(resumed.journal));
        } else {
            go_on(Journal::create(path, manifest));
        }
    } catch (...) {
    }
    _exit(3);
}

/// Number of replications that the study of this life said were on disk, counted from 0. Its
/// life begins with its start or, if `after_one`, when it has said so of one.
std::uint32_t live_and_be_killed(const std::string& path, std::chrono::microseconds life,
                                 std::uint32_t told_before, bool after_one) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        close(ends[0]);
        run_study(path, ends[1]);
    }
    close(ends[1]);
    std::uint32_t told = told_before;
    std::uint32_t number = 0;
    if (after_one && read(ends[0], &number, sizeof number) == sizeof number) {
        told = number + 1;
    }
    std::this_thread::sleep_for(life);
    REQUIRE(kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));  // it did not end by itself, with an error
    while (read(ends[0], &number, sizeof number) == sizeof number) {
        told = number + 1;
    }
    close(ends[0]);
    return told;
}

TEST_CASE("Journal: kill -9 at any instant loses no finished replication", "[unit]") {
    const test::TemporaryFolder folder;
    std::mt19937_64 random{99};
    std::uint32_t told = 0;
    std::string path;
    for (int kill = 0; kill < 50; ++kill) {
        // A fresh journal now and then, so that its creation is hit too.
        if (kill % 10 == 0) {
            path = folder.file("journal-" + std::to_string(kill));
            told = 0;
        }
        const std::chrono::microseconds life{random() % (kill % 10 == 0 ? 3'000 : 30'000)};
        told = live_and_be_killed(path, life, told, kill % 10 == 9);
        if (!std::filesystem::exists(path)) continue;  // killed before it was created
        const auto resumed = Journal::open_for_resume(path, manifest_of(test::sample_study(0)));
        REQUIRE(resumed.finished.size() >= told);
        for (std::uint32_t r = 0; r < resumed.finished.size(); ++r) {
            REQUIRE(resumed.finished[r] == replication(r));
        }
    }
    CHECK(told > 0);
}

}  // namespace
}  // namespace packline::store
