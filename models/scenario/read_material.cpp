// `materials:` and `carriers:` of a line.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/quantity.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {
constexpr std::int64_t kMostParts = 1'000'000'000'000;
}

void LineReader::materials() {
    if (const Node* map = root_.find("materials")) {
        for (const Member& m : map->members) {
            material(m);
        }
    }
    if (const Node* map = root_.find("carriers")) {
        for (const Member& m : map->members) {
            MapReader reader{m.value, "carrier pool", diagnostics_};
            at_.carriers.push_back(m.at);
            line_.carriers.push_back({m.key, reader.count("stock", 1, kMostParts, 1).n, {}});
            if (reader.has("returns")) {
                line_.carriers.back().returns = reader.time("returns");
            }
            if (const Node* wash = reader.map("wash")) {
                MapReader in{*wash, "wash", diagnostics_};
                line_.carriers.back().wash_after = in.count("after", 1, 1'000'000, 1).n;
                line_.carriers.back().wash = in.time("takes");
            }
        }
    }
}

void LineReader::material(const Member& member) {
    MapReader reader{member.value, "material", diagnostics_};
    MaterialSpec material;
    material.name = member.key;
    const Node* stock = reader.value("stock");
    material.unlimited = stock != nullptr && stock->text == "unlimited";
    if (!material.unlimited) {
        material.initial = reader.count("stock", 0, kMostParts, 0).n;
    }
    if (reader.has("sites")) {
        material.sites = sites(reader, "sites", 1);
    }
    material.shelf_life = reader.duration("shelf_life", Duration{});
    material.open_life = reader.duration("floor_life", Duration{});
    material.pack = reader.count("pack", 1, kMostParts, 0).n;
    if (reader.has("pack") != reader.has("floor_life")) {
        reader.error(reader.has("pack") ? "pack" : "floor_life",
                     "parts that age once opened state `pack` and `floor_life`",
                     "write {pack: 200, floor_life: 24 h}, or leave both out");
    }
    if (reader.has("pack") && reader.has("sites")) {
        reader.error("pack", "whole wafers in packs", "leave `pack` and `floor_life` out");
    }
    for (const std::string_view key : {"supply", "shelf_life", "pack", "floor_life"}) {
        if (material.unlimited && reader.has(key)) {
            reader.error(key, fmt::format("{} of an unlimited stock", key),
                         "state a number of parts as `stock:`, or leave it out");
        }
    }
    supply(reader, material);
    room(reader, material);
    material_price(reader, material);
    at_.materials.push_back(member.at);
    line_.materials.push_back(std::move(material));
}

void LineReader::room(MapReader& reader, MaterialSpec& material) {
    if (!reader.has("room")) {
        return;
    }
    material.room = reader.count("room", 1, kMostParts, 0).n;
    const SupplySpec::Kind kind = material.supply.kind;
    if (kind != SupplySpec::Kind::interval && kind != SupplySpec::Kind::schedule) {
        reader.error("room",
                     kind == SupplySpec::Kind::reorder
                         ? "what is ordered for want of parts has its place (else it would be "
                           "ordered for ever)"
                         : "no delivery comes that could find no room",
                     "leave the key out, or supply by `every` or `schedule`");
    } else if (material.initial > material.room) {
        reader.error("room",
                     fmt::format("room for {} and a stock of {}", material.room, material.initial),
                     "raise `room` or lower `stock`");
    }
}

void LineReader::supply(MapReader& reader, MaterialSpec& material) {
    const Node* node = reader.map("supply");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "supply", diagnostics_};
    SupplySpec& s = material.supply;
    const int ways = int{in.has("reorder_at")} + int{in.has("every")} + int{in.has("schedule")};
    if (ways != 1) {
        diagnostics_.error(node->at, "a supply states one of `reorder_at`, `every` and `schedule`",
                           "write {reorder_at: 200, order_up_to: 900, lead_time: 21 d}, {every: "
                           "7 d, quantity: 500} or {schedule: [...]}");
        return;
    }
    s.allocation = regime_share(in, "allocation", 1.0);
    if (in.has("reorder_at")) {
        reorder(in, s);
    } else {
        deliveries(in, s);
    }
    if (const Node* incoming = in.map("incoming")) {
        for (const Member& m : incoming->members) {
            std::string why;
            const auto share = parse_share(m.value.text, why);
            if (!share) {
                diagnostics_.error(m.value.at,
                                   fmt::format("{} = {} ({})", m.key, m.value.text, why),
                                   "the share of parts that come without this defect");
                continue;
            }
            s.incoming.push_back({mechanism(m.key), *share, true, 0.0});
        }
    }
    s.inspected = in.share("inspected", 0.0);
}

void LineReader::reorder(MapReader& in, SupplySpec& s) {
    s.kind = SupplySpec::Kind::reorder;
    s.reorder_at = in.count("reorder_at", 0, kMostParts, 0).n;
    if (in.has("order_up_to") == in.has("order")) {
        in.error("reorder_at", "a reorder point states one of `order_up_to` and `order`",
                 "order_up_to: the position that an order restores; order: its quantity");
    } else if (in.has("order")) {
        s.order_quantity = in.count("order", 1, kMostParts, 1).n;
    } else {
        s.order_up_to = in.count("order_up_to", 1, kMostParts, 1).n;
        if (s.order_up_to <= s.reorder_at) {
            in.error("order_up_to",
                     fmt::format("order_up_to = {} (not above the reorder point)", s.order_up_to),
                     "an order must bring something");
        }
    }
    if (!in.has("lead_time")) {
        in.error("reorder_at", "a reorder point without a lead time",
                 "add `lead_time: gamma(21 d cv 0.3)`");
    } else {
        s.lead_time = regime_time(in, "lead_time");
    }
    const auto nothing = [](double share) { return share <= 0; };
    if (s.allocation.regime.valid() ? std::ranges::all_of(s.allocation.by_state, nothing)
                                    : nothing(s.allocation.otherwise)) {
        in.error("allocation", "allocation = 0 (whatever is ordered would never come)",
                 "state a share above 0");
    }
    s.on_order = delivery_list(in, "on_order");
    if (const Node* second = in.map("second_source")) {
        MapReader other{*second, "second_source", diagnostics_};
        s.second_share = other.share("share", 0.0);
        s.second_lead_time = regime_time(other, "lead_time");
    }
}

void LineReader::deliveries(MapReader& in, SupplySpec& s) {
    for (const std::string_view key :
         {"order_up_to", "order", "lead_time", "second_source", "on_order"}) {
        if (in.has(key)) {
            in.error(key, fmt::format("{} without `reorder_at`", key),
                     "regular and scheduled deliveries are not ordered");
        }
    }
    if (in.has("every")) {
        s.kind = SupplySpec::Kind::interval;
        s.every = in.time("every");
        s.first = in.duration("first", Duration{});
        s.quantity = in.has("quantity") ? in.count("quantity", 1, kMostParts, 1).n : 0;
        if (s.quantity == 0 && !in.has("quantity")) {
            in.error("every", "regular deliveries of nothing", "add `quantity: 500`");
        }
        if (s.every.mean() < 1e-3 && diagnostics_.ok()) {
            in.error("every", "deliveries would come without a pause",
                     "write a time between deliveries of at least 1 ms");
        }
        return;
    }
    s.kind = SupplySpec::Kind::schedule;
    s.schedule = delivery_list(in, "schedule");
}

/// Given deliveries in the order of their times.
std::vector<SupplySpec::Delivery> LineReader::delivery_list(MapReader& in, std::string_view key) {
    std::vector<SupplySpec::Delivery> out;
    for (const Node* row : in.list(key)) {
        MapReader entry{*row, "delivery", diagnostics_};
        SupplySpec::Delivery d;
        d.at = Time{} + entry.duration("at", Duration{});
        d.quantity = entry.count("quantity", 1, kMostParts, 1).n;
        out.push_back(d);
    }
    std::ranges::stable_sort(out, {}, &SupplySpec::Delivery::at);
    return out;
}

}  // namespace packline::scenario
