#include "sim/base/errors.hpp"
#include "sim/store/csv_export.hpp"
#include "sim/store/detail/codec.hpp"
#include "sim/store/result_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/sample_study.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace packline::store {
namespace {

using test::FaultyFileSystem;
using test::sample_study;

TEST_CASE("write_result: whichever call fails, the old or the new file is there", "[unit]") {
    const StudyResult before = sample_study(2);
    const StudyResult after = sample_study(3);
    for (const int reason : {ENOSPC, EIO}) {
        int failures = 0;
        for (int call = 0;; ++call) {
            const test::TemporaryFolder folder;
            const std::string path = folder.file("r.h5");
            write_result(path, before);
            const FaultyFileSystem files{call, call, reason};
            bool threw = false;
            try {
                write_result(path, after, files);
            } catch (const IoError& error) {
                threw = true;
                ++failures;
                CHECK_THAT(error.what(), Catch::Contains(folder.path().string()));
            }
            const StudyResult there = read_result(path);
            const bool is_new = detail::identical(there, after);
            CHECK((is_new || (threw && detail::identical(there, before))));
            CHECK(folder.entries() == 1);
            if (!files.struck()) break;
        }
        // status, open, write, sync, close, status, open, seek, read, rename, folder's sync
        CHECK(failures >= 11);
    }
}

TEST_CASE("write_result: when every call fails from some on, nothing is lost", "[unit]") {
    for (int call = 0;; ++call) {
        const test::TemporaryFolder folder;
        const std::string path = folder.file("r.h5");
        write_result(path, sample_study(2));
        const FaultyFileSystem files{call, FaultyFileSystem::kAll, EIO};
        try {
            write_result(path, sample_study(3), files);
        } catch (const IoError&) {
        }
        const std::size_t replications = read_result(path).replications.size();
        CHECK((replications == 2 || replications == 3));
        if (!files.struck()) break;
    }
}

TEST_CASE("read_result: a failing call is an error", "[unit]") {
    const test::TemporaryFolder folder;
    write_result(folder.file("r.h5"), sample_study());
    int failures = 0;
    for (int call = 0;; ++call) {
        const FaultyFileSystem files{call, call, EIO};
        try {
            const StudyResult study = read_result(folder.file("r.h5"), files);
            CHECK(detail::identical(study, sample_study()));
        } catch (const IoError&) {
            ++failures;
        }
        if (!files.struck()) break;
    }
    CHECK(failures >= 4);  // status, open, seek, read; closing what was only read may fail
}

TEST_CASE("export_csv: whichever call fails, each file is old, new or absent", "[unit]") {
    const StudyResult study = sample_study(1);
    for (int call = 0;; ++call) {
        const test::TemporaryFolder folder;
        const FaultyFileSystem files{call, call, ENOSPC};
        try {
            export_csv(study, folder.path() / "out", files);
            CHECK(std::filesystem::exists(folder.path() / "out" / "input.txt"));
        } catch (const IoError&) {
        }
        if (std::filesystem::exists(folder.path() / "out")) {
            for (const auto& entry : std::filesystem::directory_iterator{folder.path() / "out"}) {
                CHECK(entry.path().string().find(".tmp-") == std::string::npos);
                CHECK(std::filesystem::file_size(entry) > 0);
            }
        }
        if (!files.struck()) break;
    }
}

// With the limit of this process on the size of files a write fails in the kernel itself.
TEST_CASE("write_result: a real failure of the kernel leaves the old file", "[unit]") {
    const test::TemporaryFolder folder;
    const std::string path = folder.file("r.h5");
    write_result(path, sample_study(2));
    const auto size = std::filesystem::file_size(path);
    for (const rlim_t limit : {rlim_t{0}, rlim_t{1}, rlim_t{4096}, rlim_t{size - 1}}) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limits{limit, limit};
            setrlimit(RLIMIT_FSIZE, &limits);
            int code = 1;
            try {
                write_result(path, sample_study(3));
            } catch (const IoError& error) {
                const bool named =
                    std::string{error.what()}.find("File too large") != std::string::npos;
                code = named ? 0 : 2;
            } catch (...) {
                code = 3;
            }
            _exit(code);
        }
        int status = 0;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
        CHECK(read_result(path).replications.size() == 2);
        CHECK(folder.entries() == 1);
    }
}

}  // namespace
}  // namespace packline::store
