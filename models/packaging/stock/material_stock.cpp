#include "models/packaging/stock/material_stock.hpp"

#include "sim/base/errors.hpp"
#include "sim/random/counts.hpp"

#include <algorithm>

namespace packline::packaging {

MaterialStock::MaterialStock(const std::vector<MaterialSpec>& materials, std::size_t mechanisms)
    : mechanisms_{mechanisms} {
    const std::vector<std::int64_t> clean(mechanisms, 0);
    for (const MaterialSpec& m : materials) {
        stock_.push_back({});
        stock_.back().unlimited = m.unlimited;
        add(MaterialId::from_index(stock_.size() - 1), m.initial, clean);
    }
}

void MaterialStock::add(MaterialId material, std::int64_t quantity,
                        std::span<const std::int64_t> latent) {
    Stock& s = stock_[material.index()];
    if (quantity == 0) {
        return;
    }
    s.quantity += quantity;
    s.available += quantity;
    s.received += quantity;
    s.receipts.push_back({quantity, {latent.begin(), latent.end()}});
}

void MaterialStock::request(OrderId order, std::uint8_t priority, std::span<const Need> needs) {
    const auto later = [&](const Kit& k) { return k.priority > priority; };
    const auto place = std::ranges::find_if(orders_, later);
    orders_.insert(place, Kit{order, priority, {needs.begin(), needs.end()}});
}

OrderId MaterialStock::reserve_next() {
    std::vector<bool> kept(stock_.size(), false);
    for (auto kit = orders_.begin(); kit != orders_.end(); ++kit) {
        const auto there = [&](const Need& n) {
            const Stock& s = stock_[n.material.index()];
            return s.unlimited || (!kept[n.material.index()] && s.available >= n.quantity);
        };
        if (std::ranges::all_of(kit->needs, there)) {
            for (const Need& n : kit->needs) {
                if (!unlimited(n.material)) {
                    stock_[n.material.index()].available -= n.quantity;
                }
            }
            const OrderId order = kit->order;
            orders_.erase(kit);
            return order;
        }
        for (const Need& n : kit->needs) {
            kept[n.material.index()] = true;
        }
    }
    return OrderId::none();
}

void MaterialStock::withdraw(OrderId order) {
    std::erase_if(orders_, [&](const Kit& k) { return k.order == order; });
}

void MaterialStock::give_back(MaterialId material, std::int64_t quantity) {
    if (!unlimited(material)) {
        stock_[material.index()].available += quantity;
    }
}

void MaterialStock::take(MaterialId material, std::int64_t quantity, std::span<std::int64_t> latent,
                         Draws& draws) {
    Stock& s = stock_[material.index()];
    s.taken += quantity;
    if (s.unlimited) {
        return;
    }
    expect(s.quantity >= quantity, "parts are taken that are not there");
    s.quantity -= quantity;
    while (quantity > 0) {
        Receipt& oldest = s.receipts.front();
        const std::int64_t part = std::min(quantity, oldest.quantity);
        std::int64_t population = oldest.quantity;
        std::int64_t left = part;
        for (std::size_t m = 0; m < mechanisms_; ++m) {
            if (oldest.latent[m] == 0 || left == 0) {
                population -= oldest.latent[m];
                continue;
            }
            const std::int64_t bad = hypergeometric(draws, population, oldest.latent[m], left);
            population -= oldest.latent[m];
            left -= bad;
            oldest.latent[m] -= bad;
            latent[m] += bad;
        }
        oldest.quantity -= part;
        quantity -= part;
        if (oldest.quantity == 0) {
            s.receipts.pop_front();
        }
    }
}

}  // namespace packline::packaging
