// Tables in the form of SMT2020: the bundled small set, and that set with something changed.

#include "models/scenario/import/smt2020.hpp"

#include "models/scenario/import/line_files.hpp"
#include "models/scenario/static_load.hpp"
#include "tests/unit/models/scenario/smt2020_set.hpp"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace packline::scenario {
namespace {

/// The imported line of the small set, for what the tests look up.
Node small_line(const Smt2020Options& options = {}) {
    Diagnostics diagnostics;
    std::optional<Node> line = import_smt2020(small_tables(), options, diagnostics);
    REQUIRE(line.has_value());
    return std::move(*line);
}

const Node& step(const Node& line, const char* route, std::size_t number) {
    return line.find("routes")->find(route)->find("steps")->items.at(number - 1);
}

std::string flow(const Node* node) { return node == nullptr ? "-" : write_flow_yaml(*node); }

TEST_CASE("SMT2020: the bundled line is what the bundled tables say", "[unit][golden]") {
    const fs::path lines = fs::path{PACKLINE_SOURCE_DIR} / "configs/lines";
    const std::vector<LineFile> files = line_files(small_line(), "smt2020-small");
    REQUIRE(files.size() == 4);
    for (const LineFile& file : files) {
        INFO(file.name << ": packline import smt2020 configs/smt2020/small -o "
                          "configs/lines/smt2020-small.yaml");
        CHECK(test::read_text((lines / file.name).string()) == file.text);
    }
}

TEST_CASE("SMT2020: the files read back as the line that the tables are", "[unit]") {
    SmallTables tables;
    const Outcome direct = tables.import();
    INFO(direct.messages);
    REQUIRE(direct.line.has_value());
    CHECK(direct.messages.empty());
    const Outcome files =
        read_file((fs::path{PACKLINE_SOURCE_DIR} / "configs/lines/smt2020-small.yaml").string());
    INFO(files.messages);
    REQUIRE(files.line.has_value());
    CHECK(files.line->stations.size() == direct.line->stations.size());
    const auto ours = static_load(*direct.line);
    const auto theirs = static_load(*files.line);
    for (std::size_t s = 0; s < ours.size(); ++s) {
        CHECK(ours[s].load_with_setups == theirs[s].load_with_setups);
        CHECK(ours[s].load_with_setups < 1);
        CHECK(ours[s].visited);
    }
}

TEST_CASE("SMT2020: each column becomes an element of the dialect", "[unit]") {
    const Node line = small_line();
    const Node& stations = *line.find("stations");
    const auto station = [&](const char* name, const char* key) {
        return flow(stations.find(name)->find(key));
    };
    CHECK(flow(line.find("areas")) == "[Fab, Delay]");
    CHECK(flow(line.find("transfer")) == "{default: 1 s, Fab -> Fab: uniform(5 10 min)}");
    CHECK(station("Clean_1", "tools") == "2");
    CHECK(station("Clean_1", "kind") == "cascade");
    CHECK(station("Clean_1", "load_ports") == "2");
    CHECK(station("Clean_1", "port_order") == "-");  // the emptiest
    CHECK(station("Clean_1", "loading") == "1 min");
    CHECK(station("Rest_1", "loading") == "-");
    CHECK(station("Rest_1", "area") == "Delay");
    CHECK(station("Furnace_1", "load") == "{max: 75 wafers, by: step}");
    CHECK(station("Stepper_1", "setup") == "{takes: 10 min}");
    CHECK(station("Stepper_1", "idle_tool") == "longest idle");
    CHECK(station("Stepper_1", "dispatch") == "[priority, fifo]");
    CHECK(station("Etch_1", "setup") ==
          "{takes: 0 min, changes: [{from: Oxide, to: Metal, takes: 12 min}, {from: Metal, to: "
          "Oxide, takes: 20 min}]}");
    CHECK(station("Etch_1", "dispatch") == "[priority, setup, fifo]");
    CHECK(station("Implant_1", "setup") == "{takes: 45 min, minimum_run: 3 lots}");
    CHECK(station("Implant_1", "idle_tool") == "-");  // the one with the least setup
    CHECK(station("Film_1", "failures") ==
          "[{name: BREAK_Thin_Film, mtbf: exp(10080 min), mttr: exp(420 min), clock: calendar, "
          "waits_for_maintenance: yes}]");
    CHECK(station("Film_1", "maintenance") ==
          "[{name: Film_1_A, every: 2600 wafers, first: 2400 wafers, takes: uniform(7.2 10.8 h)}, "
          "{name: Film_1_B, every: 11000 wafers, first: 9800 wafers, takes: uniform(14.4 21.6 "
          "h)}]");
    CHECK(station("Stepper_1", "maintenance")
              .starts_with("[{name: Stepper_1_WK, every: 7 d, "
                           "first: 6.4 d, takes: uniform(4.8 7.2 "
                           "h)}"));
    CHECK(flow(&step(line, "r_a", 1)) ==
          "{id: 001_Wet, on: Clean_1, takes: 1.1 min/wafer, transit: uniform(1.52 1.68 min)}");
    CHECK(flow(&step(line, "r_a", 2)) ==
          "{id: 002_Diffusion, on: Furnace_1, takes: uniform(228 252 min)/load, load: {min: 50 "
          "wafers, max: 75 wafers}, start_within: {of: 001_Wet, limit: 10 h, action: count}}");
    CHECK(flow(step(line, "r_a", 3).find("sample")) == "40 % lots");
    CHECK(flow(step(line, "r_a", 5).find("rework")) ==
          "{share: 2 %, to: 004_Litho, level: lot, max: unlimited}");
    CHECK(flow(&step(line, "r_a", 10)) ==
          "{id: 010_Thin_Film, on: Film_1, transit: uniform(49.4 54.6 min), lot_pitch: 31.2 min}");
    CHECK(flow(step(line, "r_a", 12).find("same_tool_as")) == "004_Litho");
    CHECK(flow(step(line, "r_a", 19).find("same_tool_as")) == "012_Litho");
    CHECK(flow(step(line, "r_a", 15).find("setup")) == "Phosphorus");
    const Node& products = *line.find("products");
    CHECK(flow(products.find("Lot_a")) ==
          "{route: r_a, lot: 25 wafers, priority: 5, due: 561600 s, release: {every: 185 min}}");
    CHECK(flow(products.find("HotLot_a")->find("priority")) == "4");
    CHECK(flow(products.find("SuperHotLot_b")->find("priority")) == "3");
    CHECK(flow(products.find("SuperHotLot_b")->find("release")) ==
          "{every: 20160 min, first: 201600 s}");
    CHECK(flow(products.find("Sample_b")->find("release")) ==
          "{schedule: [{at: 2678400 s, lots: 1}, {at: 2764800 s, lots: 1}, {at: 2851200 s, lots: "
          "1}]}");
    // Lots that are listed one by one are one product.
    CHECK(flow(products.find("part_a")) ==
          "{route: r_a, lot: 25 wafers, priority: 5, release: {schedule: [{at: 3045600 s, lots: 1, "
          "due: 3434400 s}, {at: 3650400 s, lots: 1, priority: 4, due: 3952800 s}]}}");
    const Node& wip = *line.find("wip");
    REQUIRE(wip.items.size() == 27);
    CHECK(flow(&wip.items[0]) == "{product: Lot_a, step: 027_Wet, id: Init_a_1, due: 33300 s}");
    CHECK(flow(&wip.items[25]) ==
          "{product: HotLot_a, step: 010_Thin_Film, id: Init_late, due: \"-21600 s\"}");
    CHECK(flow(&wip.items[26]) ==
          "{product: SuperHotLot_b, step: 006_Rest, id: Init_small, due: "
          "172800 s, items: 12}");
}

TEST_CASE("SMT2020: open questions are options", "[unit]") {
    Smt2020Options options;
    options.queue_time = Smt2020Options::QueueTime::scrap;
    options.maintenance = Smt2020Options::Maintenance::at_once;
    options.setup_rules = Smt2020Options::SetupRules::all;
    options.breakdown = Smt2020Options::Breakdown::beside;
    options.cascade = Smt2020Options::Cascade::fullest;
    const Node line = small_line(options);
    CHECK(flow(step(line, "r_a", 2).find("start_within")->find("action")) == "scrap");
    const Node& stepper = *line.find("stations")->find("Stepper_1");
    CHECK(flow(stepper.find("maintenance")->items[0].find("window")) == "0 h");
    CHECK(stepper.find("failures")->items[0].find("waits_for_maintenance") == nullptr);
    CHECK(flow(stepper.find("dispatch")) == "[priority, setup, fifo]");
    CHECK(stepper.find("idle_tool") == nullptr);
    CHECK(flow(line.find("stations")->find("Clean_1")->find("port_order")) == "fullest");
}

TEST_CASE("SMT2020: every mechanism can be left out", "[unit]") {
    const std::string whole = write_yaml(small_line());
    const std::vector<std::string> gone{
        "kind: batch",  "setup:",  "maintenance:\n", "failures:",  "start_within",
        "same_tool_as", "rework:", "sample:",        "Fab -> Fab", "wip:"};
    REQUIRE(gone.size() == mechanism_words().size());
    for (std::size_t m = 0; m < gone.size(); ++m) {
        INFO(mechanism_words()[m]);
        Smt2020Options options;
        options.without = {static_cast<Mechanism>(m)};
        CHECK(whole.find(gone[m]) != std::string::npos);
        CHECK(write_yaml(small_line(options)).find(gone[m]) == std::string::npos);
        SmallTables tables;
        const Outcome read = tables.import(options);
        INFO(read.messages);
        CHECK(read.line.has_value());
    }
    // As busy as with full batches: 240 min for three lots.
    Smt2020Options options;
    options.without = {Mechanism::batching};
    CHECK(flow(step(small_line(options), "r_a", 2).find("takes")) == "uniform(76 84 min)/lot");
}

TEST_CASE("SMT2020: odd values that mean something are read", "[unit]") {
    const auto changed = [](const std::string& file, std::size_t row, const std::string& column,
                            const std::string& text) {
        SmallTables tables;
        tables.change(file, row, column, text);
        const Outcome out = tables.import();
        INFO(file << ':' << row << ' ' << column << " = " << text << '\n' << out.messages);
        CHECK(out.line.has_value());
        return out.text;
    };
    const auto has = [](const std::string& text, const std::string& part) {
        INFO(text);
        CHECK(text.find(part) != std::string::npos);
    };
    has(changed("route_a.txt", 4, "PTIME2", ""), "takes: 18 min/lot");
    has(changed("route_a.txt", 4, "PTIME2", "0"), "takes: 18 min/lot");
    has(changed("route_a.txt", 4, "DESC", ""), "id: step_3");
    has(changed("route_a.txt", 4, "DESC", "005_Metrology"), "id: 005_Metrology_3");
    has(changed("route_a.txt", 4, "StepPercent", "12.5"), "sample: 12.5 % lots");
    has(changed("route_a.txt", 4, "PTUNITS", "sec"), "takes: uniform(17.1 18.9 s)/lot");
    // Without an interval each lot, or piece, waits for the end of the one before it.
    has(changed("route_a.txt", 2, "PartInterval", ""), "takes: 1.6 min/wafer");
    has(changed("route_a.txt", 11, "BatchInterval", ""), "lot_pitch: 52 min");
    has(changed("route_a.txt", 6, "RWKTYPE", "piece"), "level: item");
    has(changed("tool.txt.1l", 2, "STNCAP", ""), "load_ports: 1");
    has(changed("tool.txt.1l", 6, "STNCAP", "2"), "load_ports: 2");
    has(changed("tool.txt.1l", 4, "BATCHCRITF", ""), "by: anything");
    has(changed("tool.txt.1l", 7, "FWLRANK", "rank_EDD;rank_SPT"), "- edd");
    has(changed("order.txt", 2, "RDIST", "exponential"), "every: exp(185 min)");
    has(changed("order.txt", 4, "LOTSPERRPT", "2"), "lots: 2");
    has(changed("order.txt", 2, "HOTLOT", "yes"), "priority: 2");
    has(changed("tool.txt.1l", 3, "BATCHCRITF", "crit_samepartfam|crit_samestepname"),
        "recipe: product_a_002_Diffusion");
    has(changed("part.txt", 3, "PARTGRP", "Engineering"), "class: engineering");
    has(changed("setup.txt", 4, "STIME", "45.5"), "takes: 45.5 min");
    has(changed("route_a.txt", 5, "WHEN", "always"), "anew:\n        - R_a1");
    has(changed("tool.txt.1l", 10, "STNQTY", ""), "tools: 1\n");
    has(changed("order.txt", 3, "LOT", "~"), "Lot_a");  // the rest of the row is a comment
    has(changed("pmcal.txt", 2, "MTTR2", ""), "takes: 12 h");
    has(changed("attach.txt", 10, "FOA", ""), "every: 30 d");
}

TEST_CASE("SMT2020: lots in process among the orders, and ranks over several rows", "[unit]") {
    SmallTables tables;
    tables.remove("WIP.txt");
    tables.put_file("order.txt",
                    "LOT\tPART\tPIECES\tSTART\tREPEAT\tRUNITS\tCURSTEP\n"
                    "A\tpart_a\t25\t01/01/18 00:00:00\t290\tmin\n"
                    "B\tpart_b\t25\t01/01/18 00:00:00\t410\tmin\n"
                    "W\tpart_b\t25\t01/01/18 00:00:00\t\t\t4\n");
    tables.change("tool.txt.1l", 2, "FWLRANK", "rank_HP");
    std::string tools = tables.text("tool.txt.1l");
    tools.insert(tools.find("Furnace_1\t"), "\t\t\trank_EDD\n\t\t\trank_FIFO\n");
    tables.put_file("tool.txt.1l", tools);
    const Outcome out = tables.import();
    INFO(out.messages);
    REQUIRE(out.line.has_value());
    CHECK(out.text.find("id: W\n") != std::string::npos);
    const std::vector<packaging::DispatchRule> rules{packaging::DispatchRule::priority,
                                                     packaging::DispatchRule::edd,
                                                     packaging::DispatchRule::fifo};
    CHECK(out.line->stations[0].dispatch == rules);
}

TEST_CASE("SMT2020: tables that a data set may lack", "[unit]") {
    SmallTables tables;
    for (const char* file :
         {"setupgrp.txt", "attach.txt", "pmcal.txt", "downcal.txt", "fromto.txt", "WIP.txt"}) {
        tables.remove(file);
    }
    tables.change("tool.txt.1l", 9, "SETUPGRP", "");
    tables.change("tool.txt.1l", 9, "RULE", "rule_FIRST");
    const Outcome out = tables.import();
    INFO(out.messages);
    CHECK(out.line.has_value());
    // Lots of a part that is no longer released, in a priority of their own.
    SmallTables rest;
    rest.put_file("wip.TXT", "");
    rest.remove("wip.TXT");
    rest.remove("WIP.txt");
    rest.put_file("wip.TXT", "LOT\tPART\tPIECES\tCURSTEP\tPRIOR\nx\tpart_c\t25\t4\t40\n");
    rest.add_row("part.txt", "Saleable\tproduct_c\tpart_c\troute_b.txt\tr_b");
    const Outcome old = rest.import();
    INFO(old.messages);
    CHECK(old.line.has_value());
    CHECK(old.text.find("release: none") != std::string::npos);
    CHECK(old.text.find("priority: 2") != std::string::npos);
}

TEST_CASE("SMT2020: what cannot be meant is refused with file, row and column", "[unit]") {
    std::ifstream cases{fs::path{PACKLINE_SOURCE_DIR} / "tests/data/smt2020-wrong.txt"};
    std::size_t tried = 0;
    for (std::string line; std::getline(cases, line);) {
        if (line.starts_with('#')) {
            continue;
        }
        // table|row|column|text|message; the text may hold a bar.
        const std::size_t row = line.find('|') + 1;
        const std::size_t column = line.find('|', row) + 1;
        const std::size_t text = line.find('|', column) + 1;
        const std::size_t said = line.rfind('|') + 1;
        SmallTables tables;
        tables.change(line.substr(0, row - 1), std::stoul(line.substr(row)),
                      line.substr(column, text - column - 1), line.substr(text, said - text - 1));
        const Outcome out = tables.import();
        INFO(line << '\n' << out.messages);
        CHECK_FALSE(out.line.has_value());
        CHECK(out.messages.find(line.substr(said) + "\n    help: ") != std::string::npos);
        ++tried;
    }
    CHECK(tried >= 100);
}

TEST_CASE("SMT2020: mistakes in several tables are told in one pass", "[unit]") {
    SmallTables tables;
    tables.change("order.txt", 3, "PART", "part_x");
    tables.change("setup.txt", 2, "STUNITS", "weeks");
    tables.change("WIP.txt", 5, "CURSTEP", "99");
    tables.remove("part.txt");
    const Outcome out = tables.import();
    INFO(out.messages);
    CHECK(out.messages.find("part.txt: error: is not there") != std::string::npos);
    CHECK(out.messages.find("setup.txt:2:") != std::string::npos);
    tables.put_file("part.txt", test::read_text((small_tables() / "part.txt").string()));
    const Outcome more = tables.import();
    INFO(more.messages);
    for (const char* place : {"order.txt:3:", "setup.txt:2:", "WIP.txt:5:"}) {
        CHECK(more.messages.find(place) != std::string::npos);
    }
    Diagnostics diagnostics;
    CHECK_FALSE(import_smt2020("no/such/folder", {}, diagnostics).has_value());
    CHECK_FALSE(diagnostics.ok());
}

/// The tables of the distributor, where a machine has them.
std::optional<fs::path> testbed() {
    const char* folder = std::getenv("PACKLINE_SMT2020");
    return folder == nullptr ? std::nullopt : std::optional{fs::path{folder}};
}

TEST_CASE("SMT2020: static loads of the testbed are those of its tables", "[unit]") {
    const auto folder = testbed();
    if (!folder) {
        WARN("skipped: PACKLINE_SMT2020 names no folder that holds SMT2020_HVLM");
        return;
    }
    Diagnostics diagnostics;
    Smt2020Options options;
    options.without = {Mechanism::rework};  // which the published loads leave out
    auto tree = import_smt2020(*folder / "SMT2020_HVLM", options, diagnostics);
    REQUIRE(tree.has_value());
    const auto line = read_line_tree(std::move(*tree), {}, diagnostics);
    REQUIRE(line.has_value());
    const std::vector<StationLoad> loads = static_load(*line);
    std::ifstream published{*folder / "static_load_SMT2020_HVLM.csv"};
    REQUIRE(published.good());
    std::string row;
    std::getline(published, row);
    std::size_t compared = 0;
    while (std::getline(published, row)) {
        std::istringstream cells{row};
        std::vector<std::string> cell;
        for (std::string text; std::getline(cells, text, ',');) {
            cell.push_back(text);
        }
        for (std::size_t s = 0; s < loads.size(); ++s) {
            if (line->stations[s].name == cell.at(0)) {
                INFO(row);
                CHECK(std::abs(loads[s].load - std::stod(cell.at(6))) < 1.01e-4);
                ++compared;
            }
        }
    }
    CHECK(compared == loads.size());
}

}  // namespace
}  // namespace packline::scenario
