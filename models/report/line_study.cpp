#include "models/report/line_study.hpp"

#include "models/packaging/simulate.hpp"
#include "models/report/line_metrics.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/experiment/warmup.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <mutex>
#include <utility>

namespace packline::report {

namespace {

/// Enough for MSER-5 to see a transient of a hundredth of the run.
constexpr std::int64_t kBuckets = 500;
/// Their average shows the transient; more would cost more than they tell.
constexpr std::uint32_t kPilots = 5;

class LineStudy {
public:
    LineStudy(const packaging::LineSpec& line, std::string input, const StudyHooks& hooks)
        : tables_{line},
          processes_{packaging::line_processes(tables_)},
          hooks_{hooks},
          experiment_{tables_.spec.experiment} {
        study_.title = line.name;
        study_.input = std::move(input);
        study_.seed = experiment_.seed;
        study_.horizon = experiment_.horizon;
        study_.bucket = Duration{std::max<std::int64_t>(experiment_.horizon.us / kBuckets, 1)};
        study_.metrics = line_metrics(tables_);
        study_.series = line_series();
        engine_.plan =
            plan_parallel(hooks.parallel, hooks.threads, experiment_.replications, processes_);
        windows_ = packaging::window_plan(processes_, engine_.plan.threads);
        windows_.measure = hooks.measure;
    }

    StudyResult run() {
        find_warmup();
        if (hooks_.on_start) {
            hooks_.on_start(study_);
        }
        ReplicateOptions options{.count = experiment_.replications,
                                 .threads = engine_.plan.replications,
                                 .cancel = hooks_.cancel,
                                 .finished = {},
                                 .on_finished = {}};
        if (hooks_.already_finished) {
            options.finished = hooks_.already_finished();
        }
        auto done = static_cast<std::uint32_t>(options.finished.size());
        progress("replications", done, experiment_.replications);
        options.on_finished = [&](const ReplicationResult& r) {
            if (hooks_.on_finished) {
                hooks_.on_finished(r);
            }
            progress("replications", ++done, experiment_.replications);
        };
        study_.replications =
            replicate(options, [&](std::uint32_t r) { return simulate(r, study_.warmup.length); });
        warn();
        if (hooks_.told) {
            hooks_.told(engine_);
        }
        return std::move(study_);
    }

private:
    void progress(const char* stage, std::uint32_t done, std::uint32_t of) const {
        if (hooks_.on_progress) {
            hooks_.on_progress(stage, done, of);
        }
    }

    ReplicationResult simulate(std::uint32_t replication, Duration warmup) {
        const packaging::LineResult r =
            packaging::simulate(tables_, processes_,
                                {.key = {experiment_.seed, replication},
                                 .warmup = Time{} + warmup,
                                 .end = Time{} + experiment_.horizon,
                                 .bucket = study_.bucket,
                                 .buckets = static_cast<std::size_t>(kBuckets),
                                 .windows = windows_.partition.clusters > 1 ? &windows_ : nullptr});
        {
            const std::lock_guard lock{mutex_};
            stuck_ = std::max(stuck_, r.stuck_lots);
            engine_.windows.add(r.engine);
        }
        return {.replication = replication,
                .fingerprint = r.fingerprint.value(),
                .events = r.events,
                .values = line_metric_values(tables_, r),
                .series = line_series_values(r)};
    }

    void find_warmup() {
        if (!experiment_.auto_warmup) {
            study_.warmup.length = experiment_.warmup;
            study_.warmup.explanation = "as given";
            return;
        }
        const std::uint32_t pilots = std::min(kPilots, experiment_.replications);
        ReplicateOptions options{.count = pilots,
                                 .threads = engine_.plan.replications,
                                 .cancel = hooks_.cancel,
                                 .finished = {},
                                 .on_finished = {}};
        std::uint32_t done = 0;
        options.on_finished = [&](const ReplicationResult&) {
            progress("warm-up pilots", ++done, pilots);
        };
        const std::vector<ReplicationResult> runs =
            replicate(options, [&](std::uint32_t r) { return simulate(r, Duration{}); });
        std::vector<std::vector<double>> wip;
        for (const ReplicationResult& r : runs) {
            wip.push_back(r.series.front());
        }
        if (wip.empty()) {
            return;  // cancelled
        }
        study_.warmup = choose_warmup(wip, study_.bucket, "lots in process");
    }

    void warn() {
        if (!study_.warmup.enough) {
            study_.warnings.push_back(
                "the warm-up reaches half of the run: run longer (--horizon) before you trust it");
        }
        if (stuck_ > 0) {
            study_.warnings.push_back(
                fmt::format("nothing was left to happen while {} lot{} waited: a batch that never "
                            "fills, or parts that never come",
                            stuck_, stuck_ == 1 ? "" : "s"));
        }
        std::vector<std::vector<double>> wip;
        for (const ReplicationResult& r : study_.replications) {
            wip.push_back(r.series.front());
        }
        if (!wip.empty()) {
            const auto from = static_cast<std::size_t>(study_.warmup.length.us / study_.bucket.us);
            for (std::string& w : stability_warnings(wip, from, "work in process")) {
                study_.warnings.push_back(std::move(w));
            }
        }
    }

    packaging::LineTables tables_;
    packaging::LineProcesses processes_;
    const StudyHooks& hooks_;
    packaging::ExperimentSpec experiment_;
    StudyResult study_;
    std::mutex mutex_;
    std::size_t stuck_ = 0;
    EngineRecord engine_;
    WindowPlan windows_;
};

}  // namespace

StudyResult run_line_study(const packaging::LineSpec& line, std::string input,
                           const StudyHooks& hooks) {
    return LineStudy{line, std::move(input), hooks}.run();
}

}  // namespace packline::report
