// Which tools can start something, in the order in which they are taken.

#include "models/packaging/line.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace packline::packaging {

/// Not while what is inside waits for its people: it asks for all of them at once, and whoever
/// came with another load would stand still with it and keep them from coming.
bool Line::can_start(const Tool& tool) const {
    const bool unattended =
        station_of(tool).needs_operators && staff_[index_of(tool)].unattended > 0;
    return tool.installed && tool.entrance_free && tool.finished_inside == 0 && tool.closed == 0 &&
           tool.failing == 0 && tool.maintenance_running < 0 && tool.maintenance_due == 0 &&
           station_of(tool).open && !unattended;
}

void Line::refresh_offer(std::uint32_t index) {
    if (can_start(tools_[index])) {
        offer(index);
        request_dispatch(tools_[index].station);
    } else {
        withdraw_offer(index);
    }
}

/// Joins the tools that can start: of tools with several ports the emptiest first (or the fullest,
/// where the station says so), then idle longest first, then by number. A repair or a closed shift
/// in between does not make a tool less idle.
void Line::offer(std::uint32_t index) {
    Tool& tool = tools_[index];
    if (tool.offered) {
        return;
    }
    Station& station = station_of(tool);
    tool.offered = true;
    if (station.offered.empty()) {
        station.idle_since = now();
    }
    const int by_inside = station.spec->load_ports == 0 ? 0 : station.spec->fullest_first ? -1 : 1;
    const auto rank = [&](std::uint32_t t) {
        const auto inside = static_cast<int>(tools_[t].loads_inside);
        return std::tuple{by_inside * inside, tools_[t].idle_since, t};
    };
    // From behind: what joins has mostly just become idle.
    auto place = station.offered.end();
    while (place != station.offered.begin() && rank(*std::prev(place)) > rank(index)) {
        --place;
    }
    station.offered.insert(place, index);
    const SetupSpec& setup = station.spec->setup;
    if (setup.run_given_up > Duration{} && tool.loads_inside == 0 && tool.run < setup.minimum_run) {
        const Time given_up = std::max(tool.idle_since + setup.run_given_up, now());
        send(station.entity, station.entity, given_up, Priority::dispatch, LineEvent::look_again,
             station.id.value);
    }
    if (station.spec->buffer.valid()) {
        request_admission(station.spec->buffer);
    }
}

void Line::withdraw_offer(std::uint32_t index) {
    Tool& tool = tools_[index];
    if (!tool.offered) {
        return;
    }
    Station& station = station_of(tool);
    tool.offered = false;
    station.offered.erase(std::ranges::find(station.offered, index));
    if (station.offered.empty()) {
        station.idle_tool += now() - station.idle_since;
    }
    if (!station.short_lots.empty()) {
        station.stuck_since.reset();  // fewer lots have a tool
        request_staffing();
    }
}

}  // namespace packline::packaging
