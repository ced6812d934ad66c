#include "models/scenario/quantity_words.hpp"

#include "sim/base/time.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace packline::scenario {

namespace {

struct Unit {
    std::string_view name;
    double seconds;
};
constexpr std::array<Unit, 7> kUnits{{{"us", 1e-6},
                                      {"ms", 1e-3},
                                      {"s", 1},
                                      {"min", 60},
                                      {"h", 3600},
                                      {"d", 86'400},
                                      {"wk", 604'800}}};

}  // namespace

std::optional<double> unit_seconds(std::string_view word) {
    for (const Unit& u : kUnits) {
        if (u.name == word) {
            return u.seconds;
        }
    }
    return std::nullopt;
}

std::string_view trim(std::string_view s) {
    while (!s.empty() && s.front() == ' ') {
        s.remove_prefix(1);
    }
    while (!s.empty() && s.back() == ' ') {
        s.remove_suffix(1);
    }
    return s;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : text) {
        if (c == ' ') {
            if (!word.empty()) {
                out.push_back(std::move(word));
                word.clear();
            }
        } else {
            word += c;
        }
    }
    if (!word.empty()) {
        out.push_back(word);
    }
    return out;
}

std::optional<double> take_number(std::string_view& text) {
    double x = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, x);
    // from_chars reads "nan" and "inf" too; neither is a quantity.
    if (failure != std::errc{} || !std::isfinite(x)) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return x;
}

std::optional<double> whole_number(std::string_view text) {
    const auto x = take_number(text);
    return x && text.empty() ? x : std::nullopt;
}

std::optional<double> parse_seconds(std::string_view text, std::string& why) {
    text = trim(text);
    const auto x = take_number(text);
    if (!x) {
        why = fmt::format("a number with a unit is wanted: {}", kUnitNames);
        return std::nullopt;
    }
    text = trim(text);
    if (text.empty()) {
        why = fmt::format("a unit is missing: {}", kUnitNames);
        return std::nullopt;
    }
    const auto unit = unit_seconds(text);
    if (!unit) {
        why = fmt::format("'{}' is no unit of time: {}", text, kUnitNames);
        return std::nullopt;
    }
    const double s = *x * *unit;
    if (s < 0 || s > kLongestInputSeconds) {
        why = s < 0 ? "a time cannot be negative" : "more than 100,000 years";
        return std::nullopt;
    }
    return s;
}

}  // namespace packline::scenario
