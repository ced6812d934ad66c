#include "models/report/row_table.hpp"

#include "models/report/weekly_load.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/valid_line.hpp"

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

using namespace packline;
using report::RowTable;

TEST_CASE("row_table: CSV rounds as a column says, JSON tells all", "[unit]") {
    RowTable table{{{"station"}, {"tools"}, {"load", 2}, {"from_h"}, {"qualified"}, {"set"}}};
    table.add({"saw", std::int64_t{3}, 0.8765, 12.5, true, RowTable::Value{}});
    table.add(
        {"oven", std::int64_t{1}, std::numeric_limits<double>::infinity(), 24.0, false, "old"});
    CHECK(table.csv() ==
          "station,tools,load,from_h,qualified,set\nsaw,3,0.88,12.5,yes,\noven,1,inf,24,no,old\n");
    const auto json = nlohmann::json::parse(table.json().dump());
    CHECK(json[0] == nlohmann::json{{"station", "saw"},
                                    {"tools", 3},
                                    {"load", 0.8765},
                                    {"from_h", 12.5},
                                    {"qualified", true},
                                    {"set", nullptr}});
    CHECK(json[1]["load"].is_null());
    CHECK(RowTable{{{"a"}, {"b", 1}, {"c"}}}.json().dump() == "[]");
}

TEST_CASE("row_table: what CSV and JSON tell of a line by week has the same names", "[unit]") {
    const report::RowTable table = report::weekly_load_table(report::weekly_load(
        test::valid_line("line: one\nexperiment: {horizon: 14 d, warmup: 0 s}\n"
                         "stations: {a: {tools: 2}}\n"
                         "products: {A: {route: r, lot: 1 wafer, release: {every: 8 h}}}\n"
                         "routes: {r: {steps: [{id: s, on: a, takes: 4 h}]}}\n"),
        {}));
    const nlohmann::ordered_json json = table.json();
    REQUIRE(json.size() == 2);
    std::string names;
    for (const auto& [name, value] : json[1].items()) {
        names += (names.empty() ? "" : ",") + name;
    }
    CHECK(table.csv().starts_with(names + "\n"));
    CHECK(json[1]["wanted_h"] == Approx(84));
    CHECK(json[1]["load"] == Approx(0.25));
}
