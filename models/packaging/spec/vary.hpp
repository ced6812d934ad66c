#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstdint>

namespace packline::packaging {

/// One of several ways in which the estimates of a line may be off.
struct Variation {
    std::uint32_t point = 0;
    std::uint32_t points = 1;
};

/// The line with each estimate multiplied by a factor of its own, from 1 - within to 1 + within.
/// Over all points each figure takes each of `points` equal parts of that range once (Latin
/// hypercube), in an order of its own: it depends on its kind and the name of what it belongs to
/// alone, so that two lines on the same figures vary alike.
/// Source: McKay, Beckman and Conover 1979, Technometrics 21(2).
LineSpec varied(LineSpec line, Variation variation);

}  // namespace packline::packaging
