// downcal.txt, pmcal.txt and attach.txt: breakdowns, maintenance, and what they act on.

#include "models/scenario/import/smt2020_tables.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario::smt2020 {

namespace {

void add(std::map<std::string, Calendar>& calendars, const TableRow& row, const char* column,
         Calendar calendar) {
    const std::string& name = row.wanted(column);
    if (calendar.takes.mean == 0 && row.number("MTTR", 0, 1) == 0) {
        row.error("MTTR", "MTTR = 0 (a stop of no length)", "write a time above 0");
    }
    if (!calendars.try_emplace(name, std::move(calendar)).second) {
        row.error(column, fmt::format("calendar '{}' comes twice", name),
                  "leave out one of the two");
    }
}

void read_downs(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    const TableForm form{
        .required = {"DOWNCALNAME", "DOWNCALTYPE", "MTTF", "MTTFUNITS", "MTTR", "MTTRUNITS"},
        .optional = {"MTTFDIST", "MTTF2", "MTTRDIST", "MTTR2"},
        .ignored = {"IGNORE"}};
    const TabTable table = folder.table({"downcal.txt"}, form, false);
    each_row(table, diagnostics, [&](const TableRow& row) {
        Calendar c;
        c.at = row.at();
        row.choice("DOWNCALTYPE", {"mttf_by_cal"});
        c.between = time_of(row, "MTTFDIST", "MTTF", "MTTF2", "MTTFUNITS");
        c.takes = time_of(row, "MTTRDIST", "MTTR", "MTTR2", "MTTRUNITS");
        if (c.between.mean == 0) {
            row.error("MTTF", "MTTF = 0 (the tools would never work)", "write a time above 0");
        }
        add(tables.downs, row, "DOWNCALNAME", std::move(c));
    });
}

void read_maintenances(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    const TableForm form{.required = {"PMCALNAME", "PMCALTYPE", "MTBPM", "MTTR", "MTTRUNITS"},
                         .optional = {"MTBPMUNITS", "MTTRDIST", "MTTR2"},
                         .ignored = {"IGNORE"}};
    const TabTable table = folder.table({"pmcal.txt"}, form, false);
    each_row(table, diagnostics, [&](const TableRow& row) {
        Calendar c;
        c.at = row.at();
        row.wanted("MTBPM");
        if (row.choice("PMCALTYPE", {"mtbpm_by_cal", "mtbpm_by_pieces"}) == 1) {
            row.choice("MTBPMUNITS", {"", "pieces"});
            c.pieces = row.count("MTBPM", 1, 1'000'000'000, 1);
        } else {
            c.between = duration_of(row, "MTBPM", "MTBPMUNITS");
            if (c.between.mean == 0) {
                row.error("MTBPM", "MTBPM = 0 (maintenance would never end)",
                          "write a time above 0");
            }
        }
        c.takes = time_of(row, "MTTRDIST", "MTTR", "MTTR2", "MTTRUNITS");
        add(tables.maintenances, row, "PMCALNAME", std::move(c));
    });
}

/// Where the first occurrence is not drawn as all others, the dialect cannot say so.
void check_first_breakdown(const TableRow& row, const Calendar& calendar, const Time& first) {
    if (first.law != calendar.between.law || first.mean_s() != calendar.between.mean_s()) {
        row.warning("FOA",
                    "the first breakdown is drawn as the time between breakdowns (FOADIST and FOA "
                    "differ from MTTFDIST and MTTF)",
                    "this matters in the first weeks only");
    }
}

void read_first(const TableRow& row, Attachment& a, const Tables& tables) {
    const auto& calendars = a.down ? tables.downs : tables.maintenances;
    const auto calendar = calendars.find(a.calendar);
    if (calendar == calendars.end() || row.blank("FOA")) {
        return;
    }
    if (calendar->second.pieces > 0) {
        row.choice("FOADIST", {"", "constant"});
        row.choice("FOAUNITS", {"", "pieces"});
        a.first_pieces = static_cast<std::int64_t>(row.number("FOA", 0, 0));
        return;
    }
    a.first = time_of(row, "FOADIST", "FOA", "", "FOAUNITS");
    if (a.down) {
        check_first_breakdown(row, calendar->second, *a.first);
    } else if (a.first->law != Time::Law::constant) {
        row.error("FOADIST", "the first maintenance is no fixed time", "write constant");
    }
}

void check_resource(const TableRow& row, const Attachment& a, const Tables& tables) {
    const auto name = a.of_area ? &Tool::group : &Tool::family;
    if (!a.resource.empty() && !tables.tools.empty() &&
        std::ranges::find(tables.tools, a.resource, name) == tables.tools.end()) {
        row.error("RESNAME",
                  fmt::format("RESNAME = {} (no {} of tool.txt is called so)", a.resource,
                              a.of_area ? "STNGRP" : "STNFAM"),
                  "correct RESNAME or RESTYPE");
    }
}

}  // namespace

void read_calendars(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    read_downs(folder, tables, diagnostics);
    read_maintenances(folder, tables, diagnostics);
    const TableForm form{.required = {"CALNAME", "CALTYPE", "RESTYPE", "RESNAME"},
                         .optional = {"FOADIST", "FOA", "FOAUNITS"},
                         .ignored = {"IGNORE"}};
    const TabTable table = folder.table({"attach.txt"}, form, false);
    each_row(table, diagnostics, [&](const TableRow& row) {
        Attachment a;
        a.at = row.at();
        a.calendar = row.wanted("CALNAME");
        a.down = row.choice("CALTYPE", {"down", "pm"}) == 0;
        a.of_area = row.choice("RESTYPE", {"stngrp", "stnfam"}) == 0;
        a.resource = row.wanted("RESNAME");
        const auto& calendars = a.down ? tables.downs : tables.maintenances;
        if (!a.calendar.empty() && !calendars.contains(a.calendar)) {
            row.error("CALNAME",
                      fmt::format("CALNAME = {} ({} has no such calendar)", a.calendar,
                                  a.down ? "downcal.txt" : "pmcal.txt"),
                      "correct CALNAME or CALTYPE");
            return;
        }
        check_resource(row, a, tables);
        read_first(row, a, tables);
        tables.attached.push_back(std::move(a));
    });
}

}  // namespace packline::scenario::smt2020
