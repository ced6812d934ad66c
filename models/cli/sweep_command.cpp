// packline sweep: a line at each point of a grid of values.

#include "models/cli/commands.hpp"
#include "models/cli/line_input.hpp"
#include "models/cli/progress.hpp"
#include "models/cli/study_run.hpp"
#include "models/cli/write_file.hpp"
#include "models/report/line_metrics.hpp"
#include "models/report/sweep.hpp"
#include "models/report/sweep_journal.hpp"
#include "models/scenario/nearest.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace packline::cli {

namespace {

constexpr std::size_t kMostPoints = 10'000;

std::vector<report::SweepAxis> axes_of(const Arguments& arguments) {
    std::vector<report::SweepAxis> axes;
    std::size_t points = 1;
    for (const std::string& text : arguments.texts("over")) {
        auto axis = report::parse_axis(text);
        if (!axis) {
            throw UsageError(fmt::format(
                "--over {}: write a path and its values, 'stations.oven.tools=1|2|3'", text));
        }
        points *= axis->values.size();
        if (points > kMostPoints) {
            throw UsageError(fmt::format("more than {} points", kMostPoints));
        }
        axes.push_back(std::move(*axis));
    }
    if (axes.empty()) {
        throw UsageError("'sweep' needs --over PATH=VALUE|VALUE, once or more often");
    }
    return axes;
}

std::vector<std::string> metrics_of(const Arguments& arguments, const packaging::LineSpec& line) {
    const std::vector<std::string> known = report::line_metric_names(packaging::LineTables{line});
    std::vector<std::string> metrics = arguments.texts("metric");
    if (metrics.empty()) {
        metrics = {"line.good_units_per_day", "line.cycle_time.mean", "line.yield"};
    }
    for (const std::string& metric : metrics) {
        if (std::ranges::find(known, metric) == known.end()) {
            throw UsageError(fmt::format("--metric {}: no such metric; {}", metric,
                                         scenario::suggest(metric, known)));
        }
    }
    return metrics;
}

/// The line at one point; none, with what is wrong on stderr, where it cannot be run.
std::optional<LineInput> read_point(const Arguments& arguments,
                                    const std::vector<report::SweepAxis>& axes,
                                    const std::vector<std::string>& point) {
    std::vector<std::string> sets;
    for (std::size_t a = 0; a < point.size(); ++a) {
        sets.push_back(axes[a].path + "=" + point[a]);
    }
    std::optional<LineInput> input =
        read_line_input(arguments, arguments.operand(), arguments.texts("with"), sets);
    if (!input) {
        fmt::print(stderr, "at the point {}\n", fmt::join(sets, ", "));
    }
    return input;
}

Exit sweep(const Arguments& arguments) {
    report::Sweep result{.axes = axes_of(arguments), .metrics = {}, .points = {}};
    const std::vector<std::vector<std::string>> points = report::grid(result.axes);
    // Mistakes of all points are told before the work; what each holds is read again at its turn.
    std::string identity;
    std::optional<LineInput> first;
    for (const std::vector<std::string>& point : points) {
        std::optional<LineInput> input = read_point(arguments, result.axes, point);
        if (!input) {
            return Exit::bad_input;
        }
        identity += fmt::format("{:016x} ", hash_name(input->text));
        if (!first) {
            first = std::move(input);
        } else if (input->spec.experiment.replications != first->spec.experiment.replications) {
            throw UsageError(
                "--over: all points have as many replications, so that they are pairs");
        }
    }
    result.metrics = metrics_of(arguments, first->spec);
    identity += fmt::format("{}", fmt::join(result.metrics, " "));
    const std::filesystem::path beside =
        std::filesystem::path{"results"} /
        (std::filesystem::path{arguments.operand()}.stem().string() + "-sweep");
    report::SweepJournal journal{beside, identity, first->spec, result.metrics};
    result.points = journal.take_done();
    if (!result.points.empty()) {
        fmt::print(stderr, "going on with a sweep: {} of {} points are there\n",
                   result.points.size(), points.size());
    }
    catch_interrupts();
    RunSettings settings;
    settings.threads = arguments.number("threads", 1, 1024).value_or(0);
    settings.quiet = true;
    Progress progress{false};
    while (result.points.size() < points.size()) {
        progress.show("points", static_cast<std::uint32_t>(result.points.size()),
                      static_cast<std::uint32_t>(points.size()));
        std::optional<LineInput> input =
            read_point(arguments, result.axes, points[result.points.size()]);
        if (!input) {
            return Exit::bad_input;
        }
        if (!result.points.empty()) {
            // The same window everywhere, or differences would be of different times.
            input->spec.experiment.auto_warmup = false;
            input->spec.experiment.warmup = result.points.front().warmup.length;
        }
        const auto keep = [&](const StudyResult& study) {
            result.points.push_back(report::only(study, result.metrics));
            journal.append(result.points.back());
        };
        if (!run_and_hand_on(*input, journal.point_output(), settings, keep)) {
            progress.clear();
            fmt::print(stderr,
                       "interrupted: {} of {} points are kept; the same command goes on with "
                       "them\n",
                       result.points.size(), points.size());
            return Exit::interrupted;
        }
    }
    progress.clear();
    fmt::print("{}", report::sweep_text(result));
    if (const auto path = arguments.text("csv")) {
        write_file(*path, report::sweep_csv(result));
    }
    journal.remove();
    return Exit::done;
}

}  // namespace

Command sweep_command() {
    std::vector<Option> options = line_options();
    options.push_back({"over", "PATH=A|B|C", "what is varied; several make a grid", true});
    options.push_back({"metric", "NAME", "what is told of each point; may be repeated", true});
    options.push_back({"csv", "FILE", "write all means, intervals and differences there"});
    options.push_back({"threads", "N", "threads; the answer does not depend on it"});
    return {{.name = "sweep",
             .operand = "LINE.yaml",
             .about = "run a line at each point of a grid of values, on common random numbers",
             .options = options,
             .example = "packline sweep configs/lines/regulatory-sweep.yaml --over "
                        "'parameters.delay=0 d|90 d|213 d'"},
            sweep};
}

}  // namespace packline::cli
