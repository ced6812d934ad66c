#pragma once

#include <cstdint>
#include <string_view>

namespace packline {

/// Finaliser of splitmix64: every bit of the input moves every bit of the output.
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
constexpr std::uint64_t mix64(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

/// Joins two hashes; the order matters.
constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
    return mix64(a ^ (mix64(b) + 0x9E3779B97F4A7C15ULL + (a << 6) + (a >> 2)));
}

/// Hash of a name: FNV-1a, then mixed. The same on every machine, so a name may key a random
/// stream. Source: Fowler, Noll, Vo; parameters of draft-eastlake-fnv.
constexpr std::uint64_t hash_name(std::string_view name) {
    std::uint64_t h = 0xCBF29CE484222325ULL;
    for (const char c : name) {
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    return mix64(h);
}

}  // namespace packline
