#pragma once

/// @file
/// Bins as text: `60 % into slow_parts`.

#include <optional>
#include <string_view>

namespace packline::scenario {

struct BinText {
    std::string_view amount;
    std::optional<std::string_view> material;  ///< none: the units are parts of nothing
};

inline BinText split_bin(std::string_view text) {
    constexpr std::string_view kInto = " into ";
    const std::size_t into = text.find(kInto);
    if (into == std::string_view::npos) {
        return {text, std::nullopt};
    }
    return {text.substr(0, into), text.substr(into + kInto.size())};
}

}  // namespace packline::scenario
