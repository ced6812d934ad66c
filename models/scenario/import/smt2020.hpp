#pragma once

#include "models/scenario/document.hpp"
#include "sim/base/diagnostics.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

/// What can be left out of an imported line, to see what it does.
enum class Mechanism {
    batching,     ///< each lot by itself, in its share of the time of a full batch
    setup,        ///< tools are always set up
    maintenance,  ///< pmcal.txt
    breakdown,    ///< downcal.txt
    queue_time,   ///< STEP_CQT
    dedication,   ///< SVESTN
    rework,       ///< RWKSTEP
    sampling,     ///< StepPercent: every lot visits every step
    transport,    ///< fromto.txt
    wip,          ///< WIP.txt: the line starts empty
};
/// As on the command line, in the order of Mechanism.
const std::vector<std::string>& mechanism_words();

/// How the tables are read where they leave it open.
struct Smt2020Options {
    enum class QueueTime { count, scrap };          ///< what a lot that comes too late is
    enum class Maintenance { after_lot, at_once };  ///< whether what is on the tool is finished
    enum class Breakdown { waits, beside };         ///< that falls into a maintenance
    enum class SetupRules {
        tables,  ///< dispatch by least setup knows the times of setup.txt only
        all,     ///< those that stand in the routes, too
    };
    enum class Cascade { emptiest, fullest };  ///< tool with a free port that takes a lot
    QueueTime queue_time = QueueTime::count;
    Maintenance maintenance = Maintenance::after_lot;
    Breakdown breakdown = Breakdown::waits;
    SetupRules setup_rules = SetupRules::tables;
    Cascade cascade = Cascade::emptiest;
    std::set<Mechanism> without;

    bool has(Mechanism m) const { return !without.contains(m); }
};

/// Reads a folder of tables in the form of the SMT2020 testbed (Kopp, Hassoun, Kalir and Mönch
/// 2020, "SMT2020 - A semiconductor manufacturing testbed", IEEE Trans. Semicond. Manuf. 33) as a
/// line of the dialect. Each value is located where it stands in the tables. None where anything is
/// wrong.
std::optional<Node> import_smt2020(const std::filesystem::path& folder,
                                   const Smt2020Options& options, Diagnostics& diagnostics);

}  // namespace packline::scenario
