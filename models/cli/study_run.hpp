#pragma once

#include "models/cli/arguments.hpp"
#include "models/cli/commands.hpp"
#include "models/cli/line_input.hpp"
#include "models/report/line_study.hpp"
#include "models/report/parallel_plan.hpp"
#include "sim/experiment/results.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace packline::cli {

/// How a study is run and shown; none of it changes a result.
struct RunSettings {
    unsigned threads = 0;  ///< 0: all cores
    report::Parallel parallel = report::Parallel::automatic;
    bool engine_stats = false;
    std::filesystem::path output;  ///< empty: results/<name>.h5
    std::filesystem::path actual;  ///< figures of the plant to hold beside the answer; empty: none
    bool json = false;
    bool quiet = false;
    std::uint32_t variations = 0;  ///< of the line's estimates
};

/// Set once the user has interrupted: finish what runs, start no more.
const std::atomic<bool>& interruption();

/// The options behind RunSettings.
std::vector<Option> run_options();
RunSettings run_settings(const Arguments& arguments);

/// Runs the study of a line, journals each replication, writes the result file and prints the
/// answer. A run that was interrupted goes on where it stopped when it is started again.
/// `expected`: the fingerprint that the result must have (rerun).
Exit run_and_show(const LineInput& input, const std::string& name, const RunSettings& settings,
                  std::optional<std::uint64_t> expected = std::nullopt);

/// A study that is done, and the file that holds it.
struct KeptStudy {
    StudyResult study;
    report::EngineRecord engine;
    std::filesystem::path output;
};
/// The same without an answer; none where interrupted, which is told.
std::optional<KeptStudy> run_and_keep(const LineInput& input, const std::string& name,
                                      const RunSettings& settings);

/// Runs a study as a part of something larger: `keep` receives it once it is whole, and only then
/// the journal, which lies beside `output`, is given up. False where interrupted.
bool run_and_hand_on(const LineInput& input, const std::filesystem::path& output,
                     const RunSettings& settings,
                     const std::function<void(const StudyResult&)>& keep);
/// From here on Ctrl-C sets interruption(); a second one ends the program at once.
void catch_interrupts();

}  // namespace packline::cli
