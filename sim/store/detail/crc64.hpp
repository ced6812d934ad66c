#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace packline::store::detail {

/// Remainders of all bytes.
constexpr std::array<std::uint64_t, 256> crc64_table() {
    std::array<std::uint64_t, 256> table{};
    for (std::uint64_t i = 0; i < table.size(); ++i) {
        std::uint64_t word = i;
        for (int bit = 0; bit < 8; ++bit) {
            word = (word >> 1) ^ ((word & 1) != 0 ? 0xC96C5795D7870F42ULL : 0);
        }
        table[i] = word;
    }
    return table;
}

/// CRC-64/XZ: finds every error of up to 64 bits in a row, and any other with a chance of
/// 1 - 2^-64. Polynomial of ECMA-182, reflected; check value of "123456789": 995DC9BBDF1939FA.
class Crc64 {
public:
    constexpr void add(std::span<const std::byte> bytes) {
        for (const std::byte b : bytes) {
            state_ = kTable[(state_ ^ static_cast<std::uint64_t>(b)) & 0xFF] ^ (state_ >> 8);
        }
    }
    constexpr std::uint64_t value() const { return ~state_; }

private:
    static constexpr std::array<std::uint64_t, 256> kTable = crc64_table();

    std::uint64_t state_ = ~std::uint64_t{0};
};

}  // namespace packline::store::detail
