#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace packline {

/// Index into one kind of table. Two kinds never convert into each other, so
/// `start(tool, lot)` cannot be called as `start(lot, tool)`.
template <class Tag>
struct Id {
    std::uint32_t value = kNone;

    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    static constexpr Id none() { return {}; }
    static constexpr Id from_index(std::size_t i) { return {static_cast<std::uint32_t>(i)}; }
    constexpr bool valid() const { return value != kNone; }
    constexpr std::size_t index() const { return value; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace packline
