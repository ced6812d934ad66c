#include "models/packaging/utilities/meter.hpp"

#include <algorithm>

namespace packline::packaging {

StateGroup group_of(ToolState state) {
    switch (state) {
        case ToolState::productive:
        case ToolState::engineering:
            return StateGroup::productive;
        case ToolState::standby:
        case ToolState::blocked:
        case ToolState::operator_wait:
            return StateGroup::standby;
        case ToolState::setup:
        case ToolState::maintenance:
            return StateGroup::scheduled_down;
        case ToolState::assist:
        case ToolState::failure:
        case ToolState::crew_wait:
            return StateGroup::unscheduled_down;
        case ToolState::non_scheduled:
            break;
    }
    return StateGroup::non_scheduled;
}

Activity& Activity::operator+=(const Activity& other) {
    for (std::size_t g = 0; g < kStateGroups; ++g) {
        in_group[g] += other.in_group[g];
    }
    lots += other.lots;
    items += other.items;
    sites += other.sites;
    return *this;
}

Activity& Activity::operator-=(const Activity& other) {
    for (std::size_t g = 0; g < kStateGroups; ++g) {
        in_group[g] = in_group[g] - other.in_group[g];
    }
    lots -= other.lots;
    items -= other.items;
    sites -= other.sites;
    return *this;
}

Amount amount(const UseRates& rates, const Activity& activity) {
    constexpr Amount kHour_us = 3'600'000'000;
    Amount sum = kHour_us *
                 (Amount{rates.per_lot} * activity.lots + Amount{rates.per_item} * activity.items +
                  Amount{rates.per_site} * activity.sites);
    for (std::size_t g = 0; g < kStateGroups; ++g) {
        sum += Amount{rates.per_hour[g]} * activity.in_group[g].us;
    }
    return sum;
}

std::int64_t micro_units(Amount amount) {
    return static_cast<std::int64_t>(amount / kPartsOfMicroUnit);
}

double units(Amount amount) {
    return static_cast<double>(amount) / static_cast<double>(kPartsOfUnit);
}

StationMeter::StationMeter(std::uint32_t tools) {
    tools_[static_cast<std::size_t>(StateGroup::standby)] = tools;
}

Activity& StationMeter::month_at(Time now) {
    const auto month = static_cast<std::size_t>(now.us / kMonth.us);
    if (month >= months_.size()) {
        months_.resize(month + 1);
    }
    return months_[month];
}

/// Books what the tools of a group have done since they were last looked at, month by month.
void StationMeter::bring_up(std::size_t group, Time now) {
    for (Time from = since_[group]; from < now;) {
        const Time month_ends = Time{} + kMonth * (from.us / kMonth.us + 1);
        const Time to = std::min(now, month_ends);
        const Duration time = (to - from) * tools_[group];
        month_at(from).in_group[group] += time;
        total_.in_group[group] += time;
        from = to;
    }
    since_[group] = now;
}

void StationMeter::change(StateGroup from, StateGroup to, Time now) {
    if (from == to) {
        return;
    }
    const auto left = static_cast<std::size_t>(from);
    const auto entered = static_cast<std::size_t>(to);
    bring_up(left, now);
    bring_up(entered, now);
    --tools_[left];
    ++tools_[entered];
}

void StationMeter::handle(const Activity& load, Time now) {
    month_at(now) += load;
    total_ += load;
}

Activity StationMeter::total(Time now) const {
    Activity out = total_;
    for (std::size_t g = 0; g < kStateGroups; ++g) {
        out.in_group[g] += (now - since_[g]) * tools_[g];
    }
    return out;
}

void StationMeter::close(Time end) {
    for (std::size_t g = 0; g < kStateGroups; ++g) {
        bring_up(g, end);
    }
}

Activity StationMeter::window(Time end) const {
    Activity out = total(end);
    out -= before_window_;
    return out;
}

}  // namespace packline::packaging
