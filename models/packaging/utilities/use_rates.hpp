#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/packaging/utilities/meter.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace packline::packaging {

/// Largest rate of use that a line may have, by hour, lot, item or site: sums over any run fit.
inline constexpr std::int64_t kMostUse = 1'000'000'000'000'000;  // a million units

/// What a station uses of each utility, with what others put into it at the site. Nothing where
/// that is beyond kMostUse. Requires: no utility puts anything into itself.
std::optional<std::vector<UseRates>> use_rates(const LineSpec& line, const StationSpec& station);

/// Sites of a line in the order of its stations: "line" where stations name none, "shared" for
/// those that name none where others do.
struct LineSites {
    std::vector<std::string> names;
    std::vector<std::size_t> of_station;
};
LineSites line_sites(const LineSpec& line);

}  // namespace packline::packaging
