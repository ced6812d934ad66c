#pragma once

#include "models/packaging/spec/price_spec.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace packline::scenario {

/// "1.2 M$", "350 k$", "3 $/wafer", "60 k$/y", "12 EUR/h": an amount and the word behind the slash
/// (empty: none).
struct MoneyText {
    packaging::Money money = 0;
    std::string per;
};

/// Amounts are in `currency`, three letters; `$` stands for USD alone. Nothing, with a reason in
/// `why`, where the text is no amount in it.
std::optional<MoneyText> parse_money(std::string_view text, std::string_view currency,
                                     std::string& why);

/// Length of a "y", "d", "h", ...: what money per time is for.
std::optional<Duration> money_period(std::string_view word);

}  // namespace packline::scenario
