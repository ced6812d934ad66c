#include "models/scenario/import/tab_table.hpp"

#include "tests/support/catch.hpp"

#include <sstream>

namespace packline::scenario {
namespace {

const TableForm kForm{
    .required = {"NAME", "N"}, .optional = {"KIND", "TIME", "UNIT"}, .ignored = {"NOTE"}};

struct Read {
    explicit Read(const std::string& text) : table{text, "t.txt", kForm, diagnostics} {}

    TableRow row(std::size_t i) { return {table, i, diagnostics}; }
    std::string said() const {
        std::ostringstream out;
        out << diagnostics;
        return out.str();
    }

    Diagnostics diagnostics;
    TabTable table;
};

TEST_CASE("TabTable: cells are found by column, with their place", "[unit]") {
    Read read{"NAME\tNOTE\tN\tKIND\r\na\tx\t2.0\tred\r\n\r\nb\t\t3\r\n c \t\t4\t \t\t\r\n"};
    REQUIRE(read.table.size() == 3);
    CHECK(read.row(0).text("NAME") == "a");
    CHECK(read.row(0).count("N", 1, 9, 0) == 2);
    CHECK(read.row(0).choice("KIND", {"blue", "red"}) == 1);
    CHECK(read.row(1).at("N").line == 4);
    CHECK(read.row(1).at("N").column == 4);
    CHECK(read.row(1).blank("KIND"));  // cells at the end may be left out
    CHECK(read.row(1).blank("TIME"));  // and columns that nobody needs
    CHECK(read.row(2).text("NAME") == "c");
    CHECK(read.said().empty());
}

TEST_CASE("TabTable: a wrong header and wrong rows are told all at once", "[unit]") {
    Read read{"NAME\tN\tKINDS\tN\na\t1\tx\t2\tleft over\n"};
    CHECK(read.said() ==
          "t.txt:1:8: error: unknown column 'KINDS'\n    help: did you mean 'KIND'?\n"
          "t.txt:1:14: error: column 'N' comes twice\n    help: leave out one of the two\n"
          "t.txt:2:9: error: 5 cells (4 columns are named in the header)\n"
          "    help: cells are separated by one tab each\n");
    Read headless{"NAME\na\n"};
    CHECK(headless.said() ==
          "t.txt:1:1: error: no column 'N'\n"
          "    help: the first row names the columns, with one tab between two\n");
    CHECK(headless.table.size() == 0);
}

TEST_CASE("TableRow: what is no value of its kind is reported, and a harmless one taken",
          "[unit]") {
    Read read{"NAME\tN\tKIND\tTIME\tUNIT\n\t2.5\tgreen\tnan\tweeks\n"};
    const TableRow row = read.row(0);
    CHECK(row.wanted("NAME").empty());
    CHECK(row.count("N", 1, 9, 7) == 7);
    CHECK(row.choice("KIND", {"blue", "red"}) == 0);
    CHECK(row.number("TIME", 0, 5) == 5);
    CHECK(row.unit_seconds("UNIT") == 0);
    CHECK(read.diagnostics.errors() == 5);
    CHECK(read.said().find("t.txt:2:6: error: KIND = green (no known value)\n"
                           "    help: have: blue, red") != std::string::npos);
}

TEST_CASE("TableRow: units of time", "[unit]") {
    Read read{"NAME\tN\tUNIT\na\t1\tsec\nb\t1\tmin\nc\t1\thr\nd\t1\tday\n"};
    CHECK(read.row(0).unit_seconds("UNIT") == 1);
    CHECK(read.row(1).unit_seconds("UNIT") == 60);
    CHECK(read.row(2).unit_seconds("UNIT") == 3600);
    CHECK(read.row(3).unit_seconds("UNIT") == 86'400);
}

}  // namespace
}  // namespace packline::scenario
