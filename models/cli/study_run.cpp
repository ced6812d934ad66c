#include "models/cli/study_run.hpp"

#include "models/cli/engine_text.hpp"
#include "models/cli/estimate_band.hpp"
#include "models/cli/progress.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/report/actuals.hpp"
#include "models/report/estimate_band.hpp"
#include "models/report/line_metrics.hpp"
#include "models/report/line_study.hpp"
#include "models/report/study_journal.hpp"
#include "models/report/terminal.hpp"
#include "sim/store/file_system.hpp"
#include "sim/store/journal.hpp"
#include "sim/store/result_file.hpp"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>
#include <utility>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

/// Set by the first Ctrl-C; a second one ends the program at once. A signal can reach nothing
/// but static storage.
std::atomic<bool>& interrupted() {
    static std::atomic<bool> flag{false};
    return flag;
}

extern "C" void on_interrupt(int signal) {
    interrupted().store(true);
    std::signal(signal, SIG_DFL);
}

class StudyRun {
public:
    StudyRun(const LineInput& input, fs::path output, const RunSettings& settings)
        : input_{input},
          output_{std::move(output)},
          settings_{settings},
          progress_{settings.quiet} {}

    StudyResult run() {
        report::StudyHooks hooks;
        hooks.threads = settings_.threads;
        hooks.parallel = settings_.parallel;
        hooks.measure = settings_.engine_stats;
        hooks.told = [&](const report::EngineRecord& record) { engine_ = record; };
        hooks.cancel = &interrupted();
        hooks.on_start = [&](const StudyResult& study) { open_journal(study); };
        hooks.already_finished = [&] { return std::move(finished_); };
        hooks.on_finished = [&](const ReplicationResult& r) { journal_->append(r); };
        hooks.on_progress = [&](const char* stage, std::uint32_t done, std::uint32_t of) {
            progress_.show(stage, done, of);
        };
        StudyResult study = report::run_line_study(input_.spec, input_.text, hooks);
        progress_.clear();
        return study;
    }

    const report::EngineRecord& engine() const { return engine_; }

    /// The result is on disk: the journal has done its work.
    void finish(const StudyResult& study) {
        store::write_result(output_.string(), study);
        drop_journal();
    }
    void drop_journal() { journal_->remove(); }

private:
    void open_journal(const StudyResult& study) {
        journal_.emplace(output_.parent_path() / output_.stem(), input_.text,
                         store::manifest_of(study));
        finished_ = journal_->take_finished();
        if (journal_->resumed() && !settings_.quiet) {
            progress_.clear();
            fmt::print(stderr, "going on with {}: {} replications are there\n", journal_->path(),
                       finished_.size());
        }
    }

    const LineInput& input_;
    fs::path output_;
    const RunSettings& settings_;
    Progress progress_;
    std::optional<report::StudyJournal> journal_;
    std::vector<ReplicationResult> finished_;
    report::EngineRecord engine_;
};

report::Parallel parallel(const Arguments& arguments) {
    const std::string word = arguments.text("parallel").value_or("auto");
    if (word == "auto") {
        return report::Parallel::automatic;
    }
    if (word == "replications") {
        return report::Parallel::replications;
    }
    if (word == "lps") {
        return report::Parallel::processes;
    }
    throw UsageError(
        fmt::format("--parallel {}: say replications, lps (the line's processes) or auto", word));
}

void show_engine(const report::EngineRecord& engine, std::FILE* to) {
    if (engine.windows.windows > 0) {
        fmt::print(to, "\n{}", engine_statistics_text(engine.windows));
    } else {
        fmt::print(to, "\nengine: no windows, each replication was run by one thread\n");
    }
}

/// Read before the run, so that a mistake is told before the work. None where there is one.
std::optional<std::vector<scenario::ActualFigure>> read_actuals(const LineInput& input,
                                                                const RunSettings& settings) {
    if (settings.actual.empty()) {
        return std::vector<scenario::ActualFigure>{};
    }
    const std::vector<std::string> known =
        report::line_metric_names(packaging::LineTables{input.spec});
    Diagnostics diagnostics;
    std::vector<scenario::ActualFigure> actuals =
        scenario::read_actuals(settings.actual, known, diagnostics);
    std::cerr << diagnostics;
    return diagnostics.ok() ? std::optional{std::move(actuals)} : std::nullopt;
}

fs::path output_path(const std::string& name, const RunSettings& settings) {
    fs::path output = settings.output;
    if (output.empty()) {
        output = fs::path{"results"} / (name + ".h5");
    }
    store::make_folder_of(output);
    return output;
}

}  // namespace

const std::atomic<bool>& interruption() { return interrupted(); }

void catch_interrupts() {
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
}

bool run_and_hand_on(const LineInput& input, const fs::path& output, const RunSettings& settings,
                     const std::function<void(const StudyResult&)>& keep) {
    StudyRun run{input, output, settings};
    const StudyResult study = run.run();
    if (study.replications.size() < input.spec.experiment.replications) {
        return false;
    }
    keep(study);
    run.drop_journal();
    return true;
}

std::vector<Option> run_options() {
    return {
        {"threads", "N", "threads to use; never changes a result (default: all cores)"},
        {"parallel", "HOW",
         "what threads are for: replications, lps (logical processes of one replication), or auto "
         "(default)"},
        {"engine-stats", "", "windows, events per window, share of time blocked"},
        {"output", "FILE.h5", "where the result goes (default: results/<line>.h5)"},
        {"json", "", "print all metrics as JSON instead of the one-screen answer"},
        {"quiet", "", "no progress and no answer, only the result file"},
    };
}

RunSettings run_settings(const Arguments& arguments) {
    return {.threads = arguments.number("threads", 1, 1024).value_or(0),
            .parallel = parallel(arguments),
            .engine_stats = arguments.has("engine-stats"),
            .output = arguments.text("output").value_or(""),
            .actual = arguments.text("actual").value_or(""),
            .json = arguments.has("json"),
            .quiet = arguments.has("quiet")};
}

std::optional<KeptStudy> run_and_keep(const LineInput& input, const std::string& name,
                                      const RunSettings& settings) {
    const fs::path output = output_path(name, settings);
    catch_interrupts();
    StudyRun run{input, output, settings};
    StudyResult study = run.run();
    if (study.replications.size() < input.spec.experiment.replications) {
        fmt::print(
            stderr,
            "interrupted: {} of {} replications are kept; the same command goes on with them\n",
            study.replications.size(), input.spec.experiment.replications);
        return std::nullopt;
    }
    run.finish(study);
    return KeptStudy{std::move(study), run.engine(), output};
}

Exit run_and_show(const LineInput& input, const std::string& name, const RunSettings& settings,
                  std::optional<std::uint64_t> expected) {
    const auto actuals = read_actuals(input, settings);
    if (!actuals) {
        return Exit::bad_input;
    }
    const std::optional<KeptStudy> kept = run_and_keep(input, name, settings);
    if (!kept) {
        return Exit::interrupted;
    }
    const StudyResult& study = kept->study;
    const std::vector<StudyResult> varied =
        vary_line(input.spec, study, settings.variations, settings);
    if (varied.size() < settings.variations) {
        fmt::print(stderr, "interrupted: the estimates were not varied\n");
        return Exit::interrupted;
    }
    const std::vector<report::EstimateBand> bands = report::band_of_line(study, varied);
    const packaging::EstimateSpec& estimates = input.spec.estimates;
    if (settings.json) {
        fmt::print("{}",
                   report::json_summary(
                       study, varied.empty() ? std::string{}
                                             : report::band_json(estimates, varied.size(), bands)));
    } else if (!settings.quiet) {
        const packaging::LineTables tables{input.spec};
        fmt::print("{}  run as                {}\n  result                {}\n",
                   report::terminal_summary(tables, study), kept->engine.plan.why,
                   kept->output.string());
        if (!actuals->empty()) {
            fmt::print("{}", report::actuals_text(report::compare_with_actual(study, *actuals)));
        }
        if (!varied.empty()) {
            fmt::print("{}", report::band_text(estimates, varied.size(), bands));
        }
        fmt::print("\n  next: packline export {} --csv DIR\n", kept->output.string());
    }
    if (settings.engine_stats) {
        show_engine(kept->engine, settings.json ? stderr : stdout);
    }
    if (expected && *expected != study.fingerprint()) {
        fmt::print(stderr, "packline: the fingerprint is {:016x}, not {:016x} as in the file\n",
                   study.fingerprint(), *expected);
        return Exit::check_failed;
    }
    return Exit::done;
}

}  // namespace packline::cli
