#include "sim/store/result_file.hpp"

#include "sim/base/errors.hpp"
#include "sim/store/detail/codec.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_study.hpp"
#include "tests/support/temporary_folder.hpp"

#include <string>

namespace packline::store {
namespace {

using test::read_text;
using test::sample_study;
using test::TemporaryFolder;

/// What read_result() says of a file with this content.
std::string refusal(const std::string& content) {
    const TemporaryFolder folder;
    test::write_text(folder.file("foreign.h5"), content);
    try {
        read_result(folder.file("foreign.h5"));
    } catch (const IoError& error) {
        return error.what();
    }
    return "accepted";
}

TEST_CASE("write_result: a study comes back bit for bit", "[unit]") {
    const TemporaryFolder folder;
    const StudyResult study = sample_study();
    write_result(folder.file("r.h5"), study);
    const StoredStudy stored = read_stored_study(folder.file("r.h5"));
    CHECK(detail::identical(stored.study, study));
    CHECK(stored.study.title == study.title);
    CHECK(stored.study.series[1].name == "area.out rate");
    CHECK(stored.study.replications[2].series[0] == study.replications[2].series[0]);
    CHECK_FALSE(stored.program_version.empty());
    CHECK(folder.entries() == 1);
}

TEST_CASE("write_result: empty studies and empty texts come back", "[unit]") {
    const TemporaryFolder folder;
    const auto round_trip = [&](const StudyResult& study) {
        write_result(folder.file("r.h5"), study);
        return detail::identical(read_result(folder.file("r.h5")), study);
    };
    CHECK(round_trip(StudyResult{}));
    CHECK(round_trip(sample_study(0)));
    StudyResult no_metrics = sample_study();
    no_metrics.metrics.clear();
    no_metrics.series.clear();
    for (auto& replication : no_metrics.replications) {
        replication.values.clear();
        replication.series.clear();
    }
    CHECK(round_trip(no_metrics));
    StudyResult no_buckets = sample_study();
    for (auto& replication : no_buckets.replications) {
        replication.series = {{}, {}};
    }
    CHECK(round_trip(no_buckets));
}

TEST_CASE("write_result: a large study comes back", "[unit]") {
    // More than one chunk, link storage of many names, heaps of long texts.
    StudyResult study = sample_study(300);
    study.input.assign(200'000, 'y');
    study.warnings.assign(50, std::string(5'000, 'w'));
    study.series.clear();
    for (int i = 0; i < 40; ++i) {
        study.series.push_back({"s" + std::to_string(100 - i), "1", "a figure"});
    }
    for (auto& replication : study.replications) {
        replication.series.assign(40, std::vector<double>(365, replication.replication * 0.1));
    }
    const TemporaryFolder folder;
    write_result(folder.file("r.h5"), study);
    CHECK(detail::identical(read_result(folder.file("r.h5")), study));
}

TEST_CASE("write_result: the same study gives the same bytes", "[unit][determinism]") {
    const TemporaryFolder folder;
    write_result(folder.file("a.h5"), sample_study());
    {
        // Something else in between, so that leftovers in memory would differ.
        write_result(folder.file("c.h5"), sample_study(50));
    }
    write_result(folder.file("b.h5"), sample_study());
    const bool same = read_text(folder.file("a.h5")) == read_text(folder.file("b.h5"));
    CHECK(same);
}

TEST_CASE("write_result: an old result is replaced", "[unit]") {
    const TemporaryFolder folder;
    write_result(folder.file("r.h5"), sample_study(2));
    write_result(folder.file("r.h5"), sample_study(3));
    CHECK(read_result(folder.file("r.h5")).replications.size() == 3);
    CHECK(folder.entries() == 1);
}

TEST_CASE("write_result: only regular files are replaced", "[unit]") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(write_result(folder.path().string(), sample_study()), IoError);
    CHECK_THROWS_AS(write_result("/dev/null", sample_study()), IoError);
    CHECK_THROWS_WITH(write_result(folder.file("missing/r.h5"), sample_study()),
                      Catch::Contains("missing/r.h5") && Catch::Contains("No such file"));
}

TEST_CASE("write_result: what cannot be stored is refused", "[unit]") {
    const TemporaryFolder folder;
    const auto refused = [&](auto change) {
        StudyResult study = sample_study();
        change(study);
        CHECK_THROWS_AS(write_result(folder.file("r.h5"), study), ContractError);
    };
    refused([](auto& s) { s.title.push_back('\0'); });
    refused([](auto& s) { s.series[0].name = "a/b"; });
    refused([](auto& s) { s.series[0].name = s.series[1].name; });
    refused([](auto& s) { s.replications[1].values.pop_back(); });
    refused([](auto& s) { s.replications[1].series.pop_back(); });
    refused([](auto& s) { s.replications[1].series[1].pop_back(); });
    refused([](auto& s) { s.replications[1].replication = 0; });
    CHECK(folder.entries() == 0);
}

TEST_CASE("read_result: says what is wrong with a file", "[unit]") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(read_result(folder.file("none.h5")),
                      Catch::Contains("none.h5") && Catch::Contains("No such file"));
    CHECK_THROWS_WITH(read_result(folder.path().string()), Catch::Contains("not a regular file"));
    CHECK_THAT(refusal(""), Catch::Contains("not a packline result"));
    CHECK_THAT(refusal("line: text\n"), Catch::Contains("not a packline result"));
    CHECK_THAT(refusal("\x89HDF\r\n\x1a\n and more"), Catch::Contains("another program's"));
}

}  // namespace
}  // namespace packline::store
