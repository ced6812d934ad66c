#include "models/scenario/money_text.hpp"

#include "models/scenario/quantity_words.hpp"

#include <cmath>
#include <fmt/format.h>

namespace packline::scenario {

namespace {

/// Ten thousand tools at 100 million each, in millionths, are a tenth of what 64 bits hold.
constexpr double kMost = 1e12;

}  // namespace

std::optional<MoneyText> parse_money(std::string_view text, std::string_view currency,
                                     std::string& why) {
    const std::string_view sign = currency == "USD" ? "$" : currency;
    std::string_view rest = trim(text);
    const auto n = take_number(rest);
    const std::size_t slash = rest.find('/');
    std::string_view unit = trim(rest.substr(0, slash));
    double scale = 1;
    if (!unit.empty() && (unit.front() == 'k' || unit.front() == 'M')) {
        scale = unit.front() == 'k' ? 1e3 : 1e6;
        unit = trim(unit.substr(1));
    }
    if (!n || (unit != sign && unit != currency)) {
        why = fmt::format("an amount in {} is wanted, such as 0.25 {}, 350 k{} or 1.2 M{}",
                          currency, sign, sign, sign);
        return std::nullopt;
    }
    const double money = *n * scale;
    if (!(money >= 0) || money > kMost) {
        why = "an amount from 0 to 1e12 is wanted";
        return std::nullopt;
    }
    const double millionths = money * static_cast<double>(packaging::kMoneyUnit);
    if (money > 0 && millionths < 1) {
        why = "amounts are kept to a millionth; state it for more pieces";
        return std::nullopt;
    }
    MoneyText out{static_cast<packaging::Money>(std::llround(millionths)), {}};
    if (slash != std::string_view::npos) {
        out.per = std::string{trim(rest.substr(slash + 1))};
    }
    return out;
}

std::optional<Duration> money_period(std::string_view word) {
    if (word == "y" || word == "year") {
        return packaging::kYear;
    }
    const auto seconds = unit_seconds(word);
    return seconds && *seconds >= 1 ? std::optional{from_seconds(*seconds)} : std::nullopt;
}

}  // namespace packline::scenario
