#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace packline::packaging {

/// Kinds of figures that may be estimates.
enum class EstimateKind : std::uint8_t {
    takes,  ///< times of steps, loading and unloading
    setups,
    failures,     ///< times between failures and between assists
    repairs,      ///< of failures and assists
    maintenance,  ///< lengths
    yields,       ///< shares that are lost
    stages,       ///< of gates, and lengths of masks
    lead_times,
    prices,  ///< of all that is bought: not what products bring in
    demand,  ///< rates of releases
};
inline constexpr std::size_t kEstimateKinds = 10;
inline constexpr std::array<std::string_view, kEstimateKinds> kEstimateNames{
    "takes",  "setups", "failures",   "repairs", "maintenance",
    "yields", "stages", "lead_times", "prices",  "demand"};

/// Which figures of a line are estimates, and how far off they may be.
struct EstimateSpec {
    double within = 0;  ///< share: 0.3 is up to 30 % less or more
    std::array<bool, kEstimateKinds> of{};

    bool any() const { return within > 0; }
};

}  // namespace packline::packaging
