#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/line_spec.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace packline::packaging {

/// Whose site money is booked under. What serves stations of several sites (people of no area, a
/// part that two sites place) belongs to "shared"; a line without sites is one, "line".
struct MoneySites {
    explicit MoneySites(const LineSpec& line);

    std::vector<std::string> names;
    std::vector<std::size_t> of_station;
    std::vector<std::size_t> of_group;     ///< of operators
    std::vector<std::size_t> of_material;  ///< where it is placed
    std::vector<std::size_t> starts;       ///< by product: of the first station of its route
    std::vector<std::size_t> ships;        ///< by product: of the last
};

}  // namespace packline::packaging
