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
};

/// A line of constant times goes on from each of its snapshots as it would have; those that tell
/// something roughly are left out. `counts`: which lots of the snapshots to count.
template <class Counts>
WentOn goes_on(const std::string& text, int snapshots, const Counts& counts) {
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
        const packaging::Snapshot taken =
            packaging::take_snapshot(tables, packaging::line_processes(tables), {1, 0}, now);
        if (taken.gaps.restarted + taken.gaps.down + taken.gaps.kits_away + taken.gaps.apart > 0) {
            continue;
        }
        const test::TemporaryFolder folder;
        const Outcome rest = read_file(write_files(folder, *whole.line, text, taken), {});
        INFO(rest.messages);
        REQUIRE(rest.line.has_value());
        out.lots += static_cast<std::size_t>(std::ranges::count_if(rest.line->wip, counts));
        INFO("from " << to_seconds(now - Time{}) / 60 << " min\n" << wip_csv(*whole.line, taken));
        CHECK(test::story(packaging::trace_line(*rest.line, {1, 0}, Time{} + (end - now)),
                          Time{}) == test::story(all, now));
        ++out.times;
    }
    return out;
}

}  // namespace packline::scenario
