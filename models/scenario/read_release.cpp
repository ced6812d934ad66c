// `release:` of a product and `releases:` of a line.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::product_release(MapReader& reader, ProductSpec& p) {
    const Node* node = reader.value("release");
    if (node == nullptr) {
        return;
    }
    if (node->is_scalar() && node->text == "none") {
        p.release.kind = ReleaseKind::none;
        return;
    }
    if (reader.map("release") == nullptr) {
        return;
    }
    for (const char* key : {"mix", "mix_order"}) {
        if (node->find(key) != nullptr) {
            diagnostics_.error(node->find(key)->at,
                               fmt::format("'{}' in the release of one product", key),
                               "several products share a release under `releases:` of the line");
        }
    }
    MapReader in{*node, "release", diagnostics_};
    release(in, p.release);
}

void LineReader::release(MapReader& in, ReleaseSpec& r) {
    const int ways =
        int{in.has("every")} + int{in.has("rate")} + int{in.has("schedule")} + int{in.has("cards")};
    if (ways != 1) {
        diagnostics_.error(in.node().at,
                           "a release states one of `every`, `rate`, `schedule` and `cards`",
                           "write {every: 16 h}, {rate: 10 lots/wk}, {schedule: [...]} or {cards: "
                           "12}");
        return;
    }
    r.lots = static_cast<std::uint32_t>(in.count("lots", 1, 10'000, 1).n);
    r.first = in.duration("first", Duration{});
    r.lost_when_full = in.choice("when_full", {"wait", "lose"}, 0) == 1;
    if (r.lost_when_full && (in.has("cards") || in.has("units"))) {
        in.error("when_full", "lots that are lost would be started again at once, without end",
                 "leave it out: with cards or orders lots wait for a place");
        r.lost_when_full = false;
    }
    r.cards = static_cast<std::uint32_t>(in.count("cards", 1, 1'000'000, 0).n);
    r.card_return = in.duration("card_return", Duration{});
    r.units = in.count("units", 1, 1'000'000'000, 0).n;
    r.expected_yield = in.share("expected_yield", 1);
    if (in.has("schedule")) {
        r.kind = ReleaseKind::schedule;
        schedule(in, r);
    } else if (in.has("cards")) {
        r.kind = ReleaseKind::cards;
    } else {
        release_interval(in, r);
    }
    const auto only_with = [&](const char* key, bool wanted, const char* why, const char* help) {
        if (in.has(key) && !wanted) {
            in.error(key, fmt::format("'{}' {}", key, why), help);
        }
    };
    only_with("card_return", in.has("cards"), "without cards",
              "write `cards: 12`, or leave it out");
    only_with("lots", !in.has("cards"), "beside cards (each card is a lot)", "leave it out");
    only_with("units", r.kind == ReleaseKind::interval, "needs `every` or `rate` of the orders",
              "write {every: 8 h, units: 5000}");
    only_with("lots", !in.has("units"), "beside units", "state either lots or units of an order");
    only_with("expected_yield", in.has("units"), "without units of an order",
              "write {every: 8 h, units: 5000}, or leave it out");
    if (in.has("expected_yield") && r.expected_yield < 0.01) {
        in.error("expected_yield", "orders that expect no yield would start lots without end",
                 "state what the route yields");
        r.expected_yield = 1;
    }
    release_cap(in, r);
}

void LineReader::release_interval(MapReader& in, ReleaseSpec& r) {
    if (in.has("every")) {
        r.interval = in.time("every");
    } else if (in.node().find("rate")->is_list()) {
        dated_rates(in, r);
        return;
    } else {
        std::string why;
        const std::string text = in.text("rate");
        const auto gap = parse_rate(text, why);
        if (!gap || *gap == Duration{}) {
            in.error("rate", fmt::format("rate = {} ({})", text, why), "write 10 lots/wk");
            return;
        }
        const double mean = to_seconds(*gap) * r.lots;
        r.interval = in.yes_no("poisson", false) ? Distribution::exponential(mean)
                                                 : Distribution::constant(mean);
    }
    if (r.interval.mean() < 1e-3 && diagnostics_.ok()) {
        in.error(in.has("every") ? "every" : "rate", "lots would be released without a pause",
                 "write a time between releases of at least 1 ms");
    }
}

void LineReader::release_cap(MapReader& reader, ReleaseSpec& r) {
    const Node* node = reader.map("cap");
    if (node == nullptr) {
        return;
    }
    if (r.kind != ReleaseKind::interval || r.units > 0) {
        reader.error("cap", "a cap on what is not released by `every` or `rate` of lots",
                     "leave it out");
        return;
    }
    MapReader in{*node, "cap", diagnostics_};
    r.cap.most = in.count("lots", 1, 1'000'000, 1).n;
    if (in.has("queue")) {
        r.cap.station =
            StationId{find(station_names_, in.text("queue"), in.at("queue"), "station")};
    }
    r.cap.lose = in.choice("over", {"wait", "lose"}, 0) == 1;
    r.cap.reads = in.duration("reads", minutes(10));
    if (r.cap.reads < seconds(1)) {
        in.error("reads", "held starts would look again without a pause",
                 "write a time of at least 1 s");
        r.cap.reads = minutes(10);
    }
}

void LineReader::schedule(MapReader& reader, ReleaseSpec& r) {
    for (const Node* row : reader.list("schedule")) {
        MapReader in{*row, "scheduled release", diagnostics_};
        ReleaseSpec::Entry e;
        e.at = Time{} + in.duration("at", Duration{});
        e.lots = static_cast<std::uint32_t>(in.count("lots", 1, 10'000, 1).n);
        if (in.has("priority")) {
            e.priority = static_cast<std::int32_t>(in.count("priority", 0, 9, 5).n);
        }
        e.has_due = in.has("due");
        e.due = Time{} + in.duration("due", Duration{});
        r.schedule.push_back(e);
    }
    std::ranges::stable_sort(r.schedule, {}, &ReleaseSpec::Entry::at);
}

/// Products that share a release; read after them.
void LineReader::release_stream(const Member& member) {
    MapReader in{member.value, "release", diagnostics_};
    ReleaseStreamSpec stream;
    stream.name = member.key;
    release(in, stream.release);
    if (in.has("units")) {
        in.error("units", "orders of customers name one product",
                 "write `units` in the release of the product");
    }
    stream.at_random = in.choice("mix_order", {"even", "random"}, 0) == 1;
    const Node* mix = in.map("mix");
    if (mix == nullptr || mix->members.empty()) {
        diagnostics_.error(member.at, fmt::format("'{}' does not say what it releases", member.key),
                           "add `mix: {product: 3, other: 1}`");
        return;
    }
    for (const Member& m : mix->members) {
        const ProductId product{find(product_names_, m.key, m.at, "product")};
        std::string why;
        const auto lots = parse_count(m.value.text, why);
        if (!lots || lots->n < 1 || lots->n > 1'000'000) {
            diagnostics_.error(m.value.at,
                               fmt::format("{} = {} (lots in proportion)", m.key, m.value.text),
                               "a whole number above 0: {a: 3, b: 1} is three of a for one of b");
            continue;
        }
        if (product.index() < line_.products.size()) {
            ProductSpec& p = line_.products[product.index()];
            if (p.release.kind != ReleaseKind::none) {
                diagnostics_.error(m.at, fmt::format("'{}' is released twice", m.key),
                                   "write `release: none` in the product, and name it in one mix");
            }
            p.release.kind = ReleaseKind::none;
        }
        stream.mix.push_back({product, lots->n});
    }
    for (const ReleaseStreamSpec& other : line_.streams) {
        for (const ReleaseStreamSpec::Share& share : other.mix) {
            if (std::ranges::find(stream.mix, share.product, &ReleaseStreamSpec::Share::product) !=
                stream.mix.end()) {
                diagnostics_.error(
                    member.at,
                    fmt::format("'{}' and '{}' release the same product", other.name, stream.name),
                    "name each product in one mix");
            }
        }
    }
    line_.streams.push_back(std::move(stream));
}

}  // namespace packline::scenario
