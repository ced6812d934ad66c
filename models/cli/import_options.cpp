#include "models/cli/import_options.hpp"

#include "models/scenario/import/smt2020.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace packline::cli {

namespace {

using scenario::Mechanism;
using scenario::Smt2020Options;

/// One of two words; the first one where the option is absent.
bool is_second(const Arguments& arguments, const std::string& option, const std::string& first,
               const std::string& second) {
    const std::string given = arguments.text(option).value_or(first);
    if (given != first && given != second) {
        throw UsageError(fmt::format("--{} {} (must be {} or {})", option, given, first, second));
    }
    return given == second;
}

/// `--without setup,rework`, also several times.
std::set<Mechanism> left_out(const Arguments& arguments) {
    const std::vector<std::string>& words = scenario::mechanism_words();
    std::set<Mechanism> out;
    for (const std::string& given : arguments.texts("without")) {
        std::istringstream list{given};
        for (std::string word; std::getline(list, word, ',');) {
            const auto it = std::ranges::find(words, word);
            if (it == words.end()) {
                throw UsageError(fmt::format("--without {}: there is no '{}'; {}", given, word,
                                             scenario::suggest(word, words)));
            }
            out.insert(static_cast<Mechanism>(it - words.begin()));
        }
    }
    return out;
}

}  // namespace

std::vector<Option> import_options() {
    return {
        {"queue-time", "count|scrap", "SMT2020: what a lot is that comes too late: count"},
        {"maintenance", "after-lot|at-once",
         "SMT2020: maintenance waits for the end of what is on the tool: after-lot"},
        {"breakdown", "waits|beside",
         "SMT2020: a breakdown in maintenance begins at its end, or goes on beside it: waits"},
        {"setup-rules", "tables|all",
         "SMT2020: setup times that least-setup rules know: those of setup.txt, or the routes' "
         "too"},
        {"cascade", "emptiest|fullest",
         "SMT2020: which of the tools with a free load port takes a lot: emptiest"},
        {"without", "LIST",
         fmt::format("SMT2020: leave out some of {}", fmt::join(scenario::mechanism_words(), ", ")),
         true},
    };
}

std::vector<Option> smt2020_options() {
    std::vector<Option> options{
        {"smt2020", "DIR", "instead of a line: a folder of tables in the form of SMT2020"}};
    std::ranges::move(import_options(), std::back_inserter(options));
    return options;
}

std::optional<scenario::Node> import_tables(const Arguments& arguments, const std::string& folder,
                                            Diagnostics& diagnostics) {
    Smt2020Options options;
    if (is_second(arguments, "queue-time", "count", "scrap")) {
        options.queue_time = Smt2020Options::QueueTime::scrap;
    }
    if (is_second(arguments, "maintenance", "after-lot", "at-once")) {
        options.maintenance = Smt2020Options::Maintenance::at_once;
    }
    if (is_second(arguments, "breakdown", "waits", "beside")) {
        options.breakdown = Smt2020Options::Breakdown::beside;
    }
    if (is_second(arguments, "setup-rules", "tables", "all")) {
        options.setup_rules = Smt2020Options::SetupRules::all;
    }
    if (is_second(arguments, "cascade", "emptiest", "fullest")) {
        options.cascade = Smt2020Options::Cascade::fullest;
    }
    options.without = left_out(arguments);
    return scenario::import_smt2020(folder, options, diagnostics);
}

}  // namespace packline::cli
