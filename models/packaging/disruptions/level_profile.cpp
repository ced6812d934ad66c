#include "models/packaging/disruptions/level_profile.hpp"

#include <algorithm>
#include <cmath>

namespace packline::packaging {

namespace {

constexpr int kRecoverySteps = 10;

auto first_after(const LevelProfile& profile, Time at) {
    return std::ranges::upper_bound(profile, at, {}, &LevelChange::at);
}

}  // namespace

LevelChange change_at(const LevelProfile& profile, Time at) {
    const auto next = first_after(profile, at);
    return next == profile.begin() ? LevelChange{} : *(next - 1);
}

double level_at(const LevelProfile& profile, Time at) { return change_at(profile, at).level; }

LevelChange next_change(const LevelProfile& profile, Time at) {
    const auto next = first_after(profile, at);
    return next == profile.end() ? LevelChange{.at = Time::never()} : *next;
}

double mean_level(const LevelProfile& profile, Time from, Time to) {
    double sum = 0.0;
    for (Time at = from; at < to;) {
        const Time next = std::min(next_change(profile, at).at, to);
        sum += level_at(profile, at) * static_cast<double>((next - at).us);
        at = next;
    }
    return sum / static_cast<double>((to - from).us);
}

void add_disruption(LevelProfile& profile, Time onset, Time end, double level, Duration recovery) {
    // A recovery that is still going on gives way to the next onset.
    profile.erase(std::ranges::lower_bound(profile, onset, {}, &LevelChange::at), profile.end());
    profile.push_back({onset, level});
    if (end != Time::never()) {
        end_disruption(profile, end, recovery);
    }
}

void end_disruption(LevelProfile& profile, Time end, Duration recovery) {
    const double level = level_at(profile, end);
    const int steps = recovery > Duration{} ? kRecoverySteps : 1;
    for (int i = 1; i <= steps; ++i) {
        const double back = i == steps ? 1.0 : level + (1.0 - level) * i / steps;
        profile.push_back(
            {end + Duration{recovery.us / kRecoverySteps * (steps == 1 ? 0 : i)}, back});
    }
}

RunningTools running_tools(std::uint32_t n, double level, Duration period) {
    // A level such as 0.6 of 5 tools is 3, whatever its last bit is.
    constexpr double kSlack = 1e-9;
    const double running = n * std::clamp(level, 0.0, 1.0);
    const double whole = std::floor(running + kSlack);
    const double rest = running - whole;
    RunningTools out{.whole = static_cast<std::uint32_t>(whole), .on = {}};
    if (rest > kSlack) {
        out.on = Duration{static_cast<std::int64_t>(rest * static_cast<double>(period.us) + 0.5)};
    }
    return out;
}

}  // namespace packline::packaging
