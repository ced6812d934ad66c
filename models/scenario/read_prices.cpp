// What things cost and bring in: prices of stations, steps, materials, people and products.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/quantity_words.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {

/// What an amount is for, by the word behind its slash.
std::optional<TimePer> per_of(std::string_view word) {
    if (is_lot_word(word)) {
        return TimePer::lot;
    }
    if (is_load_word(word)) {
        return TimePer::load;
    }
    if (is_item_word(word)) {
        return TimePer::item;
    }
    return is_site_word(word) ? std::optional{TimePer::site} : std::nullopt;
}

}  // namespace

void LineReader::currency(MapReader& top) {
    if (!top.has("currency")) {
        return;
    }
    const std::string code = top.text("currency");
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (code.size() != 3 || !std::ranges::all_of(code, upper)) {
        top.error("currency", fmt::format("currency = {} (three capital letters are wanted)", code),
                  "write USD, EUR or CNY");
        return;
    }
    line_.currency = code;
}

std::optional<MoneyText> LineReader::amount(MapReader& reader, std::string_view key) {
    if (!reader.has(key)) {
        return std::nullopt;
    }
    const std::string text = reader.text(key);
    std::string why;
    auto out = parse_money(text, line_.currency, why);
    if (!out) {
        reader.error(key, fmt::format("{} = {} ({})", key, text, why),
                     fmt::format("`currency:` of the line is {}", line_.currency));
    }
    return out;
}

Money LineReader::money(MapReader& reader, std::string_view key) {
    const auto out = amount(reader, key);
    if (out && !out->per.empty()) {
        reader.error(key,
                     fmt::format("{} = {} (an amount for one is wanted)", key, reader.text(key)),
                     fmt::format("leave out '/{}'", out->per));
    }
    return out ? out->money : 0;
}

/// One amount, or a map from the states of a regime to amounts.
void LineReader::material_price(MapReader& reader, MaterialSpec& material) {
    const Node* node = reader.has("price") ? reader.value("price") : nullptr;
    if (node == nullptr || !node->is_map()) {
        material.price = money(reader, "price");
        return;
    }
    for (const Node* value : by_state(*node, "price", material.price_regime)) {
        std::string why = "an amount is wanted";
        const auto price = value == nullptr || !value->is_scalar()
                               ? std::nullopt
                               : parse_money(value->text, line_.currency, why);
        if (value != nullptr && (!price || price->money <= 0 || !price->per.empty())) {
            diagnostics_.error(
                value->at,
                fmt::format("price = {} ({})", value->text,
                            price ? "an amount above 0 for one part is wanted" : why),
                "state the price of a part in each state: `2.5 $`");
        }
        material.price_by_state.push_back(price ? price->money : 0);
    }
    material.price = material.price_by_state.empty() ? 0 : material.price_by_state.front();
    if (material.supply.kind == SupplySpec::Kind::none) {
        reader.error("price", "a price by the state at the receipt, but nothing is ever received",
                     "add a `supply:`, or state one price");
    }
}

MoneyRate LineReader::money_rate(MapReader& reader, std::string_view key) {
    const auto out = amount(reader, key);
    if (!out) {
        return {};
    }
    const auto period = money_period(out->per);
    if (!period) {
        reader.error(key,
                     fmt::format("{} = {} (an amount per time is wanted)", key, reader.text(key)),
                     "write /h, /d or /y behind the amount");
    }
    return {out->money, period.value_or(kYear)};
}

StationCosts LineReader::station_costs(MapReader& reader) {
    StationCosts out;
    const Node* node = reader.map("costs");
    if (node == nullptr) {
        return out;
    }
    MapReader in{*node, "costs", diagnostics_};
    out.price = money(in, "price");
    out.depreciation = kYear * 5;
    if (in.has("depreciation")) {
        const std::string text = in.text("depreciation");
        std::string_view rest = text;
        const auto n = take_number(rest);
        const auto unit = money_period(trim(rest));
        if (!n || !unit || *n * to_seconds(*unit) < 86'400 || *n * to_seconds(*unit) > 4e9) {
            in.error("depreciation",
                     fmt::format("depreciation = {} (from 1 d to 100 y is wanted)", text),
                     "write `5 y`");
        } else {
            out.depreciation = from_seconds(*n * to_seconds(*unit));
        }
        if (!in.has("price")) {
            in.error("depreciation", "depreciation of nothing", "add `price: 1.2 M$`");
        }
    }
    out.upkeep = money_rate(in, "upkeep");
    out.floor = money_rate(in, "floor");
    out.labour = money_rate(in, "labour");
    out.consumables = consumables(in);
    return out;
}

std::vector<ConsumableSpec> LineReader::consumables(MapReader& reader) {
    std::vector<ConsumableSpec> out;
    const Node* node = reader.map("consumables");
    if (node == nullptr) {
        return out;
    }
    for (const Member& m : node->members) {
        std::string why;
        const auto amount = parse_money(m.value.text, line_.currency, why);
        const auto per = amount ? per_of(amount->per) : std::nullopt;
        if (!per) {
            diagnostics_.error(
                m.value.at,
                fmt::format("{} = {} ({})", m.key, m.value.text,
                            amount ? "what it is for is wanted" : why),
                "write /lot, /load (/touchdown), /item (/wafer, /panel) or /site (/die, /unit)");
            continue;
        }
        if (amount->money > 0) {
            out.push_back({m.key, amount->money, *per});
        }
    }
    return out;
}

ProductPrices LineReader::product_prices(MapReader& reader, const ProductSpec& product) {
    ProductPrices out;
    out.price = money(reader, "price");
    out.incoming_per = TimePer::item;
    if (const auto incoming = amount(reader, "incoming_price")) {
        out.incoming = incoming->money;
        const auto per = per_of(incoming->per);
        if (per == TimePer::item || per == TimePer::site) {
            out.incoming_per = *per;
        } else {
            reader.error("incoming_price",
                         fmt::format("incoming_price = {} (what it is for is wanted)",
                                     reader.text("incoming_price")),
                         "write /wafer or /die behind the amount");
        }
    }
    if (const Node* node = reader.map("penalties")) {
        MapReader in{*node, "penalties", diagnostics_};
        out.late = money(in, "late");
        out.waiting = money_rate(in, "waiting");
        out.lost = money(in, "lost");
        const bool due = product.has_due || std::ranges::any_of(product.release.schedule,
                                                                &ReleaseSpec::Entry::has_due);
        if (out.late > 0 && !due) {
            in.error("late", "nothing is late without a due date",
                     "add `due:` to the product, or leave it out");
        }
        if (out.waiting.any() && product.release.units == 0) {
            in.error("waiting", "no customer orders units",
                     "add `units:` to the release, or leave it out");
        }
    }
    return out;
}

}  // namespace packline::scenario
