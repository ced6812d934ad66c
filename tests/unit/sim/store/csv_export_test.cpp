#include "sim/store/csv_export.hpp"

#include "sim/base/errors.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_study.hpp"
#include "tests/support/temporary_folder.hpp"

#include <filesystem>
#include <limits>
#include <string>

namespace packline::store {
namespace {

using test::read_text;

TEST_CASE("export_csv: writes the tables of a study", "[unit]") {
    const test::TemporaryFolder folder;
    export_csv(test::sample_study(), folder.path() / "a" / "b");
    const auto table = [&](const std::string& name) {
        return read_text(folder.file("a/b/" + name));
    };
    CHECK(table("replications.csv") ==
          "replication,fingerprint,events,line.cycle_time.mean,line.yield,line.wip\n"
          "0,fedcba9876543210,1000000007,100.1,0,-0\n"
          "1,fdb97530eca86420,1000000008,101.1,,-0\n"
          "2,fc962fc962fc9630,1000000009,102.1,0.2,-0\n");
    CHECK(table("series_line.wip.csv") ==
          "time_h,replication_0,replication_1,replication_2\n"
          "0,1,2,3\n"
          "168,0.6666666666666666,0.6666666666666666,0.6666666666666666\n"
          "336,5e-324,5e-324,5e-324\n"
          "504,1.7976931348623157e+308,1.7976931348623157e+308,1.7976931348623157e+308\n");
    CHECK(table("series.csv") ==
          "series,unit,file,about\n"
          "line.wip,wafers,series_line.wip.csv,mean work in process\n"
          "area.out rate,1/d,series_area.out_rate.csv,units shipped\n");
    CHECK(table("input.txt") == test::sample_study().input);
    CHECK_THAT(table("about.csv"), Catch::Contains("title,\"Fan-out line, \xC3\x9C"
                                                   "bung\"\n") &&
                                       Catch::Contains("seed,42\n") &&
                                       Catch::Contains("horizon_h,8760\n") &&
                                       Catch::Contains("warmup_enough,no\n") &&
                                       Catch::Contains("warning,\"two,\nlines\"\n"));
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path() / "a" / "b"},
                        std::filesystem::directory_iterator{}) == 7);
}

TEST_CASE("export_csv: metrics carry mean, interval and number of values", "[unit]") {
    const test::TemporaryFolder folder;
    StudyResult study = test::sample_study();
    for (std::size_t r = 0; r < 3; ++r) {
        study.replications[r].values = {static_cast<double>(r),
                                        std::numeric_limits<double>::quiet_NaN(), 7.0};
    }
    study.replications[2].values[2] = std::numeric_limits<double>::quiet_NaN();
    export_csv(study, folder.path());
    const std::string metrics = read_text(folder.file("metrics.csv"));
    // Half-width of 0, 1, 2: t(0.975; 2) / sqrt(3) = 4.302653 / 1.732051 = 2.484138.
    CHECK_THAT(metrics, Catch::Contains("\nline.cycle_time.mean,h,1,2.48413"));
    CHECK_THAT(metrics, Catch::Contains(",3,0,1,0,2,mean time from release to shipment\n"));
    CHECK_THAT(metrics, Catch::Contains("\nline.yield,1,,,0,3,,,,\"good units per unit started, "
                                        "\"\"all in\"\"\"\n"));
    CHECK_THAT(metrics, Catch::Contains("\nline.wip,wafers,7,0,2,1,0,7,7,\n"));
}

TEST_CASE("export_csv: series whose file names would meet get different ones", "[unit]") {
    const test::TemporaryFolder folder;
    StudyResult study = test::sample_study();
    study.series[0].name = "../A b";
    study.series[1].name = ".._a/b";
    export_csv(study, folder.path() / "out");
    CHECK(std::filesystem::exists(folder.path() / "out" / "series_.._A_b.csv"));
    CHECK(std::filesystem::exists(folder.path() / "out" / "series_.._a_b_2.csv"));
    CHECK(folder.entries() == 1);
}

TEST_CASE("export_csv: says where it cannot write", "[unit]") {
    const test::TemporaryFolder folder;
    test::write_text(folder.file("taken"), "");
    CHECK_THROWS_WITH(export_csv(test::sample_study(), folder.path() / "taken"),
                      Catch::Contains("taken") && Catch::Contains("not a directory"));
    CHECK_THROWS_AS(export_csv(test::sample_study(), folder.path() / "taken" / "x"), IoError);
}

}  // namespace
}  // namespace packline::store
