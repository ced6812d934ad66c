// What a lot of `wip:` has behind it that still acts on it.

#include "models/packaging/lots/lot.hpp"
#include "models/scenario/line_reader.hpp"
#include "models/scenario/quantity.hpp"

#include <fmt/format.h>
#include <optional>
#include <string>

namespace packline::scenario {

using namespace packaging;

namespace {

/// Calls `take(member, count)` for each entry of a map of counts; those below `least` and what is
/// no count are reported.
template <class Take>
void each_count(MapReader& in, const char* key, std::int64_t least, Diagnostics& diagnostics,
                const Take& take) {
    const Node* map = in.map(key);
    if (map == nullptr) {
        return;
    }
    for (const Member& m : map->members) {
        std::string why = "a count is wanted";
        const auto count = m.value.is_scalar() ? parse_count(m.value.text, why) : std::nullopt;
        if (!count || count->n < least || !count->unit.empty()) {
            diagnostics.error(
                m.value.at,
                fmt::format(
                    "{}: {} = {} ({})", key, m.key, m.value.text,
                    count ? "a plain number is wanted, from " + std::to_string(least) : why),
                "write a whole number, or leave the entry out");
            continue;
        }
        take(m, count->n);
    }
}

}  // namespace

void LineReader::initial_history(MapReader& in, const RouteSpec& route, InitialLotSpec& lot) {
    each_count(in, "done_on", 1, diagnostics_, [&](const Member& m, std::int64_t tool) {
        const StepId step = step_of(route, m.key, m.at);
        if (step.valid()) {
            lot.done_on.push_back({step, static_cast<std::uint32_t>(tool - 1)});
        }
    });
    lot.exposed = in.has("exposed");
    lot.exposure = in.duration("exposed", Duration{});
    each_count(in, "reworked", 1, diagnostics_, [&](const Member& m, std::int64_t items) {
        std::string why;
        const auto passes = parse_count(m.key, why);
        const auto most = static_cast<std::int64_t>(kPassBuckets - 1);
        if (!passes || passes->n < 1 || passes->n > most) {
            diagnostics_.error(m.at, fmt::format("reworked = {} times", m.key),
                               fmt::format("write 1 to {} (or more often), and how many items: "
                                           "`{{1: 20}}`",
                                           most));
            return;
        }
        lot.reworked.push_back({static_cast<std::uint32_t>(passes->n), items});
    });
    lot.repeats = static_cast<std::uint32_t>(in.count("repeats", 0, 1'000'000, 0).n);
    lot.rejected = in.yes_no("rejected", false);
    lot.retest_pass = static_cast<std::uint32_t>(in.count("retest", 1, 20, 0).n);
    lot.retest_units = in.count("retest_units", 1, 1'000'000'000'000, 0).n;
    if (in.has("retest") != in.has("retest_units")) {
        in.error(in.has("retest") ? "retest" : "retest_units",
                 "a retest and how many units go through it belong together",
                 "add the other one, or leave both out");
    }
    each_count(in, "latent", 1, diagnostics_, [&](const Member& m, std::int64_t count) {
        const std::size_t errors = diagnostics_.errors();
        const MechanismId mechanism{find(mechanism_names_, m.key, m.at, "defect mechanism")};
        if (diagnostics_.errors() == errors && mechanism.index() < line_.mechanisms.size()) {
            lot.latent.push_back({mechanism, count});
        }
    });
    each_count(in, "carriers", 0, diagnostics_, [&](const Member& m, std::int64_t n) {
        const std::size_t errors = diagnostics_.errors();
        const CarrierPoolId pool{find(carrier_names_, m.key, m.at, "carrier pool")};
        if (diagnostics_.errors() == errors && lot.carriers >= 0) {
            diagnostics_.error(m.at, "carriers of two pools", "a lot holds those of one at a time");
        } else if (diagnostics_.errors() == errors && pool.index() < line_.carriers.size()) {
            lot.carrier_pool = pool;
            lot.carriers = n;
        }
    });
}

}  // namespace packline::scenario
