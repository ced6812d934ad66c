#include "models/scenario/quantity.hpp"

#include "models/scenario/quantity_words.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>
#include <vector>

namespace packline::scenario {

std::optional<Duration> parse_duration(std::string_view text, std::string& why) {
    const auto s = parse_seconds(text, why);
    return s ? std::optional{from_seconds(*s)} : std::nullopt;
}

std::optional<OperationTime> parse_operation_time(std::string_view text, std::string& why) {
    text = trim(text);
    const std::size_t slash = text.rfind('/');
    if (slash == std::string_view::npos) {
        const auto time = parse_time(text, why);
        return time ? std::optional{OperationTime{*time, ""}} : std::nullopt;
    }
    const std::string_view before = trim(text.substr(0, slash));
    const std::string_view after = trim(text.substr(slash + 1));
    // "7000 die/h": a rate, told by the unit of time behind the slash.
    if (const auto unit = unit_seconds(after)) {
        std::string_view rest = before;
        const auto n = take_number(rest);
        if (!n || *n <= 0 || trim(rest).empty()) {
            why = "a rate is a number above zero and a word before '/h', such as 7000 die/h";
            return std::nullopt;
        }
        return OperationTime{Distribution::constant(*unit / *n), std::string{trim(rest)}};
    }
    const auto time = parse_time(before, why);
    return time ? std::optional{OperationTime{*time, std::string{after}}} : std::nullopt;
}

std::optional<double> parse_share(std::string_view text, std::string& why) {
    text = trim(text);
    auto x = take_number(text);
    text = trim(text);
    if (x && text == "%") {
        *x /= 100;
    } else if (!x || !text.empty()) {
        why = "a share from 0 to 1 is wanted, such as 0.998 or 99.8 %";
        return std::nullopt;
    }
    if (*x < 0 || *x > 1) {
        why = "a share lies between 0 and 1 (0 % and 100 %)";
        return std::nullopt;
    }
    return x;
}

std::optional<double> parse_number(std::string_view text) {
    text = trim(text);
    const auto x = take_number(text);
    return x && trim(text).empty() ? x : std::nullopt;
}

std::optional<Count> parse_count(std::string_view text, std::string& why) {
    text = trim(text);
    const auto x = take_number(text);
    if (!x || *x < 0 || *x != std::floor(*x) || *x > 1e15) {
        why = "a whole number is wanted, not negative and below 1e15";
        return std::nullopt;
    }
    const std::string_view unit = trim(text);
    if (unit.find_first_of(" \t") != std::string_view::npos) {
        why = "a whole number and at most one word are wanted";
        return std::nullopt;
    }
    return Count{static_cast<std::int64_t>(*x), std::string{unit}};
}

std::optional<Duration> parse_rate(std::string_view text, std::string& why) {
    const auto time = parse_operation_time(text, why);
    if (!time || text.find('/') == std::string_view::npos ||
        time->time.kind() != Distribution::Kind::constant) {
        why = "a rate such as 10 lots/wk is wanted";
        return std::nullopt;
    }
    return from_seconds(time->time.mean());
}

std::optional<Size> parse_size(std::string_view text, std::string& why) {
    std::vector<double> sizes;
    std::vector<std::string> words = words_of(text);
    const bool in_mm = !words.empty() && words.back() == "mm";
    if (in_mm) {
        words.pop_back();
    }
    for (const std::string& w : words) {
        if (w == "x") {
            continue;
        }
        const auto x = whole_number(w);
        if (!x || *x <= 0 || *x > 10'000) {
            sizes.clear();
            break;
        }
        sizes.push_back(*x);
    }
    if (!in_mm || sizes.empty() || sizes.size() > 2) {
        why = "a size such as 10 mm or 10 x 8 mm is wanted";
        return std::nullopt;
    }
    return Size{sizes.front(), sizes.back()};
}

namespace {

std::optional<double> unit_mm2(std::string_view unit) {
    constexpr std::array<std::pair<std::string_view, double>, 2> units{
        {{"mm2", 1.0}, {"cm2", 100.0}}};
    for (const auto& [name, mm2] : units) {
        if (name == unit) {
            return mm2;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<double> parse_area(std::string_view text, std::string& why) {
    std::string_view rest = trim(text);
    const auto x = take_number(rest);
    const auto unit = unit_mm2(trim(rest));
    if (x && unit && *x > 0 && *x * *unit <= 1e8) {
        return *x * *unit;
    }
    const auto size = unit ? std::nullopt : parse_size(text, why);
    if (!size) {
        why = "an area such as 200 mm2, 2 cm2 or 10 x 20 mm is wanted";
        return std::nullopt;
    }
    return size->width * size->height;
}

std::optional<double> parse_density(std::string_view text, std::string& why) {
    std::string_view rest = trim(text);
    const auto x = take_number(rest);
    rest = trim(rest);
    constexpr std::string_view per = "per ";
    const auto unit =
        rest.substr(0, per.size()) == per ? unit_mm2(trim(rest.substr(per.size()))) : std::nullopt;
    if (!x || !unit || *x < 0 || *x > 1e6) {
        why = "defects by area are wanted, such as 0.09 per cm2";
        return std::nullopt;
    }
    return *x / *unit;
}

std::optional<double> parse_number(std::string_view text, std::string& why) {
    const auto x = whole_number(trim(text));
    if (!x || *x <= 0 || *x > 1e12) {
        why = "a number above 0 is wanted";
        return std::nullopt;
    }
    return x;
}

std::optional<bool> parse_yes_no(std::string_view text) {
    for (const std::string_view yes : {"yes", "true", "on"}) {
        if (text == yes) {
            return true;
        }
    }
    for (const std::string_view no : {"no", "false", "off"}) {
        if (text == no) {
            return false;
        }
    }
    return std::nullopt;
}

}  // namespace packline::scenario
