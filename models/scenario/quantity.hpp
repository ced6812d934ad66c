#pragma once

#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Values with units, from text to numbers. A function that fails returns nothing and says why
// in `why`, in words that fit into brackets after the value.

namespace packline::scenario {

/// "45 s", "2.5 h", "12 d": a finite length of time, not negative.
std::optional<Duration> parse_duration(std::string_view text, std::string& why);

/// A duration, or a distribution of one in the words of the dialect: "exp(8 h)",
/// "lognormal(20 min cv 0.9)". In seconds.
std::optional<Distribution> parse_time(std::string_view text, std::string& why);

/// "3 min/wafer", "7000 die/h": a time and the word after the slash (empty: none). A rate is
/// turned into the time of one.
struct OperationTime {
    Distribution time;  ///< [s]
    std::string per;
};
std::optional<OperationTime> parse_operation_time(std::string_view text, std::string& why);

/// "0.998" or "99.8 %": a share from 0 to 1.
std::optional<double> parse_share(std::string_view text, std::string& why);

/// "2", "0.5": a finite number without a unit.
std::optional<double> parse_number(std::string_view text);

/// "25", "25 wafers", "3 lots": a whole number, not negative, and the word behind it.
struct Count {
    std::int64_t n = 0;
    std::string unit;
};
std::optional<Count> parse_count(std::string_view text, std::string& why);

/// "10 lots/wk": the time between two of them.
std::optional<Duration> parse_rate(std::string_view text, std::string& why);

/// "10 mm" or "10 x 8 mm": one or two lengths [mm].
struct Size {
    double width = 0;
    double height = 0;
};
std::optional<Size> parse_size(std::string_view text, std::string& why);

/// "200 mm2", "2 cm2" or "10 x 20 mm": an area [mm2], above 0.
std::optional<double> parse_area(std::string_view text, std::string& why);

/// "0.09 per cm2" or "0.0009 per mm2": defects by area [1/mm2], not negative.
std::optional<double> parse_density(std::string_view text, std::string& why);

/// A plain number above 0.
std::optional<double> parse_number(std::string_view text, std::string& why);

/// yes/no, true/false, on/off.
std::optional<bool> parse_yes_no(std::string_view text);

}  // namespace packline::scenario
