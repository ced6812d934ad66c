#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <vector>

namespace packline::scenario {

/// What comes of lots that nobody releases at a rate: those let in as others leave (cards), and
/// those that go round in a rework loop until the end of the run.
struct ClosedRelease {
    bool closed = false;
    bool goes_round = false;  ///< the lots stay, and what is told are their rounds
    double by_law = 0;   ///< a day, by Little's law: so many lots at most, and none of them waits
    double per_day = 0;  ///< of these what stations leave
    double share = 1;    ///< per_day / by_law
    double asked = 1;    ///< of the work of a lot, by law, what falls into the run
    packaging::StationId limit;  ///< the station that is full; none: the law binds
};

/// By product. What is released at a rate goes first; of the rest all that share a release grow
/// alike until a station that they come to is full. From means alone, without setups: no line does
/// more, and one whose lots wait for each other less.
std::vector<ClosedRelease> closed_releases(const packaging::LineSpec& line);

}  // namespace packline::scenario
