#include "models/report/sweep.hpp"

#include "models/report/study_journal.hpp"
#include "models/report/sweep_journal.hpp"
#include "sim/base/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <string>
#include <vector>

using namespace packline;

namespace {

StudyResult study_of(const std::vector<double>& values) {
    StudyResult study;
    study.title = "line";
    study.horizon = hours(240);
    study.metrics.push_back({.name = "line.wip", .unit = "lots", .about = ""});
    for (const double v : values) {
        study.replications.emplace_back().values = {v};
    }
    return study;
}

}  // namespace

TEST_CASE("parse_axis: a path and at least one value, which may hold anything but a bar",
          "[unit]") {
    const auto axis = report::parse_axis("parameters.delay=0 d|exp(8 h)|a=b");
    REQUIRE(axis.has_value());
    CHECK(axis->path == "parameters.delay");
    CHECK(axis->values == std::vector<std::string>{"0 d", "exp(8 h)", "a=b"});
    for (const char* wrong : {"", "path", "=1", "path=", "path=1||2", "path=1|", "path=|1"}) {
        CHECK_FALSE(report::parse_axis(wrong).has_value());
    }
}

TEST_CASE("grid: every combination once, the last axis fastest", "[unit]") {
    const auto points = report::grid({{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}});
    REQUIRE(points.size() == 6);
    CHECK(points[0] == std::vector<std::string>{"1", "x"});
    CHECK(points[1] == std::vector<std::string>{"1", "y"});
    CHECK(points[5] == std::vector<std::string>{"2", "z"});
}

TEST_CASE("sweep_csv: differences are paired with the first point", "[unit]") {
    // Values 2, 4, 9 and one more each: the difference is 1 without any doubt.
    const report::Sweep sweep{.axes = {{"stations.a.tools", {"1", "2, or 3"}}},
                              .metrics = {"line.wip"},
                              .points = {study_of({2, 4, 9}), study_of({3, 5, 10})}};
    const std::string csv = report::sweep_csv(sweep);
    CHECK(
        csv.starts_with("stations.a.tools,metric,mean,half_width,difference,"
                        "difference_half_width,replications\n1,line.wip,5,"));
    CHECK(csv.find("\n\"2, or 3\",line.wip,6,") != std::string::npos);
    CHECK(csv.ends_with(",1,0,3\n"));
    CHECK_THAT(report::sweep_text(sweep), Catch::Contains("2 points, 3 replications of 10 days"));
}

TEST_CASE("only: the metrics that are told, by replication", "[unit]") {
    StudyResult study = study_of({2, 4});
    study.input = "a long text";
    study.metrics.push_back({.name = "line.yield", .unit = "1", .about = ""});
    study.replications[0].values.push_back(0.5);
    study.replications[1].values.push_back(0.6);
    const StudyResult kept = report::only(study, {"line.yield"});
    CHECK(kept.values("line.yield") == std::vector<double>{0.5, 0.6});
    CHECK(kept.values("line.wip").empty());
    CHECK(kept.input.empty());
}

TEST_CASE("sweep journal: points that were done are there when the same sweep is started again",
          "[unit]") {
    const test::TemporaryFolder folder;
    const std::string beside = folder.file("made/line-sweep");
    packaging::LineSpec line;
    line.name = "line";
    line.experiment.replications = 2;
    line.experiment.horizon = hours(240);
    const auto open = [&](const std::string& identity) {
        return report::SweepJournal{beside, identity, line, {"line.wip"}};
    };
    const auto point = [](double a, double b) {
        StudyResult study = study_of({a, b});
        study.warmup.length = hours(30);
        study.replications[1].replication = 1;
        study.replications[1].fingerprint = 77;
        return study;
    };
    {
        report::SweepJournal journal = open("a sweep");
        CHECK(journal.take_done().empty());
        journal.append(point(2, 4));
        journal.append(point(3, 5));
        StudyResult half = point(6, 7);
        half.replications.pop_back();  // killed while it wrote
        journal.append(half);
    }
    report::SweepJournal again = open("a sweep");
    const std::vector<StudyResult> done = again.take_done();
    REQUIRE(done.size() == 2);
    CHECK(done[0].replications == point(2, 4).replications);
    CHECK(done[1].replications == point(3, 5).replications);
    CHECK(done[0].warmup.length == hours(30));
    CHECK(done[0].title == "line");
    CHECK(done[0].horizon == hours(240));
    CHECK(done[0].values("line.wip") == std::vector<double>{2, 4});
    again.append(point(6, 7));
    CHECK(open("another sweep").take_done().empty());
    { report::SweepJournal closed = std::move(again); }
    report::SweepJournal last = open("a sweep");
    CHECK(last.take_done().size() == 3);
    last.remove();
    CHECK(open("a sweep").take_done().empty());
}

TEST_CASE("sweep journal: what is left of a point does not stand in the way of another sweep",
          "[unit]") {
    const test::TemporaryFolder folder;
    packaging::LineSpec line;
    line.experiment.replications = 2;
    const report::SweepJournal one{folder.file("line-sweep"), "a sweep", line, {"line.wip"}};
    const report::SweepJournal other{folder.file("line-sweep"), "another", line, {"line.wip"}};
    // The same point, with the warm-up that the first point of its sweep found.
    const auto start = [&](const report::SweepJournal& sweep, Duration warmup) {
        StudyResult point = study_of({});
        point.input = "the text of the point";
        point.warmup.length = warmup;
        std::filesystem::path beside = sweep.point_output();
        CHECK(beside.extension() == ".h5");
        return report::StudyJournal{beside.replace_extension(), point.input,
                                    store::manifest_of(point)};
    };
    {
        report::StudyJournal left = start(one, hours(30));
        CHECK_FALSE(left.resumed());
        left.append(study_of({2}).replications.front());
    }
    {
        report::StudyJournal another = start(other, hours(40));
        CHECK_FALSE(another.resumed());
        CHECK(another.take_finished().empty());
        another.remove();
    }
    // Its own goes on with it, and only that may.
    CHECK_THROWS_AS(start(one, hours(40)), IoError);
    report::StudyJournal again = start(one, hours(30));
    CHECK(again.resumed());
    CHECK(again.take_finished().size() == 1);
}
