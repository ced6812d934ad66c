// packline sweep: a line at each point of a grid of values.

#include "models/cli/commands.hpp"
#include "models/cli/line_input.hpp"
#include "models/cli/progress.hpp"
#include "models/cli/write_file.hpp"
#include "models/report/line_metrics.hpp"
#include "models/report/line_study.hpp"
#include "models/report/sweep.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>
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

Exit sweep(const Arguments& arguments) {
    report::Sweep result{.axes = axes_of(arguments), .metrics = {}, .points = {}};
    std::vector<LineInput> inputs;
    for (const std::vector<std::string>& point : report::grid(result.axes)) {
        std::vector<std::string> sets;
        for (std::size_t a = 0; a < point.size(); ++a) {
            sets.push_back(result.axes[a].path + "=" + point[a]);
        }
        std::optional<LineInput> input =
            read_line_input(arguments, arguments.operand(), arguments.texts("with"), sets);
        if (!input) {
            fmt::print(stderr, "at the point {}\n", fmt::join(sets, ", "));
            return Exit::bad_input;
        }
        inputs.push_back(std::move(*input));
    }
    result.metrics = metrics_of(arguments, inputs.front().spec);
    Progress progress{false};
    report::StudyHooks hooks;
    hooks.threads = arguments.number("threads", 1, 1024).value_or(0);
    for (LineInput& input : inputs) {
        progress.show("points", static_cast<std::uint32_t>(result.points.size()),
                      static_cast<std::uint32_t>(inputs.size()));
        if (!result.points.empty()) {
            // The same window everywhere, or differences would be of different times.
            input.spec.experiment.auto_warmup = false;
            input.spec.experiment.warmup = result.points.front().warmup.length;
        }
        result.points.push_back(report::run_line_study(input.spec, input.text, hooks));
    }
    progress.clear();
    fmt::print("{}", report::sweep_text(result));
    if (const auto path = arguments.text("csv")) {
        write_file(*path, report::sweep_csv(result));
    }
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
