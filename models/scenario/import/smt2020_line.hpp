#pragma once

#include "models/scenario/import/smt2020_tables.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace packline::scenario::smt2020 {

/// Horizon of the experiment: four years, of which the first one is warm-up [d].
inline constexpr double kHorizonDays = 1460;

/// Puts text under a key of a map, with its place in the tables.
void put(Node& map, const std::string& key, const std::string& value, const Location& at);
void put(Node& map, const std::string& key, Node value);

/// What the routes ask of a group of tools.
struct Use {
    bool intervals = false;      ///< lots or pieces follow each other inside a tool
    std::int64_t batch_max = 0;  ///< largest batch of its steps
    std::vector<std::string> setups;
    std::map<std::string, Time> setup_times;  ///< that the routes state, by setup
    std::set<std::string> always;             ///< setups that are made for each lot
    bool changes_in_table = false;            ///< setup.txt has times for these setups
};
/// By group. Reports setup times that contradict each other.
std::map<std::string, Use> uses_of(const Tables& tables, Diagnostics& diagnostics);

/// `setup:` of a station; a plain value where no change takes time.
Node setup_of(const Tables& tables, const Tool& tool, const Use& use, Diagnostics& diagnostics);

/// `stations:` of the line.
Node stations_of(const Tables& tables, const std::map<std::string, Use>& uses,
                 const Smt2020Options& options, Diagnostics& diagnostics);
/// `routes:` of the line.
Node routes_of(const Tables& tables, const std::map<std::string, Use>& uses,
               const Smt2020Options& options, Diagnostics& diagnostics);
/// `products:` and `wip:` of the line.
void put_products(Node& line, const Tables& tables, const Smt2020Options& options,
                  Diagnostics& diagnostics);

/// Whether a group takes several lots of which pieces or lots follow each other.
inline bool cascades(const Tool& tool, const Use& use) { return !tool.batch && use.intervals; }

}  // namespace packline::scenario::smt2020
