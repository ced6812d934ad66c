#pragma once

#include "models/scenario/document.hpp"
#include "models/scenario/import/smt2020.hpp"
#include "models/scenario/import/tab_table.hpp"
#include "sim/base/diagnostics.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the tables of one data set say, before it is put in words of the dialect. Each reader knows
// one file.

namespace packline::scenario::smt2020 {

/// Figures with the unit that the table states: `uniform(476.2 526.4 min)` and the like.
struct Time {
    enum class Law { constant, uniform, exponential };
    Law law = Law::constant;
    double mean = 0;
    double half = 0;  ///< width of the uniform law, to each side
    std::string unit = "min";
    double unit_s = 60;

    double mean_s() const { return mean * unit_s; }
    Time times(double factor) const;
    /// As the dialect writes it; constant ones as a duration.
    std::string text() const;
};
/// A number as the dialect writes it, without the dust of binary fractions.
std::string number_text(double x);

/// A distribution in four columns; `half` may be blank. Reports what is wrong.
Time time_of(const TableRow& row, std::string_view law, std::string_view mean,
             std::string_view half, std::string_view unit);
/// A duration in two columns.
Time duration_of(const TableRow& row, std::string_view value, std::string_view unit);
/// Seconds since 1970 of a date like `01/31/18 07:29:20` (month, day, year); none, reported.
std::optional<std::int64_t> date_of(const TableRow& row, std::string_view column);

/// tool.txt: a group of tools.
struct Tool {
    Location at;
    std::string family;
    std::string group;  ///< for breakdowns; may be empty
    std::string location = "Fab";
    std::int64_t tools = 1;
    std::int64_t ports = 1;      ///< lots at or in a tool
    bool batch = false;          ///< with its limits in the route
    bool batch_in_lots = false;  ///< else in wafers
    /// Lots that may share a load: of the same step of a route, or of steps of the same name of
    /// parts of the same family.
    enum class Together { anything, step, family_and_name };
    Together together = Together::anything;
    bool least_setup_tool = false;  ///< idle tool that is set up best
    std::vector<std::string> rank;  ///< dispatch rules of the dialect
    Time load;
    Time unload;
    std::string setup_group;  ///< of setupgrp.txt
};

/// A row of a route.
struct Step {
    enum class Per { lot, piece, batch };
    Location at;
    std::int64_t number = 0;
    std::string id;
    std::string desc;  ///< as written; ids are unique
    std::string family;
    Time time;
    Per per = Per::lot;
    std::int64_t batch_min = 0;  ///< 0: not stated
    std::int64_t batch_max = 0;
    std::string setup;
    std::optional<Time> setup_time;
    bool setup_always = false;
    std::int64_t same_tool_for = 0;  ///< number of a later step; 0: none
    std::optional<Time> lot_interval;
    std::optional<Time> piece_interval;
    std::int64_t rework_to = 0;
    double rework_percent = 0;
    bool rework_of_lots = true;
    double sample_percent = 100;
    std::int64_t limit_to = 0;  ///< step that must start in time
    std::optional<Time> limit;
};

struct Route {
    std::string name;
    Location at;
    std::vector<Step> steps;

    /// Step of a number; null where there is none.
    const Step* step(std::int64_t number) const;
};

/// part.txt
struct Part {
    std::string name;
    std::string file;
    std::string route;
    Location at;
    std::string family = {};   ///< for batches
    bool engineering = false;  ///< not for sale
};

/// order.txt: lots of a part that are released again and again.
struct Order {
    Location at;
    std::string name;
    std::string part;
    std::int64_t priority = 0;  ///< the higher the hotter
    bool hot = false;
    std::int64_t pieces = 1;
    std::int64_t start = 0;      ///< s since 1970
    std::optional<Time> repeat;  ///< none: one of many lots that are listed row by row
    std::int64_t repeats = 0;    ///< 0: without end
    std::int64_t lots = 1;
    std::optional<std::int64_t> due;
};

/// WIP.txt: a lot that is there at the start.
struct WipLot {
    Location at;
    std::string name;
    std::string part;
    std::int64_t priority = 0;
    bool hot = false;
    std::int64_t pieces = 1;
    std::int64_t start = 0;
    std::int64_t step = 1;
    std::optional<std::int64_t> due;
};

/// downcal.txt and pmcal.txt
struct Calendar {
    Location at;
    Time between;             ///< by calendar
    std::int64_t pieces = 0;  ///< instead, where above 0
    Time takes;
};

/// attach.txt: a calendar that acts on a group of tools.
struct Attachment {
    Location at;
    std::string calendar;
    bool down = false;
    bool of_area = false;  ///< by STNGRP, else by STNFAM
    std::string resource;
    std::optional<Time> first;
    std::int64_t first_pieces = 0;
};

/// fromto.txt
struct Move {
    Location at;
    std::string from;
    std::string to;
    Time time;
};

/// setup.txt
struct SetupChange {
    Location at;
    std::string from;  ///< empty: from any
    std::string to;
    Time time;
};

/// All of them.
struct Tables {
    Location at;  ///< the folder
    std::string name;
    std::vector<Tool> tools;
    std::vector<Part> parts;
    std::vector<Route> routes;
    std::vector<Order> orders;
    std::vector<WipLot> wip;
    std::vector<SetupChange> setups;
    std::map<std::string, std::map<std::string, std::int64_t>> minimum_runs;  ///< by group, setup
    std::map<std::string, Calendar> downs;
    std::map<std::string, Calendar> maintenances;
    std::vector<Attachment> attached;
    std::vector<Move> moves;

    const Tool* tool(const std::string& family) const;
    const Route* route_of(const std::string& part) const;
};

/// The files of a folder, found without regard to upper and lower case.
class Folder {
public:
    Folder(std::filesystem::path path, Diagnostics& diagnostics);

    /// One of the names that a table may have; an empty table where the folder has none of them,
    /// which is an error where it is `needed`.
    TabTable table(const std::vector<std::string>& names, const TableForm& form, bool needed);
    const std::string& shown() const { return shown_; }
    /// Warns of files that were not asked for.
    void tell_unread() const;

private:
    std::filesystem::path path_;
    std::string shown_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::string> files_;  ///< by name in lower case
    std::map<std::string, bool> read_;
};

/// Calls `take` with each row of a table.
template <class Take>
void each_row(const TabTable& table, Diagnostics& diagnostics, Take take) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        take(TableRow{table, i, diagnostics});
    }
}

void read_tools(Folder& folder, Tables& tables, Diagnostics& diagnostics);
void read_parts_and_routes(Folder& folder, Tables& tables, Diagnostics& diagnostics);
void read_orders(Folder& folder, Tables& tables, Diagnostics& diagnostics);
void read_wip(Folder& folder, Tables& tables, Diagnostics& diagnostics);
void read_setups(Folder& folder, Tables& tables, Diagnostics& diagnostics);
void read_calendars(Folder& folder, Tables& tables, Diagnostics& diagnostics);
void read_moves(Folder& folder, Tables& tables, Diagnostics& diagnostics);

/// What the tables mean in words of the dialect.
Node line_of_tables(const Tables& tables, const Smt2020Options& options, Diagnostics& diagnostics);

}  // namespace packline::scenario::smt2020
