#include "models/report/weekly_capacity.hpp"

#include "models/packaging/stations/calendar.hpp"

#include <algorithm>
#include <span>

namespace packline::report {

using namespace packaging;

namespace {

/// Levels are taken as even over so long.
constexpr Duration kPiece = hours(6);

/// What acts on some tools of a station over time: a level, and a date before which they are not
/// there.
struct Acting {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    LevelProfile profile;
    Time comes;
};

double level_of(const Acting& a, Time from, Time to) {
    const Time there = std::clamp(a.comes, from, to);
    const double present = to_seconds(to - there) / to_seconds(to - from);
    return present * mean_level(a.profile, from, to);
}

std::vector<Acting> acting_at(const LineSpec& line, std::size_t station, const Timelines& timelines,
                              const std::vector<Disruption>& disruptions) {
    std::vector<Acting> out;
    const auto add = [&](const ScopeSpec& scope, const LevelProfile& profile, Time comes) {
        for (const ScopeSpec::Tools& t : scope.tools) {
            if (t.station.index() == station && t.count > 0) {
                out.push_back({t.first, t.first + t.count, profile, comes});
            }
        }
    };
    for (const Disruption& d : disruptions) {
        if (d.effect == MaskEffect::capacity || d.effect == MaskEffect::speed) {
            add(*d.scope, d.profile, Time{});
        }
    }
    for (std::size_t p = 0; p < line.plans.size(); ++p) {
        add(line.plans[p].scope, {}, timelines.plans[p].ready);
    }
    return out;
}

/// Tools of one set that the same acts on.
struct Group {
    std::size_t set = 0;
    double tools = 0;  ///< at their speed
    std::vector<std::size_t> acting;
};

std::vector<Group> groups_of(const StationSpec& station, std::span<const Acting> acting) {
    std::vector<Group> out;
    std::uint32_t set_end = station.sets.empty() ? station.tools : station.sets.front().tools;
    std::size_t set = 0;
    for (std::uint32_t t = 0; t < station.tools; ++t) {
        for (; t >= set_end; set_end += station.sets[set].tools) {
            ++set;
        }
        Group g{
            .set = set, .tools = station.sets.empty() ? 1 : station.sets[set].speed, .acting = {}};
        for (std::size_t i = 0; i < acting.size(); ++i) {
            if (acting[i].first <= t && t < acting[i].end) {
                g.acting.push_back(i);
            }
        }
        if (!out.empty() && out.back().set == g.set && out.back().acting == g.acting) {
            out.back().tools += g.tools;
        } else {
            out.push_back(std::move(g));
        }
    }
    return out;
}

}  // namespace

CapacityOutlook::CapacityOutlook(const LineSpec& line, const WeekGrid& grid)
    : line_{line}, grid_{grid}, disrupted_(line.stations.size(), false) {
    const auto mark = [&](const ScopeSpec& scope) {
        for (const ScopeSpec::Tools& t : scope.tools) {
            disrupted_[t.station.index()] = true;
        }
    };
    for (const GateSpec& g : line.gates) {
        mark(g.scope);
    }
    for (const MaskSpec& m : line.masks) {
        mark(m.scope);
    }
    for (const PlanSpec& p : line.plans) {
        mark(p.scope);
    }
}

double CapacityOutlook::open_hours(std::size_t station, Time from, Time to) const {
    const CalendarId calendar = line_.stations[station].calendar;
    return to_seconds(calendar.valid() ? open_time(line_.calendars[calendar.index()], from, to)
                                       : to - from) /
           3600;
}

double CapacityOutlook::open_hours(std::size_t station, std::size_t week) const {
    return open_hours(station, Time{} + from_seconds(grid_.begins_s(week)),
                      Time{} + from_seconds(grid_.ends_s(week)));
}

std::vector<std::vector<double>> CapacityOutlook::hours(
    std::size_t station, const Timelines& timelines,
    const std::vector<Disruption>& disruptions) const {
    const StationSpec& spec = line_.stations[station];
    std::vector<std::vector<double>> out(std::max<std::size_t>(spec.sets.size(), 1),
                                         std::vector<double>(grid_.weeks, 0));
    const std::vector<Acting> acting = disrupted_[station]
                                           ? acting_at(line_, station, timelines, disruptions)
                                           : std::vector<Acting>{};
    for (const Group& g : groups_of(spec, acting)) {
        for (std::size_t w = 0; w < grid_.weeks; ++w) {
            if (g.acting.empty()) {
                out[g.set][w] += g.tools * open_hours(station, w);
                continue;
            }
            const Time end = Time{} + from_seconds(grid_.ends_s(w));
            for (Time at = Time{} + from_seconds(grid_.begins_s(w)); at < end; at = at + kPiece) {
                const Time to = std::min(at + kPiece, end);
                double tools = g.tools;
                for (const std::size_t i : g.acting) {
                    tools *= level_of(acting[i], at, to);
                }
                out[g.set][w] += tools > 0 ? tools * open_hours(station, at, to) : 0;
            }
        }
    }
    return out;
}

}  // namespace packline::report
