#pragma once

#include "models/packaging/spec/route_spec.hpp"
#include "models/packaging/spec/station_spec.hpp"

#include <cstdint>

// Tools that hold several lots, each of which entered and leaves on its own.

namespace packline::packaging {

/// When one lot leaves depends on those before it.
constexpr bool lots_follow_on(const StationSpec& station) {
    return station.load_ports > 0 || station.kind == StationKind::cascade ||
           station.kind == StationKind::chambered || station.kind == StationKind::rack;
}

/// There is a time from which the next lot may enter; else ports or slots say whether one may.
constexpr bool has_entrance(const StationSpec& station) {
    return station.load_ports == 0 &&
           (station.kind == StationKind::cascade || station.kind == StationKind::chambered ||
            (station.kind == StationKind::rack && station.partial));
}

/// Chambers, slots or places of one tool that fall free one by one; with ports: where the lots of
/// all ports are worked on.
constexpr std::uint32_t places_inside(const StationSpec& station) {
    if (station.load_ports > 0) {
        return 1;
    }
    switch (station.kind) {
        case StationKind::chambered:
            return station.chambers;
        case StationKind::cascade:
            return station.holds;
        case StationKind::rack:
            return station.partial ? station.slots : 0;
        default:
            return 0;
    }
}

/// A lot of so many items leaves the tool in sublots.
constexpr bool leaves_in_sublots(const StationSpec& station, const StepSpec& step,
                                 std::int64_t items) {
    const bool measures_some = step.sample.kind == SampleSpec::Kind::item_share ||
                               step.sample.kind == SampleSpec::Kind::item_count;
    return step.sublot > 0 && items > step.sublot && !measures_some &&
           station.kind != StationKind::batch && station.kind != StationKind::rack;
}

}  // namespace packline::packaging
