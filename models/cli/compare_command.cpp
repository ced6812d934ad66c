// packline compare: what a disruption or another plan changes, replication by replication.

#include "models/cli/commands.hpp"
#include "models/cli/estimate_band.hpp"
#include "models/cli/line_input.hpp"
#include "models/cli/study_run.hpp"
#include "models/packaging/spec/vary.hpp"
#include "models/report/compare_text.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>
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

report::DelayImpact impact_of(const packaging::LineSpec& base, const packaging::LineSpec& other,
                              const StudyResult& base_study, const StudyResult& other_study) {
    report::DelayImpact out = report::delay_impact(base, other, base_study, other_study);
    out.money =
        report::delay_cost(base, other, base_study, other_study, {out.peak, out.lost_at_end});
    return out;
}

/// The comparison again with the estimates of both lines off by the same factors. None where
/// interrupted, which is told.
std::optional<std::vector<report::EstimateBand>> vary(const LineInput& base, const LineInput& other,
                                                      const StudyResult& base_study,
                                                      const report::DelayImpact& nominal,
                                                      std::uint32_t points,
                                                      const RunSettings& settings) {
    const std::vector<StudyResult> bases = vary_line(base.spec, base_study, points, settings);
    const std::vector<StudyResult> others = vary_line(other.spec, base_study, points, settings);
    if (bases.size() < points || others.size() < points) {
        fmt::print(stderr, "interrupted: the estimates were not varied\n");
        return std::nullopt;
    }
    std::vector<report::DelayImpact> impacts;
    for (std::uint32_t point = 0; point < points; ++point) {
        impacts.push_back(impact_of(packaging::varied(base.spec, {point, points}),
                                    packaging::varied(other.spec, {point, points}), bases[point],
                                    others[point]));
    }
    return report::band_of_delay(nominal, impacts);
}

struct Pair {
    LineInput base;
    LineInput other;
};

/// Both lines, before any work. A `--set` may lead somewhere in one of them alone, as where a gate
/// is in the other; only one that leads nowhere in both is a mistake. None where there is one.
std::optional<Pair> read_pair(const Arguments& arguments, const std::string& base_path,
                              const std::string& other_path, const std::vector<std::string>& with) {
    std::vector<std::string> not_in_base;
    std::vector<std::string> not_in_other;
    auto base = read_line_input(arguments, base_path, {}, {}, &not_in_base);
    auto other = base ? read_line_input(arguments, other_path, with, {}, &not_in_other)
                      : std::optional<LineInput>{};
    if (!other) {
        return std::nullopt;
    }
    const auto missed_in = [](const std::vector<std::string>& all, const std::string& set) {
        return std::ranges::find(all, set) != all.end();
    };
    for (const std::string& set : arguments.texts("set")) {
        const bool here = !missed_in(not_in_base, set);
        const bool there = !missed_in(not_in_other, set);
        if (!here && !there) {
            read_line_input(arguments, other_path, with, {});  // says what is wrong with it
            return std::nullopt;
        }
        if (here != there) {
            fmt::print(stderr, "--set {}: changes {} alone, the other line has no such path\n", set,
                       here ? "the base" : "the compared line");
        }
    }
    return Pair{std::move(*base), std::move(*other)};
}

Exit compare(const Arguments& arguments) {
    const std::vector<std::string>& lines = arguments.operands();
    const std::vector<std::string> with = arguments.texts("with");
    if (lines.size() < 2 && with.empty()) {
        throw UsageError("'compare' needs a second line, or --with FILE to lay over the first");
    }
    const RunSettings settings = run_settings(arguments);
    const std::optional<Pair> pair = read_pair(arguments, lines.front(), lines.back(), with);
    if (!pair) {
        return Exit::bad_input;
    }
    const std::uint32_t points = variations(arguments, pair->other.spec);
    const std::string name = stem(lines.front());
    const auto base_run = run_and_keep(pair->base, name, settings);
    if (!base_run) {
        return Exit::interrupted;
    }
    const StudyResult& base_study = base_run->study;
    std::vector<std::string> told;
    const auto other = read_line_input(arguments, lines.back(), with, as_in(base_study), &told);
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
    const report::DelayImpact impact =
        impact_of(pair->base.spec, other->spec, base_study, other_study);
    const std::optional<std::vector<report::EstimateBand>> bands =
        points == 0 ? std::vector<report::EstimateBand>{}
                    : vary(pair->base, *other, base_study, impact, points, settings);
    if (!bands) {
        return Exit::interrupted;
    }
    const packaging::EstimateSpec& estimates = other->spec.estimates;
    if (settings.json) {
        fmt::print("{}",
                   report::compare_json(
                       base_study, other_study, impact,
                       points == 0 ? std::string{} : report::band_json(estimates, points, *bands)));
    } else if (!settings.quiet) {
        fmt::print("{}{}\n  results               results/{}.h5, results/{}.h5\n",
                   report::compare_text(base_study, other_study, impact),
                   points == 0 ? std::string{} : report::band_text(estimates, points, *bands), name,
                   other_name);
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
    options.push_back(vary_option());
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
