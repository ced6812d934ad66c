#include "models/cli/estimate_band.hpp"

#include "models/cli/progress.hpp"
#include "models/packaging/spec/vary.hpp"
#include "models/report/line_study.hpp"

#include <fmt/format.h>
#include <utility>

namespace packline::cli {

Option vary_option() {
    return {"vary", "N",
            "how far the answer moves if the `estimates:` of the line are off: N variations (8)"};
}

std::uint32_t variations(const Arguments& arguments, const packaging::LineSpec& line) {
    const auto n = arguments.number("vary", 2, 1000);
    if (n && !line.estimates.any()) {
        throw UsageError(
            "--vary: the line states no `estimates:`; add --set estimates.within=\"30 %\"");
    }
    return static_cast<std::uint32_t>(n.value_or(0));
}

std::vector<StudyResult> vary_line(const packaging::LineSpec& line, const StudyResult& nominal,
                                   std::uint32_t points, const RunSettings& settings) {
    Progress progress{settings.quiet};
    std::vector<StudyResult> out;
    for (std::uint32_t point = 0; point < points; ++point) {
        progress.show("variations of the estimates", point, points);
        packaging::LineSpec one = packaging::varied(line, {point, points});
        one.experiment.horizon = nominal.horizon;
        one.experiment.auto_warmup = false;
        one.experiment.warmup = nominal.warmup.length;
        one.experiment.replications = static_cast<std::uint32_t>(nominal.replications.size());
        report::StudyHooks hooks;
        hooks.cancel = &interruption();
        hooks.threads = settings.threads;
        hooks.parallel = settings.parallel;
        StudyResult study = report::run_line_study(one, {}, hooks);
        if (study.replications.size() < nominal.replications.size()) {
            break;
        }
        out.push_back(std::move(study));
    }
    progress.clear();
    return out;
}

}  // namespace packline::cli
