#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

// H5Fget_file_image() takes the "open for writing" mark out of the superblock of its copy, but
// (HDF5 1.10.8) leaves the checksum as it was with the mark, so the image cannot be opened.

namespace packline::store::detail {

/// The checksum of HDF5's metadata. Source: Jenkins, lookup3.c, hashlittle(), 2006.
constexpr std::uint32_t lookup3(std::span<const std::byte> bytes) {
    std::array<std::uint32_t, 3> s;
    s.fill(0xDEADBEEFU + static_cast<std::uint32_t>(bytes.size()));
    if (bytes.empty()) return s[2];
    const auto add = [&s](std::span<const std::byte> block) {
        for (std::size_t i = 0; i < block.size(); ++i) {
            s[i / 4] += static_cast<std::uint32_t>(block[i]) << (8 * (i % 4));
        }
    };
    while (bytes.size() > 12) {
        add(bytes.first(12));
        bytes = bytes.subspan(12);
        constexpr std::array<int, 6> turns{4, 6, 8, 16, 19, 4};
        for (std::size_t i = 0; i < turns.size(); ++i) {  // mix()
            auto& x = s[i % 3];
            auto& y = s[(i + 1) % 3];
            auto& z = s[(i + 2) % 3];
            x = (x - z) ^ std::rotl(z, turns[i]);
            z += y;
        }
    }
    add(bytes);
    constexpr std::array<int, 7> turns{14, 11, 25, 16, 4, 14, 24};
    for (std::size_t i = 0; i < turns.size(); ++i) {  // final(): c by b, a by c, b by a, ...
        auto& x = s[(i + 2) % 3];
        const auto z = s[(i + 1) % 3];
        x = (x ^ z) - std::rotl(z, turns[i]);
    }
    return s[2];
}

/// Makes the superblock say that nobody has the file open, with the checksum of that.
/// Source: HDF5 File Format Specification 3.0, section II.A, superblock version 3.
inline void mark_closed(std::span<std::byte> image) {
    constexpr std::size_t version_at = 8;
    constexpr std::size_t flags_at = 11;
    constexpr std::size_t checksum_at = 44;
    if (image.size() < checksum_at + 4 || image[version_at] != std::byte{3}) return;
    image[flags_at] = std::byte{0};
    const std::uint32_t checksum = lookup3(image.first(checksum_at));
    for (std::size_t i = 0; i < 4; ++i) {
        image[checksum_at + i] = static_cast<std::byte>(checksum >> (8 * i));
    }
}

}  // namespace packline::store::detail
