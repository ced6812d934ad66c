// part.txt and the routes that it names.

#include "models/scenario/import/smt2020_tables.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace packline::scenario::smt2020 {

namespace {

const TableForm kRouteForm{
    .required = {"ROUTE", "STEP", "STNFAM", "PTIME", "PTUNITS", "PTPER"},
    .optional = {"SDIST",        "STIME2",       "DESC",    "PDIST",         "PTIME2",
                 "BATCHMN",      "BATCHMX",      "SETUP",   "WHEN",          "STIME",
                 "STUNITS",      "SVESTN",       "FORSTEP", "BatchInterval", "BatchIntUnits",
                 "PartInterval", "PartIntUnits", "RWKSTEP", "REWORK",        "RWKTYPE",
                 "StepPercent",  "STEP_CQT",     "CQT",     "CQTUNITS"},
    .ignored = {"IGNORE"}};

constexpr std::int64_t kMostSteps = 1'000'000;

std::optional<Time> interval(const TableRow& row, const char* value, const char* unit) {
    return row.blank(value) ? std::nullopt : std::optional{duration_of(row, value, unit)};
}

/// A column that makes sense only beside another one.
void only_with(const TableRow& row, const char* column, const char* other) {
    if (!row.blank(column) && row.blank(other)) {
        row.error(column, fmt::format("{} = {} and {} is blank", column, row.text(column), other),
                  "fill in both or neither");
    }
}

void read_batch(const TableRow& row, Step& s) {
    s.batch_min = row.count("BATCHMN", 1, 1'000'000, 0);
    s.batch_max = row.count("BATCHMX", 1, 1'000'000, 0);
    if (s.batch_max > 0 && s.batch_min > s.batch_max) {
        row.error("BATCHMN",
                  fmt::format("BATCHMN = {} is above BATCHMX = {} (no batch could start)",
                              s.batch_min, s.batch_max),
                  "correct one of the two");
        s.batch_min = s.batch_max;
    }
}

void read_setup(const TableRow& row, Step& s) {
    s.setup = row.text("SETUP");
    s.setup_always = row.choice("WHEN", {"", "need", "always"}) == 2;
    only_with(row, "WHEN", "SETUP");
    only_with(row, "STIME", "SETUP");
    if (!row.blank("STIME")) {
        s.setup_time = time_of(row, "SDIST", "STIME", "STIME2", "STUNITS");
    }
}

void read_jumps(const TableRow& row, Step& s) {
    const bool saves = row.choice("SVESTN", {"", "yes", "no"}) == 1;
    s.same_tool_for = saves ? row.count("FORSTEP", 1, kMostSteps, 0) : 0;
    if (saves && row.blank("FORSTEP")) {
        row.error("FORSTEP",
                  "FORSTEP is blank (SVESTN = yes names the step that uses the same "
                  "tool)",
                  "write the number of a later step");
    }
    s.rework_to = row.count("RWKSTEP", 1, kMostSteps, 0);
    s.rework_percent = row.number("REWORK", 0, 0);
    only_with(row, "RWKSTEP", "REWORK");
    only_with(row, "REWORK", "RWKSTEP");
    s.rework_of_lots = row.choice("RWKTYPE", {"", "lot", "piece"}) != 2;
    if (s.rework_percent >= 100) {
        row.error(
            "REWORK",
            fmt::format("REWORK = {} % (no lot would ever pass)", number_text(s.rework_percent)),
            "write a share below 100");
        s.rework_percent = 0;
    }
    s.sample_percent = row.number("StepPercent", 0, 100);
    if (s.sample_percent > 100) {
        row.error(
            "StepPercent",
            fmt::format("StepPercent = {} (more than all lots)", number_text(s.sample_percent)),
            "write a share from 0 to 100");
        s.sample_percent = 100;
    }
    s.limit_to = row.count("STEP_CQT", 1, kMostSteps, 0);
    s.limit = interval(row, "CQT", "CQTUNITS");
    only_with(row, "STEP_CQT", "CQT");
    only_with(row, "CQT", "STEP_CQT");
    if (s.limit && s.limit->mean == 0) {
        row.error("CQT", "CQT = 0 (no lot could ever start in time)", "write a time above 0");
        s.limit.reset();
    }
}

/// Steps that a step names must be there, before or after it.
void check_references(const TableRow& row, const Route& route, const Step& s) {
    const auto wants = [&](const char* column, std::int64_t number, bool later) {
        if (number == 0) {
            return;
        }
        const bool right = later ? number > s.number : number < s.number;
        if (route.step(number) == nullptr) {
            row.error(
                column,
                fmt::format("{} = {} (route {} has no such STEP)", column, number, route.name),
                "write the STEP of another row");
        } else if (!right) {
            row.error(
                column,
                fmt::format("{} = {} at STEP {} (a step {} this one is wanted)", column, number,
                            s.number, later ? "after" : "before"),
                later ? "clocks and tools are kept for what comes later" : "rework goes back");
        }
    };
    wants("FORSTEP", s.same_tool_for, true);
    wants("RWKSTEP", s.rework_to, false);
    wants("STEP_CQT", s.limit_to, true);
    const Step* same = s.same_tool_for > 0 ? route.step(s.same_tool_for) : nullptr;
    if (same != nullptr && same->family != s.family) {
        row.error("FORSTEP",
                  fmt::format("FORSTEP = {} is done on {}, this step on {} (no tool is in both "
                              "groups)",
                              s.same_tool_for, same->family, s.family),
                  "name a step on the same STNFAM");
    }
}

/// DESC is the id of a step where it is unique, since people know it by that.
void name_steps(Route& route) {
    std::map<std::string, int> times;
    for (const Step& s : route.steps) {
        ++times[s.id];
    }
    for (Step& s : route.steps) {
        if (s.id.empty() || times[s.id] > 1) {
            s.id = s.id.empty() ? fmt::format("step_{}", s.number)
                                : fmt::format("{}_{}", s.id, s.number);
        }
    }
}

class RouteFile {
public:
    RouteFile(Folder& folder, const std::string& file, Tables& tables, Diagnostics& diagnostics)
        : table_{folder.table({file}, kRouteForm, true)},
          tables_{tables},
          diagnostics_{diagnostics} {}

    Route route(const Part& part) {
        Route out;
        out.name = part.route;
        out.at = part.at;
        std::vector<TableRow> rows;
        each_row(table_, diagnostics_, [&](const TableRow& row) {
            if (row.text("ROUTE") == part.route) {
                out.steps.push_back(step(row, out));
                rows.push_back(row);
            }
        });
        for (std::size_t i = 0; i < rows.size(); ++i) {
            check_references(rows[i], out, out.steps[i]);
        }
        if (rows.empty() && table_.size() > 0) {
            diagnostics_.error(part.at,
                               fmt::format("{} has no rows of ROUTE {}", part.file, part.route),
                               "correct ROUTEFILE or ROUTE");
        }
        name_steps(out);
        return out;
    }

private:
    Step step(const TableRow& row, const Route& route) {
        Step s;
        s.at = row.at();
        row.wanted("STEP");
        s.number = row.count("STEP", 1, kMostSteps,
                             route.steps.empty() ? 1 : route.steps.back().number + 1);
        if (!route.steps.empty() && s.number <= route.steps.back().number) {
            row.error("STEP",
                      fmt::format("STEP = {} after STEP {} (steps are numbered upwards)", s.number,
                                  route.steps.back().number),
                      "bring the rows into the order of the route");
        }
        s.id = s.desc = row.text("DESC");
        s.family = row.wanted("STNFAM");
        if (!s.family.empty() && tables_.tool(s.family) == nullptr && !tables_.tools.empty()) {
            std::vector<std::string> have;
            for (const Tool& t : tables_.tools) {
                if (!t.family.empty()) {
                    have.push_back(t.family);
                }
            }
            row.error("STNFAM", fmt::format("STNFAM = {} (tool.txt has no such group)", s.family),
                      suggest(s.family, have));
        }
        s.time = time_of(row, "PDIST", "PTIME", "PTIME2", "PTUNITS");
        s.per = static_cast<Step::Per>(row.choice("PTPER", {"per_lot", "per_piece", "per_batch"}));
        read_batch(row, s);
        const Tool* tool = tables_.tool(s.family);
        if (tool != nullptr && !tool->batch &&
            (s.per == Step::Per::batch || s.batch_min > 0 || s.batch_max > 0)) {
            row.error(s.per == Step::Per::batch ? "PTPER" : "BATCHMX",
                      fmt::format("a batch on {} (BATCHPER of that group is blank)", s.family),
                      "write per_lot or per_piece, or BATCHPER in tool.txt");
        }
        if (tool != nullptr && tool->batch && s.batch_max == 0) {
            row.error("BATCHMX", fmt::format("BATCHMX is blank ({} works in batches)", s.family),
                      "write how much fits, in what BATCHPER says");
        }
        read_setup(row, s);
        s.lot_interval = interval(row, "BatchInterval", "BatchIntUnits");
        s.piece_interval = interval(row, "PartInterval", "PartIntUnits");
        if (s.lot_interval && s.piece_interval) {
            row.error("BatchInterval", "BatchInterval beside PartInterval",
                      "lots follow each other, or pieces do: leave one of the two blank");
            s.lot_interval.reset();
        }
        read_jumps(row, s);
        return s;
    }

    TabTable table_;
    Tables& tables_;
    Diagnostics& diagnostics_;
};

}  // namespace

void read_parts_and_routes(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    const TableForm form{.required = {"PART", "ROUTEFILE", "ROUTE"},
                         .optional = {"PARTGRP", "PARTFAM"},
                         .ignored = {"IGNORE"}};
    const TabTable table = folder.table({"part.txt"}, form, true);
    std::map<std::string, RouteFile> files;
    each_row(table, diagnostics, [&](const TableRow& row) {
        Part p{row.wanted("PART"), row.wanted("ROUTEFILE"), row.wanted("ROUTE"), row.at("ROUTE")};
        p.family = row.text("PARTFAM");
        p.engineering = row.choice("PARTGRP", {"", "Saleable", "Engineering"}) == 2;
        if (std::ranges::find(tables.parts, p.name, &Part::name) != tables.parts.end()) {
            row.error("PART", fmt::format("part '{}' comes twice", p.name),
                      "each part has one route");
            return;
        }
        const auto same = std::ranges::find(tables.parts, p.route, &Part::route);
        if (same != tables.parts.end() && same->family != p.family &&
            std::ranges::find(tables.tools, Tool::Together::family_and_name, &Tool::together) !=
                tables.tools.end()) {
            row.error("PARTFAM",
                      fmt::format("PARTFAM {} on the route of {} (batches by part family need a "
                                  "route for each)",
                                  p.family, same->family),
                      "give the part a ROUTE of its own");
        }
        if (same != tables.parts.end() && same->file != p.file) {
            row.error("ROUTE", fmt::format("ROUTE {} stands in {}, too", p.route, same->file),
                      "give routes of different files different names");
        } else if (same == tables.parts.end() && !p.file.empty() && !p.route.empty()) {
            const auto file = files.try_emplace(p.file, folder, p.file, tables, diagnostics).first;
            tables.routes.push_back(file->second.route(p));
        }
        tables.parts.push_back(std::move(p));
    });
}

}  // namespace packline::scenario::smt2020
