// packline compare: what a disruption or another plan changes, replication by replication.

#include "models/cli/commands.hpp"
#include "models/cli/line_input.hpp"
#include "models/cli/study_run.hpp"
#include "models/report/compare_text.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace packline::cli {

namespace {

std::string stem(const std::string& path) { return std::filesystem::path{path}.stem().string(); }

/// The other scenario is run exactly as long, as often and from the same warm-up as the base.
std::vector<std::string> as_in(const StudyResult& base) {
    return {fmt::format("experiment.horizon={} us", base.horizon.us),
            fmt::format("experiment.warmup={} us", base.warmup.length.us),
            fmt::format("experiment.replications={}", base.replications.size()),
            fmt::format("experiment.seed={}", base.seed)};
}

Exit compare(const Arguments& arguments) {
    const std::vector<std::string>& lines = arguments.operands();
    const std::vector<std::string> with = arguments.texts("with");
    if (lines.size() < 2 && with.empty()) {
        throw UsageError("'compare' needs a second line, or --with FILE to lay over the first");
    }
    const RunSettings settings = run_settings(arguments);
    const std::optional<LineInput> base = read_line_input(arguments, lines.front(), {}, {});
    if (!base) {
        return Exit::bad_input;
    }
    // Mistakes of the other one are told before the work.
    if (!read_line_input(arguments, lines.back(), with, {})) {
        return Exit::bad_input;
    }
    const std::string name = stem(lines.front());
    const auto base_run = run_and_keep(*base, name, settings);
    if (!base_run) {
        return Exit::interrupted;
    }
    const StudyResult& base_study = base_run->study;
    const auto other = read_line_input(arguments, lines.back(), with, as_in(base_study));
    if (!other) {
        return Exit::bad_input;
    }
    const std::string changed = with.empty() ? stem(lines.back()) : stem(with.front());
    const std::string other_name = name + "-vs-" + changed;
    auto other_run = run_and_keep(*other, other_name, settings);
    if (!other_run) {
        return Exit::interrupted;
    }
    StudyResult& other_study = other_run->study;
    if (other_study.title == base_study.title) {
        other_study.title = changed;
    }
    report::DelayImpact impact = report::delay_impact(other->spec, base_study, other_study);
    impact.money = report::delay_cost(base->spec, other->spec, base_study, other_study,
                                      {impact.peak, impact.lost_at_end});
    if (settings.json) {
        fmt::print("{}", report::compare_json(base_study, other_study, impact));
    } else if (!settings.quiet) {
        fmt::print("{}\n  results               results/{}.h5, results/{}.h5\n",
                   report::compare_text(base_study, other_study, impact), name, other_name);
    }
    return Exit::done;
}

}  // namespace

Command compare_command() {
    std::vector<Option> options = line_options();
    for (Option& o : run_options()) {
        if (o.name != "output" && o.name != "engine-stats") {  // of two runs neither has a place
            options.push_back(std::move(o));
        }
    }
    return {{.name = "compare",
             .operand = "BASE.yaml OTHER.yaml",
             .operands = 2,
             .about = "say what a disruption costs: two lines on common random numbers",
             .options = options,
             .example = "packline compare configs/lines/fowlp-ewlb.yaml --with "
                        "configs/disruptions/r04-power-cut.yaml"},
            compare};
}

}  // namespace packline::cli
