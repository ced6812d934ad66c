// order.txt and WIP.txt: lots that come and lots that are there.

#include "models/scenario/import/smt2020_tables.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace packline::scenario::smt2020 {

namespace {

constexpr std::int64_t kMostPieces = 1'000'000;

/// A part that part.txt has.
std::string part_of(const TableRow& row, const Tables& tables) {
    const std::string& part = row.wanted("PART");
    if (!part.empty() && !tables.parts.empty() &&
        std::ranges::find(tables.parts, part, &Part::name) == tables.parts.end()) {
        row.error("PART", fmt::format("PART = {} (part.txt has no such part)", part),
                  "add it there with its route, or correct it");
    }
    return part;
}

std::int64_t priority_of(const TableRow& row) { return row.count("PRIOR", 0, 1'000'000, 0); }

bool is_hot(const TableRow& row) { return row.choice("HOTLOT", {"", "no", "yes"}) == 2; }

std::int64_t pieces_of(const TableRow& row) {
    row.wanted("PIECES");
    return row.count("PIECES", 1, kMostPieces, 1);
}

/// A lot in process; what is wrong with it is reported.
WipLot wip_lot(const TableRow& row, const Tables& tables) {
    WipLot w;
    w.at = row.at();
    w.name = row.wanted("LOT");
    w.part = part_of(row, tables);
    w.priority = priority_of(row);
    w.hot = is_hot(row);
    w.pieces = pieces_of(row);
    row.wanted("CURSTEP");
    w.step = row.count("CURSTEP", 1, 1'000'000, 1);
    if (const Route* route = tables.route_of(w.part);
        route != nullptr && !route->steps.empty() && route->step(w.step) == nullptr) {
        row.error("CURSTEP",
                  fmt::format("CURSTEP = {} (route {} has no such STEP)", w.step, route->name),
                  "write the STEP that the lot waits for");
    }
    if (!row.blank("START")) {
        w.start = date_of(row, "START").value_or(0);
    }
    if (!row.blank("DUE")) {
        w.due = date_of(row, "DUE");
    }
    return w;
}

Order order(const TableRow& row, const Tables& tables) {
    Order o;
    o.at = row.at();
    o.name = row.wanted("LOT");
    o.part = part_of(row, tables);
    o.priority = priority_of(row);
    o.hot = is_hot(row);
    o.pieces = pieces_of(row);
    row.wanted("START");
    o.start = row.blank("START") ? 0 : date_of(row, "START").value_or(0);
    o.repeats = row.count("RPT#", 0, 1'000'000'000, 0);
    o.lots = row.count("LOTSPERRPT", 1, 10'000, 1);
    if (!row.blank("REPEAT")) {
        o.repeat = time_of(row, "RDIST", "REPEAT", "REPEAT2", "RUNITS");
        if (o.repeat->mean_s() < 1) {
            row.error("REPEAT", "lots would be released without a pause",
                      "write a time of at least 1 s");
        }
    } else if (o.repeats > 1) {
        row.error("REPEAT", "REPEAT is blank (RPT# is above 1)", "write the time between releases");
    }
    if (!row.blank("DUE")) {
        o.due = date_of(row, "DUE");
        if (o.due && *o.due < o.start) {
            row.error("DUE", fmt::format("DUE = {} is before START", row.text("DUE")),
                      "correct one of the two");
        }
    }
    return o;
}

/// Lots are told apart by their names.
class Names {
public:
    void add(const TableRow& row) {
        const std::string& name = row.text("LOT");
        if (!name.empty() && !names_.insert(name).second) {
            row.error("LOT", fmt::format("LOT '{}' comes twice", name),
                      "give each lot a name of its own");
        }
    }

private:
    std::set<std::string> names_;
};

}  // namespace

void read_orders(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    const TableForm form{.required = {"LOT", "PART", "PIECES", "START"},
                         .optional = {"PRIOR", "RDIST", "REPEAT", "REPEAT2", "RUNITS", "RPT#",
                                      "LOTSPERRPT", "DUE", "HOTLOT", "CURSTEP"},
                         .ignored = {"ORDER", "TRACE", "IGNORE"}};
    const TabTable table = folder.table({"order.txt"}, form, true);
    Names names;
    each_row(table, diagnostics, [&](const TableRow& row) {
        names.add(row);
        if (row.blank("CURSTEP")) {
            tables.orders.push_back(order(row, tables));
        } else if (row.blank("REPEAT")) {
            tables.wip.push_back(wip_lot(row, tables));
        } else {
            row.error("CURSTEP",
                      fmt::format("CURSTEP = {} of lots that are released again and again",
                                  row.text("CURSTEP")),
                      "leave CURSTEP or REPEAT blank");
        }
    });
    if (tables.orders.empty() && diagnostics.ok()) {
        diagnostics.error({table.shown(), 0, 0}, "no lot is ever released", "add an order");
    }
}

void read_wip(Folder& folder, Tables& tables, Diagnostics& diagnostics) {
    const TableForm form{.required = {"LOT", "PART", "PIECES", "CURSTEP"},
                         .optional = {"PRIOR", "START", "DUE", "HOTLOT"},
                         .ignored = {"ORDER", "TRACE", "IGNORE"}};
    const TabTable table = folder.table({"WIP.txt"}, form, false);
    Names names;
    each_row(table, diagnostics, [&](const TableRow& row) {
        names.add(row);
        tables.wip.push_back(wip_lot(row, tables));
    });
}

}  // namespace packline::scenario::smt2020
