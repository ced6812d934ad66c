// tool.txt: groups of tools.

#include "models/scenario/import/smt2020_tables.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <sstream>

namespace packline::scenario::smt2020 {

namespace {

const TableForm kForm{
    .required = {"STNFAM"},
    .optional = {"STNQTY", "RULE", "FWLRANK", "WAKERESRANK", "BATCHCRITF", "BATCHPER", "LTIME",
                 "LTUNITS", "ULTIME", "ULTUNITS", "STNCAP", "STNGRP", "STNFAMSTEP_ACTLIST",
                 "STNFAMLOC", "PRERULERWL", "SETUPGRP"},
    .ignored = {"STN", "IGNORE"}};

/// Ranks of waiting lots, and what they are in the dialect.
constexpr std::array<std::pair<const char*, const char*>, 8> kRanks{{{"rank_HP", "priority"},
                                                                     {"rank_RSETUP", "setup"},
                                                                     {"rank_FIFO", "fifo"},
                                                                     {"rank_EDD", "edd"},
                                                                     {"rank_CR", "cr"},
                                                                     {"rank_SPT", "spt"},
                                                                     {"rank_LPT", "lpt"},
                                                                     {"rank_SLACK", "slack"}}};

/// `rank_HP;rank_RSETUP;rank_FIFO`
void add_ranks(const TableRow& row, std::vector<std::string>& out) {
    std::istringstream list{row.text("FWLRANK")};
    for (std::string word; std::getline(list, word, ';');) {
        const auto it =
            std::ranges::find_if(kRanks, [&](const auto& known) { return word == known.first; });
        if (it == kRanks.end()) {
            row.error("FWLRANK",
                      fmt::format("FWLRANK = {} (no known rank '{}')", row.text("FWLRANK"), word),
                      "have: rank_HP, rank_RSETUP, rank_FIFO, rank_EDD, rank_CR, rank_SPT, "
                      "rank_LPT, rank_SLACK, with ; between");
        } else if (std::ranges::find(out, it->second) != out.end()) {
            row.error("FWLRANK", fmt::format("rank '{}' comes twice", word),
                      "the second one never decides anything");
        } else {
            out.emplace_back(it->second);
        }
    }
}

Time handling(const TableRow& row, const char* time, const char* unit) {
    return row.blank(time) ? Time{} : duration_of(row, time, unit);
}

/// Columns whose values change nothing, as long as they are these.
void check_the_rest(const TableRow& row, const Tool& t) {
    row.choice("RULE", {"", "rule_HotLotFIRST", "rule_FIRST", "rule_LSSU"});
    row.choice("PRERULERWL", {"", "no"});
    row.choice("STNFAMSTEP_ACTLIST",
               {"", "Custom_actlist_ASISemiOpersDuringSetupAndAdditionalLoadUnload"});
    if (row.text("RULE") == "rule_LSSU" && t.setup_group.empty()) {
        row.error("SETUPGRP", "SETUPGRP is blank (rule_LSSU keeps a setup for its minimum run)",
                  "name a group of setupgrp.txt, or use rule_HotLotFIRST");
    }
}

}  // namespace

void read_tools(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    const TabTable table = folder.table({"tool.txt.1l", "tool.txt"}, kForm, true);
    each_row(table, diagnostics, [&](const TableRow& row) {
        // A row without a group goes on with the ranks of the one before it.
        if (row.blank("STNFAM") && !row.blank("FWLRANK") && !tables.tools.empty()) {
            add_ranks(row, tables.tools.back().rank);
            return;
        }
        Tool t;
        t.at = row.at("STNFAM");
        t.family = row.wanted("STNFAM");
        t.tools = row.count("STNQTY", 1, 100'000, 1);
        t.group = row.text("STNGRP");
        if (!row.blank("STNFAMLOC")) {
            t.location = row.text("STNFAMLOC");
        }
        t.ports = row.count("STNCAP", 1, 100, 1);
        const std::size_t per = row.choice("BATCHPER", {"", "piece", "lot"});
        t.batch = !row.blank("BATCHPER");
        t.batch_in_lots = per == 2;
        t.together = static_cast<Tool::Together>(row.choice(
            "BATCHCRITF", {"", "crit_sameroutestep", "crit_samepartfam|crit_samestepname"}));
        if (!t.batch && !row.blank("BATCHCRITF")) {
            row.error("BATCHPER", "BATCHPER is blank (BATCHCRITF says what shares a batch)",
                      "write piece or lot, or leave both blank");
        }
        if (t.batch && t.ports > 1) {
            row.error("STNCAP", "STNCAP of a group that works in batches",
                      "leave STNCAP or BATCHPER blank");
        }
        add_ranks(row, t.rank);
        t.least_setup_tool = row.choice("WAKERESRANK", {"", "wake_LeastSetupTime"}) == 1;
        t.load = handling(row, "LTIME", "LTUNITS");
        t.unload = handling(row, "ULTIME", "ULTUNITS");
        t.setup_group = row.text("SETUPGRP");
        check_the_rest(row, t);
        if (tables.tool(t.family) != nullptr) {
            row.error("STNFAM", fmt::format("group '{}' comes twice", t.family),
                      "tools of a group are alike: add them up in one row");
            return;
        }
        tables.tools.push_back(std::move(t));
    });
}

void read_moves(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    const TableForm form{.required = {"FROMLOC", "TOLOC", "DDIST", "DTIME", "DUNITS"},
                         .optional = {"DTIME2"},
                         .ignored = {"IGNORE"}};
    const TabTable table = folder.table({"fromto.txt"}, form, false);
    each_row(table, diagnostics, [&](const TableRow& row) {
        Move m;
        m.at = row.at("DTIME");
        m.from = row.wanted("FROMLOC");
        m.to = row.wanted("TOLOC");
        m.time = time_of(row, "DDIST", "DTIME", "DTIME2", "DUNITS");
        for (const char* column : {"FROMLOC", "TOLOC"}) {
            const std::string& place = row.text(column);
            if (!place.empty() && !tables.tools.empty() &&
                std::ranges::find(tables.tools, place, &Tool::location) == tables.tools.end()) {
                row.error(column, fmt::format("{} = {} (no group stands there)", column, place),
                          "write a STNFAMLOC of the tools");
            }
        }
        const bool twice = std::ranges::any_of(tables.moves, [&](const Move& other) {
            return other.from == m.from && other.to == m.to;
        });
        if (twice) {
            row.error("TOLOC", fmt::format("the move from {} to {} comes twice", m.from, m.to),
                      "leave out one of the two");
            return;
        }
        tables.moves.push_back(std::move(m));
    });
}

}  // namespace packline::scenario::smt2020
