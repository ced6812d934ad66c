#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/draws.hpp"

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace packline::packaging {

/// Components in stock, oldest first, and the kit orders that wait for them.
///
/// A kit is reserved all or nothing, first come within priority. An order that must wait keeps
/// its materials from later ones, so that a small order never starves a large one. Parts are
/// taken out when they are placed; until then a reservation is only a number, and what a lot
/// no longer needs falls back.
class MaterialStock {
public:
    struct Need {
        MaterialId material;
        std::int64_t quantity = 0;
    };

    MaterialStock(const std::vector<MaterialSpec>& materials, std::size_t mechanisms);

    /// Parts join the stock: `quantity`, of which `latent[m]` have latent defect m.
    void add(MaterialId material, std::int64_t quantity, std::span<const std::int64_t> latent);

    /// Asks for a kit. Its turn comes by (priority, order of asking).
    void request(OrderId order, std::uint8_t priority, std::span<const Need> needs);
    /// Takes the next kit order that can be filled, reserving its parts; none if none can.
    OrderId reserve_next();
    /// An order that ended before its kit was reserved no longer asks.
    void withdraw(OrderId order);
    /// Reserved parts that are not needed after all.
    void give_back(MaterialId material, std::int64_t quantity);

    /// Takes reserved parts out, oldest first; adds their latent defects to `latent`.
    void take(MaterialId material, std::int64_t quantity, std::span<std::int64_t> latent,
              Draws& draws);

    std::int64_t in_stock(MaterialId m) const { return stock_[m.index()].quantity; }
    std::int64_t received(MaterialId m) const { return stock_[m.index()].received; }
    std::int64_t taken(MaterialId m) const { return stock_[m.index()].taken; }
    bool unlimited(MaterialId m) const { return stock_[m.index()].unlimited; }
    std::size_t waiting() const { return orders_.size(); }

private:
    struct Receipt {
        std::int64_t quantity = 0;
        std::vector<std::int64_t> latent;
    };
    struct Stock {
        bool unlimited = false;
        std::int64_t quantity = 0;   ///< on the shelf, reserved ones included
        std::int64_t available = 0;  ///< not reserved
        std::int64_t received = 0;
        std::int64_t taken = 0;
        std::deque<Receipt> receipts;  ///< oldest first
    };
    struct Kit {
        OrderId order;
        std::uint8_t priority = 5;
        std::vector<Need> needs;
    };

    std::vector<Stock> stock_;
    std::vector<Kit> orders_;  ///< in the order of their turn
    std::size_t mechanisms_;
};

}  // namespace packline::packaging
