#include "models/scenario/utility_text.hpp"

#include "models/packaging/utilities/use_rates.hpp"
#include "models/scenario/line_reader.hpp"
#include "models/scenario/quantity_words.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace packline::scenario {

namespace {

using packaging::StateGroup;

enum class Kind : std::uint8_t { volume, energy, mass };

struct Unit {
    std::string_view name;
    Kind kind;
    double size;  ///< in m3, kWh or kg
};
constexpr std::array<Unit, 8> kUnits{{{"m3", Kind::volume, 1},
                                      {"L", Kind::volume, 1e-3},
                                      {"kWh", Kind::energy, 1},
                                      {"MWh", Kind::energy, 1e3},
                                      {"kg", Kind::mass, 1},
                                      {"g", Kind::mass, 1e-3},
                                      {"mg", Kind::mass, 1e-6},
                                      {"t", Kind::mass, 1e3}}};
/// Energy by the hour.
constexpr std::array<Unit, 3> kPowers{
    {{"W", Kind::energy, 1e-3}, {"kW", Kind::energy, 1}, {"MW", Kind::energy, 1e3}}};

constexpr std::array<std::string_view, packaging::kStateGroups> kStates{
    "productive", "standby", "scheduled_down", "unscheduled_down", "non_scheduled"};

/// A thousand million units.
constexpr std::int64_t kMostAmount = 1'000'000'000'000'000'000;

template <std::size_t n>
const Unit* find_unit(const std::array<Unit, n>& units, std::string_view name) {
    const auto it = std::ranges::find(units, name, &Unit::name);
    return it == units.end() ? nullptr : &*it;
}

std::optional<std::int64_t> billionths(double n, const Unit* from, std::string_view unit,
                                       std::int64_t most, std::string& why) {
    const Unit* to = find_unit(kUnits, unit);
    if (from == nullptr || to == nullptr || from->kind != to->kind) {
        why = fmt::format("a quantity in {} or what can be turned into it is wanted", unit);
        return std::nullopt;
    }
    const double scaled = n * (from->size / to->size) * 1e9;
    if (n < 0 || scaled > static_cast<double>(most)) {
        why = n < 0 ? "it cannot be below 0"
                    : fmt::format("more than {} {}", most / 1'000'000'000, unit);
        return std::nullopt;
    }
    if (n > 0 && scaled < 1) {
        why = fmt::format("less than a billionth of a {}: choose a smaller unit", unit);
        return std::nullopt;
    }
    return static_cast<std::int64_t>(scaled + 0.5);
}

/// What "12 kW standby" says behind its quantity.
bool take_state(std::string_view word, UseText& out) {
    out.on = word == "on";
    const auto state = std::ranges::find(kStates, word);
    if (state != kStates.end()) {
        out.state = static_cast<StateGroup>(state - kStates.begin());
    }
    return out.on || state != kStates.end();
}

/// What stands behind the slash, and how many of them are an hour.
std::optional<double> take_per(std::string_view word, UseText& out) {
    if (const auto unit = unit_seconds(word)) {
        return 3600 / *unit;
    }
    if (is_lot_word(word)) {
        out.per = UseText::Per::lot;
    } else if (is_item_word(word)) {
        out.per = UseText::Per::item;
    } else if (is_site_word(word)) {
        out.per = UseText::Per::site;
    } else {
        return std::nullopt;
    }
    return 1;
}

}  // namespace

bool is_utility_unit(std::string_view word) { return find_unit(kUnits, word) != nullptr; }

std::optional<std::int64_t> parse_utility_amount(std::string_view text, std::string_view unit,
                                                 std::string& why) {
    std::string_view rest = trim(text);
    const auto n = take_number(rest);
    if (!n) {
        why = fmt::format("a quantity such as 900 {} is wanted", unit);
        return std::nullopt;
    }
    return billionths(*n, find_unit(kUnits, trim(rest)), unit, kMostAmount, why);
}

std::optional<UseText> parse_use(std::string_view text, std::string_view unit, std::string& why) {
    std::string_view rest = trim(text);
    const auto n = take_number(rest);
    rest = trim(rest);
    UseText out;
    const std::size_t space = rest.rfind(' ');
    const bool has_state =
        space != std::string_view::npos && take_state(trim(rest.substr(space)), out);
    if (has_state) {
        rest = trim(rest.substr(0, space));
    }
    why = fmt::format(
        "a use such as {} is wanted, with a state behind it where it differs by "
        "state: {} or on",
        unit == "kWh" || unit == "MWh" ? "12 kW or 3 kWh/wafer"
                                       : fmt::format("0.8 {0}/h or 2 {0}/wafer", unit),
        fmt::join(kStates, ", "));
    if (!n) {
        return std::nullopt;
    }
    const std::size_t slash = rest.find('/');
    const Unit* from = find_unit(kPowers, rest);
    double times = 1;
    if (slash != std::string_view::npos) {
        const auto per = take_per(trim(rest.substr(slash + 1)), out);
        if (!per) {
            return std::nullopt;
        }
        times = *per;
        from = find_unit(kUnits, trim(rest.substr(0, slash)));
    }
    if (from == nullptr || (has_state && out.per != UseText::Per::hour)) {
        return std::nullopt;
    }
    const auto amount = billionths(*n * times, from, unit, packaging::kMostUse, why);
    if (!amount) {
        return std::nullopt;
    }
    out.billionths = *amount;
    return out;
}

}  // namespace packline::scenario
