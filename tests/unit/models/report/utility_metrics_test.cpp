#include "models/report/utility_metrics.hpp"

#include "models/report/line_study.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <sstream>
#include <string>

using namespace packline;

namespace {

/// Two sites, a lot of 10 wafers every 4 h at each, 2 h on the saw and 1 h on the grinder.
StudyResult study(const std::string& utilities) {
    const std::string text =
        "line: two sites\nsites: [north, south]\n" + utilities +
        "routes: {r: {steps: [{id: a, on: saw, takes: 2 h/lot}, "
        "{id: b, on: grinder, takes: 1 h/lot}]}}\n"
        "products: {p: {route: r, lot: 10 wafers, release: {every: 4 h}}}\n"
        "experiment: {horizon: 1460 h, warmup: 0 h, replications: 2, seed: 1}\n";
    const packaging::LineSpec line = test::valid_line(text);
    report::StudyHooks hooks;
    hooks.threads = 1;
    return report::run_line_study(line, text, hooks);
}

constexpr const char* kMetered =
    "utilities: {water: {unit: m3}, energy: {unit: kWh}, "
    "carbon: {unit: kg, from: {energy: 0.6}, at: {south: {energy: 0.4}}}}\n"
    "stations:\n"
    "  saw: {tools: 1, uses: {water: 100 L/wafer, energy: [8 kW, 2 kW standby]}}\n"
    "  grinder: {tools: 1, uses: {water: 50 L/wafer}}\n";

}  // namespace

TEST_CASE("utility metrics: stations add up to sites, sites to the line, months to the run",
          "[unit]") {
    const StudyResult result = study(kMetered);
    const auto value = [&](const std::string& name) {
        const std::vector<double> values = result.values("utility." + name);
        REQUIRE(values.size() == 2);
        CHECK(values[0] == values[1]);
        return values[0];
    };
    const double days = 1460.0 / 24;
    for (const std::string utility : {"water", "energy", "carbon"}) {
        CAPTURE(utility);
        double line = 0;
        for (const std::string site : {"north", "south"}) {
            double stations = value(utility + ".station." + site + "_saw.per_day");
            if (utility == "water") {
                stations += value(utility + ".station." + site + "_grinder.per_day");
            }
            const double per_day = value(utility + ".site." + site + ".per_day");
            CHECK(stations == Approx(per_day));
            CHECK((value(utility + ".site." + site + ".month.1") +
                   value(utility + ".site." + site + ".month.2")) == Approx(per_day * days));
            line += per_day;
        }
        CHECK(line == Approx(value(utility + ".per_day")));
    }
    // 365 lots at each site: half of the time at 8 kW, half at 2 kW; to the kilowatt hour.
    CHECK(value("energy.site.north.month.1") + value("energy.site.north.month.2") == 7300.0);
    CHECK(value("carbon.site.south.month.1") + value("carbon.site.south.month.2") ==
          Approx(0.4 * 7300));
}

TEST_CASE("utility table: one row for each site, utility and month, as CSV", "[unit]") {
    std::istringstream rows{report::utility_table(study(kMetered))};
    std::string row;
    std::getline(rows, row);
    CHECK(row == "site,utility,month,unit,mean,half_width,n");
    std::getline(rows, row);
    // Lots at 0, 4, ..., 728 h: 183 saws of 1 m3, and as many grindings of half.
    CHECK(row == "north,water,1,m3,274,0,2");
    int n = 1;
    while (std::getline(rows, row)) {
        ++n;
    }
    CHECK(n == 2 * 3 * 2);
}

TEST_CASE("utility table: nothing where nothing is metered", "[unit]") {
    const StudyResult plain = study("stations: {saw: {tools: 1}, grinder: {tools: 1}}\n");
    CHECK(report::utility_table(plain).empty());
    for (const MetricInfo& m : plain.metrics) {
        CHECK_FALSE(m.name.starts_with("utility."));
    }
}
