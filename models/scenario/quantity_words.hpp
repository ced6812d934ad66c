#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The words that values with units are made of.

namespace packline::scenario {

/// For messages: the units of time.
inline constexpr std::string_view kUnitNames = "us, ms, s, min, h, d or wk";

/// Seconds of a unit of time; nothing where the word is none.
std::optional<double> unit_seconds(std::string_view word);
std::string_view trim(std::string_view text);
std::vector<std::string> words_of(std::string_view text);
/// A finite number at the start of `text`; what is left stays in `text`.
std::optional<double> take_number(std::string_view& text);
/// The number that `text` is and nothing else.
std::optional<double> whole_number(std::string_view text);
/// "45 s" in seconds; on failure `why` says what is wrong, in words that fit into brackets.
std::optional<double> parse_seconds(std::string_view text, std::string& why);

}  // namespace packline::scenario
