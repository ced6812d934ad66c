#pragma once

#include "models/packaging/snapshot.hpp"
#include "models/packaging/trace.hpp"
#include "models/scenario/snapshot_files.hpp"
#include "models/scenario/snapshot_wip.hpp"
#include "tests/support/line_story.hpp"
#include "tests/unit/models/scenario/line_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace packline::scenario {

inline std::string write_files(const test::TemporaryFolder& folder, const packaging::LineSpec& line,
                               const std::string& text, const packaging::Snapshot& taken) {
    for (const LineFile& file : snapshot_files(line, text, taken)) {
        write(folder.file(file.name), file.text);
    }
    return folder.file("start.yaml");
}

/// How often a run went on from its snapshots, and lots of these for which something holds.
struct WentOn {
    std::size_t times = 0;
    std::size_t lots = 0;
    std::size_t otherwise = 0;  ///< times that it would have gone on otherwise without that
};

/// A line of constant times goes on from each of its snapshots as it would have; those that tell
/// something roughly are left out. `counts`: which lots of the snapshots to count; `forget`: takes
/// away from a snapshot what the test is about.
template <class Counts, class Forget>
WentOn goes_on(const std::string& text, int snapshots, const Counts& counts, const Forget& forget) {
    const Outcome whole = read_text(text);
    INFO(whole.messages);
    REQUIRE(whole.line.has_value());
    const packaging::LineTables tables{*whole.line};
    const Time end = Time{} + hours(30 + 23 * snapshots + 200);
    const std::vector<packaging::TraceRow> all = packaging::trace_line(*whole.line, {1, 0}, end);
    WentOn out;
    for (int k = 0; k < snapshots; ++k) {
        // A little past the minute nothing happens at that instant.
        const Time now = Time{} + hours(30 + 23 * k) + minutes(7 * k) + seconds(13);
        packaging::Snapshot taken =
            packaging::take_snapshot(tables, packaging::line_processes(tables), {1, 0}, now);
        if (taken.gaps.restarted + taken.gaps.down + taken.gaps.kits_away + taken.gaps.apart > 0) {
            continue;
        }
        const test::TemporaryFolder folder;
        const Outcome rest = read_file(write_files(folder, *whole.line, text, taken), {});
        INFO(rest.messages);
        REQUIRE(rest.line.has_value());
        const auto story_of = [&](const packaging::LineSpec& line) {
            return test::story(packaging::trace_line(line, {1, 0}, Time{} + (end - now)), Time{});
        };
        INFO("from " << to_seconds(now - Time{}) / 60 << " min\n" << wip_csv(*whole.line, taken));
        const std::vector<std::string> expected = test::story(all, now);
        CHECK(story_of(*rest.line) == expected);
        out.lots += static_cast<std::size_t>(std::ranges::count_if(rest.line->wip, counts));
        ++out.times;
        packaging::LineSpec without = *rest.line;
        forget(without);
        out.otherwise += story_of(without) != expected ? 1U : 0U;
    }
    return out;
}

template <class Counts>
WentOn goes_on(const std::string& text, int snapshots, const Counts& counts) {
    return goes_on(text, snapshots, counts, [](packaging::LineSpec&) {});
}

}  // namespace packline::scenario
