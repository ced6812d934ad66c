#pragma once

#include "models/packaging/spec/utility_spec.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace packline::scenario {

/// For messages: the units that utilities are told in.
inline constexpr std::string_view kUtilityUnits = "m3, L, kWh, MWh, kg, g, mg or t";

bool is_utility_unit(std::string_view word);

/// "900 m3" in billionths of another unit of the same kind; on failure `why` says what is wrong.
std::optional<std::int64_t> parse_utility_amount(std::string_view text, std::string_view unit,
                                                 std::string& why);

/// One use of a station: "12 kW standby", "0.8 m3/h", "40 mg/wafer".
struct UseText {
    enum class Per : std::uint8_t { hour, lot, item, site };
    std::int64_t billionths = 0;  ///< of the utility's unit
    Per per = Per::hour;
    bool on = false;  ///< per hour in all states but non-scheduled
    packaging::StateGroup state = packaging::StateGroup::productive;
};
std::optional<UseText> parse_use(std::string_view text, std::string_view unit, std::string& why);

}  // namespace packline::scenario
