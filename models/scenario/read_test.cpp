// Test cells: the keys of a tester, retests, stated yields and bins.

#include "models/packaging/stations/test_cell.hpp"
#include "models/scenario/bin_text.hpp"
#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::test_cell(MapReader& reader, StationSpec& s) {
    constexpr std::int64_t kMostSites = 1024;
    if (s.kind != StationKind::tester) {
        for (const char* key : {"sites", "efficiency", "index", "site_failures"}) {
            if (reader.has(key)) {
                reader.error(key, fmt::format("'{}' is for testers", key),
                             "write `kind: tester`, or leave the key out");
            }
        }
        return;
    }
    if (!reader.has("sites")) {
        diagnostics_.error(reader.node().at, fmt::format("tester '{}' states no sites", s.name),
                           "add `sites: n`, the units that one touchdown tests at once");
    }
    s.cell.sites = static_cast<std::uint32_t>(reader.count("sites", 1, kMostSites, 1).n);
    s.cell.efficiency = reader.share("efficiency", 1.0);
    if (reader.has("index")) {
        s.cell.index = reader.time("index");
    }
    if (const Node* node = reader.map("site_failures")) {
        MapReader in{*node, "site_failure", diagnostics_};
        FailureSpec f;
        f.one_site = true;
        f.time_between = in.time("mtbf");
        f.repair = in.time("mttr");
        f.clock = in.choice("clock", {"busy", "calendar"}, 0) == 0 ? FailureClock::busy
                                                                   : FailureClock::calendar;
        for (std::uint32_t site = 1; site <= s.cell.sites; ++site) {
            f.name = fmt::format("site {}", site);
            s.failures.push_back(f);
        }
    }
}

/// How fails go through again.
void LineReader::retest(MapReader& in, StepSpec& s) {
    const StationSpec& station = line_.stations[s.station.index()];
    RetestSpec& again = s.inspection.again;
    for (const char* key : {"retest", "retest_takes"}) {
        if (in.has(key) && (station.kind != StationKind::tester || s.inspection.retests == 0)) {
            in.error(key, fmt::format("'{}' is for testers that retest", key),
                     "write `kind: tester` at the station and `retests: 1` here");
            return;
        }
    }
    again.offline = in.choice("retest", {"inline", "offline"}, 0) == 1;
    if (!in.has("retest_takes")) {
        return;
    }
    std::string why;
    const std::string text = in.text("retest_takes");
    const auto time = parse_operation_time(text, why);
    const bool per_unit = time && is_site_word(time->per);
    if (!time || !(per_unit || time->per.empty() || is_load_word(time->per))) {
        in.error("retest_takes",
                 fmt::format("retest_takes = {} ({})", text,
                             time ? "per touchdown or per unit is wanted" : why),
                 "write `20 s/touchdown` or `300 units/h`");
        return;
    }
    again.has_time = true;
    again.time = time->time;
    again.per = per_unit ? TimePer::site : TimePer::load;
}

/// A yield stated for a test stands for true defects that come to it, and for overkill.
void LineReader::stated_yield(MapReader& in, StepSpec& s) {
    InspectionSpec& test = s.inspection;
    const bool first = in.has("first_pass");
    const bool last = in.has("final");
    if (!first && !last) {
        return;
    }
    double passed = in.share("first_pass", 1.0);
    double kept = in.share("final", 1.0);
    YieldSpec y;
    y.mechanism = mechanism(s.name);
    y.latent = true;
    if (first && last) {
        const bool possible = passed > 0 && passed <= kept && kept < passed * (test.retests + 1);
        if (in.has("overkill") || test.retest_escape > 0 || test.retests == 0 || !possible) {
            in.error("final",
                     fmt::format("{} units cannot pass of which {} did at first (with {} retest{})",
                                 in.text("final"), in.text("first_pass"), test.retests,
                                 test.retests == 1 ? "" : "s"),
                     "state `retests`, and neither `overkill` nor `retest_escape`: both follow");
            return;
        }
        const TestYield yield = test_yield(passed, kept, test.retests);
        y.survive = 1 - yield.defective;
        test.overkill = yield.overkill;
    } else {
        // Good units fail all passes with overkill^(passes).
        double lost = test.overkill;
        for (std::uint32_t r = 0; last && r < test.retests; ++r) {
            lost *= test.overkill;
        }
        const double share = first ? passed : kept;
        if (share > 1 - lost) {
            in.error(first ? "first_pass" : "final", "more units pass than the overkill leaves",
                     "lower one of them");
            return;
        }
        y.survive = share / (1 - lost);
    }
    s.yields.push_back(y);
    test.finds.push_back({y.mechanism, 1.0});
}

/// `{fast: 30 %, slow: 60 % into slow_parts, rest: rest}`.
void LineReader::bins(MapReader& reader, StepSpec& s) {
    const Node* node = reader.map("bins");
    if (node == nullptr) {
        return;
    }
    double left = 1;
    for (const Member& m : node->members) {
        BinSpec bin;
        bin.name = m.key;
        const auto [amount, material] = split_bin(m.value.text);
        if (material) {
            bin.into =
                MaterialId{find(material_names_, std::string{*material}, m.value.at, "material")};
        }
        std::string why;
        const auto share =
            amount == "rest" ? std::optional{std::max(left, 0.0)} : parse_share(amount, why);
        if (!share || *share > left + 1e-9) {
            diagnostics_.error(m.value.at,
                               fmt::format("{} = {} ({})", m.key, m.value.text,
                                           share ? "the bins hold more than there is" : why),
                               "the share of the units that go into this bin: `30 %`, `30 % into "
                               "fast_parts`, `rest`");
            continue;
        }
        bin.share = *share;
        bin.of_rest = left <= 0 ? 0 : std::min(1.0, *share / left);
        if (amount == "rest" || left - *share < 1e-12) {
            bin.of_rest = left <= 0 ? 0 : 1;
        }
        left -= *share;
        s.bins.push_back(bin);
    }
}

}  // namespace packline::scenario
