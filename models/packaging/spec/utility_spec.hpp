#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/price_spec.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// What a line draws and emits, as plain data: water, energy, carbon, a pollutant. Amounts are
// whole billionths of the utility's unit, so that whatever is added up adds up exactly.

namespace packline::packaging {

/// States of SEMI E10 that a use may differ by. Engineering time is productive here: the tool does
/// the same.
enum class StateGroup : std::uint8_t {
    productive,
    standby,
    scheduled_down,
    unscheduled_down,
    non_scheduled,
};
inline constexpr std::size_t kStateGroups = 5;

/// Something that is metered: used by stations itself, made up of others, or both.
struct UtilitySpec {
    /// So much of this utility for each unit of another one.
    struct Part {
        UtilityId of;
        std::int64_t millionths = 0;
    };
    /// What a site has otherwise: the factor of its grid.
    struct AtSite {
        std::string site;
        std::vector<Part> parts;
    };
    std::string name;
    std::string unit;         ///< m3, kWh, kg, ...
    std::vector<Part> parts;  ///< acyclic
    std::vector<AtSite> at;
    Money price = 0;  ///< of one unit
};

/// What the tools of a station draw of one utility [billionths of its unit].
struct UseSpec {
    UtilityId utility;
    std::array<std::int64_t, kStateGroups> per_hour{};  ///< of each tool, by its state
    std::int64_t per_lot = 0;                           ///< handled
    std::int64_t per_item = 0;
    std::int64_t per_site = 0;
};

}  // namespace packline::packaging
