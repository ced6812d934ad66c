// setup.txt and setupgrp.txt

#include "models/scenario/import/smt2020_tables.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace packline::scenario::smt2020 {

namespace {

/// A setup that a step of a route asks for.
void used(const TableRow& row, const char* column, const Tables& tables,
          const Diagnostics& diagnostics) {
    const std::string& setup = row.text(column);
    if (setup.empty() || !diagnostics.ok()) {
        return;  // without its routes nothing is asked for
    }
    for (const Route& route : tables.routes) {
        if (std::ranges::find(route.steps, setup, &Step::setup) != route.steps.end()) {
            return;
        }
    }
    row.warning(column, fmt::format("{} = {} (no step asks for this setup)", column, setup),
                "correct its name, or leave the row out");
}

}  // namespace

void read_setups(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    const TableForm changes{.required = {"NEWSETUP", "STIME", "STUNITS"},
                            .optional = {"CURSETUP", "SDIST", "STIME2"},
                            .ignored = {"IGNORE"}};
    const TabTable table = folder.table({"setup.txt"}, changes, false);
    std::set<std::pair<std::string, std::string>> seen;
    each_row(table, diagnostics, [&](const TableRow& row) {
        SetupChange c{row.at("STIME"), row.text("CURSETUP"), row.wanted("NEWSETUP"),
                      time_of(row, "SDIST", "STIME", "STIME2", "STUNITS")};
        used(row, "CURSETUP", tables, diagnostics);
        used(row, "NEWSETUP", tables, diagnostics);
        if (!c.to.empty() && c.from == c.to) {
            row.error("NEWSETUP", fmt::format("a change from {} to itself", c.to),
                      "name two setups, or leave CURSETUP blank for any");
        }
        if (!seen.insert({c.from, c.to}).second) {
            row.error("NEWSETUP", "this change of setup comes twice", "leave out one of the two");
        }
        tables.setups.push_back(std::move(c));
    });
    const std::vector<std::string_view> more{"MINQUEUE", "MAXQUEUE", "MINNUMSTN", "MAXNUMSTN"};
    const TableForm groups{
        .required = {"SETUPGRP", "SETUP", "MINRUN"}, .optional = more, .ignored = {"IGNORE"}};
    const TabTable runs = folder.table({"setupgrp.txt"}, groups, false);
    std::string group;
    each_row(runs, diagnostics, [&](const TableRow& row) {
        // The name of a group stands in its first row.
        group = row.blank("SETUPGRP") ? group : row.text("SETUPGRP");
        if (group.empty()) {
            row.error("SETUPGRP", "SETUPGRP is blank in the first row", "name the group");
        }
        row.wanted("MINRUN");
        for (const std::string_view column : more) {
            if (!row.blank(column)) {
                row.error(column,
                          fmt::format("{} = {} (only MINRUN is known)", column, row.text(column)),
                          "leave the cell blank");
            }
        }
        used(row, "SETUP", tables, diagnostics);
        const std::int64_t run = row.count("MINRUN", 1, 1'000'000, 1);
        if (!tables.minimum_runs[group].try_emplace(row.wanted("SETUP"), run).second) {
            row.error("SETUP",
                      fmt::format("setup '{}' comes twice in the group", row.text("SETUP")),
                      "leave out one of the two");
        }
    });
}

}  // namespace packline::scenario::smt2020
