#pragma once

#include "sim/base/errors.hpp"

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace packline::store::detail {

using Bytes = std::vector<std::byte>;

/// Writes numbers as little-endian bytes, the same on every machine.
class Encoder {
public:
    template <std::unsigned_integral T>
    void add(T number) {
        std::array<std::byte, sizeof(T)> little{};
        for (std::size_t i = 0; i < sizeof(T); ++i) {
            little[i] = static_cast<std::byte>(number >> (8 * i));
        }
        bytes_.insert(bytes_.end(), little.begin(), little.end());
    }
    void add(std::int64_t number) { add(static_cast<std::uint64_t>(number)); }
    /// Keeps every bit, those of a NaN too.
    void add(double number) { add(std::bit_cast<std::uint64_t>(number)); }
    void add(std::string_view text) {
        add_count(text.size());
        append(std::as_bytes(std::span{text}));
    }
    void add(std::span<const double> numbers) {
        add_count(numbers.size());
        for (const double number : numbers) {
            add(number);
        }
    }
    void add_count(std::size_t count) {
        expect(count <= std::numeric_limits<std::uint32_t>::max(), "a list is too long to store");
        add(static_cast<std::uint32_t>(count));
    }

    void append(std::span<const std::byte> bytes) {
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    }

    const Bytes& bytes() const { return bytes_; }
    void clear() { bytes_.clear(); }

private:
    Bytes bytes_;
};

/// Reads what Encoder wrote. Past the end it yields zeros and remembers that it failed, so a
/// reader checks once, at the end.
class Decoder {
public:
    explicit Decoder(std::span<const std::byte> bytes) : rest_{bytes} {}

    template <std::unsigned_integral T>
    T number() {
        T result = 0;
        for (std::size_t i = 0; const std::byte b : take(sizeof(T))) {
            result = static_cast<T>(result | static_cast<T>(b) << (8 * i++));
        }
        return result;
    }
    std::int64_t signed_number() { return static_cast<std::int64_t>(number<std::uint64_t>()); }
    double real() { return std::bit_cast<double>(number<std::uint64_t>()); }
    std::string text() {
        const auto from = take(number<std::uint32_t>());
        std::string result(from.size(), '\0');
        if (!from.empty()) std::memcpy(result.data(), from.data(), from.size());
        return result;
    }
    std::vector<double> reals() {
        std::vector<double> result(count(sizeof(double)));
        for (double& number : result) {
            number = real();
        }
        return result;
    }
    /// Number of elements that follow; 0 if that many, of `bytes_each` at least, cannot follow.
    std::size_t count(std::size_t bytes_each) {
        const std::size_t n = number<std::uint32_t>();
        if (n <= rest_.size() / bytes_each) return n;
        failed_ = true;
        return 0;
    }

    /// True if all was there, and nothing is left.
    bool complete() const { return !failed_ && rest_.empty(); }
    bool failed() const { return failed_; }
    std::size_t left() const { return rest_.size(); }
    std::span<const std::byte> take(std::size_t bytes) {
        if (bytes > rest_.size()) {
            failed_ = true;
            rest_ = {};
            return {};
        }
        const auto result = rest_.first(bytes);
        rest_ = rest_.subspan(bytes);
        return result;
    }

private:
    std::span<const std::byte> rest_;
    bool failed_ = false;
};

}  // namespace packline::store::detail
