#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/draws.hpp"
#include "sim/stats/time_integral.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace packline::packaging {

/// Parts that came in and went out since the start: nothing else may happen to them.
struct MaterialBalance {
    std::int64_t initial = 0;
    std::int64_t bought = 0;  ///< received, those sent back included
    std::int64_t made = 0;    ///< by products of the line
    std::int64_t taken = 0;
    std::int64_t expired = 0;
    std::int64_t returned = 0;

    std::int64_t left() const { return initial + bought + made - taken - expired - returned; }
};

/// What became of one material since the end of the warm-up.
struct MaterialStatistics {
    TimeIntegral stock;              ///< parts on the shelf
    TimeIntegral kits_waiting;       ///< kit orders that wait for this material first of all
    TimeIntegral lots_waiting;       ///< lots that stand at their step because of these
    TimeIntegral short_time;         ///< 1 while a kit order waits for it
    TimeIntegral held_back;          ///< parts due that a disruption keeps from coming
    std::int64_t kits = 0;           ///< kit orders that need it
    std::int64_t kits_at_once = 0;   ///< of these, those that found it there
    std::int64_t made = 0;           ///< by products of the line
    std::int64_t received = 0;       ///< parts bought, those sent back included
    std::int64_t returned = 0;       ///< parts that the receipt sent back
    std::int64_t expired = 0;        ///< parts that passed their shelf life, or lay open too long
    std::int64_t opened = 0;         ///< packs
    std::int64_t open_scrapped = 0;  ///< of the expired, those of open packs
    std::int64_t never_came = 0;     ///< parts due that a disruption made an end of
    std::int64_t turned_away = 0;    ///< bought parts that found no room
    /// Received and not sent back, by the state of the regime that their price depends on. Empty
    /// where it depends on none, and until the first.
    std::vector<std::int64_t> received_in;

    void reset(Time now);
};

/// Parts in stock, oldest first, and the kit orders that wait for them.
///
/// A kit is reserved all or nothing (or from a stated share of its sites on), first come within
/// priority. An order that must wait keeps its materials from later ones, so that a small order
/// never starves a large one. Parts are taken out when they are placed; until then a reservation
/// is only a number, and what a lot no longer needs falls back.
class MaterialStock {
public:
    /// Of one material for one kit: so many for each of its sets (sites), and so many once.
    struct Need {
        MaterialId material;
        std::int64_t per_set = 0;
        std::int64_t fixed = 0;
        std::int64_t parts(std::int64_t sets) const { return per_set * sets + fixed; }
    };
    /// Whose kit it is: a lot's own, or (lot: none) that of a whole order.
    struct Claim {
        OrderId order;
        LotId lot;
        friend bool operator==(const Claim&, const Claim&) = default;
    };
    struct Request {
        Claim claim;
        std::uint8_t priority = 5;
        std::int64_t sets = 0;
        std::int64_t least = 0;  ///< sets from which on a partial kit is reserved; `sets`: never
        std::uint32_t lots = 0;  ///< that stand at their step already
    };
    /// A kit that is reserved now.
    struct Served {
        Claim claim;
        std::int64_t sets = 0;
    };

    /// Requires: `materials` outlive the stock.
    MaterialStock(const std::vector<MaterialSpec>& materials,
                  const std::vector<MechanismSpec>& mechanisms);

    /// Parts that the line makes join the stock: `quantity`, of which `latent[m]` have latent
    /// defect m. `sites`: live ones on all of them, where these are whole wafers.
    void add(MaterialId material, std::int64_t quantity, std::int64_t sites,
             std::span<const std::int64_t> latent, Time now);

    /// Quantity to order now by the rule of the supply; 0: none.
    std::int64_t due_order(MaterialId material) const;
    void order(MaterialId material, std::int64_t quantity);
    /// Bought parts arrive: of `ordered` (0: not ordered by the reorder rule) `quantity`, of which
    /// `returned` go back at once. `sites` and `latent`: of those that stay.
    struct Receipt {
        std::int64_t ordered = 0;
        std::int64_t quantity = 0;
        std::int64_t returned = 0;
        std::int64_t sites = 0;
        std::uint32_t price_state = 0;  ///< of the regime of its price
    };
    void receive(MaterialId material, const Receipt& receipt, std::span<const std::int64_t> latent,
                 Time now);
    /// The share of what is due that comes, in whole parts: what is cut off one is carried to the
    /// next.
    std::int64_t allocated(MaterialId material, std::int64_t quantity, double share);
    /// Of so many parts that come those for which there is room; the rest is turned away.
    std::int64_t find_room(MaterialId material, std::int64_t quantity);
    /// Parts (a change of their number) that their supplier may not deliver now, or never will.
    void hold_back(MaterialId material, std::int64_t quantity, Time now) {
        stock_[material.index()].counted.held_back.add(now, quantity);
    }
    void lose(MaterialId material, std::int64_t quantity) {
        stock_[material.index()].counted.never_came += quantity;
    }
    /// Parts past their shelf life leave, oldest first, but for those that are reserved. Returns
    /// how many.
    std::int64_t expire(MaterialId material, Draws& draws, Time now);

    /// Asks for a kit. Its turn comes by (priority, order of asking). No material twice in `needs`.
    void request(const Request& request, std::span<const Need> needs);
    /// Takes the next kit order that can be filled, reserving its parts; none if none can.
    std::optional<Served> reserve_next(Time now);
    /// Whoever ended before the kit was reserved no longer asks. False where it does not.
    bool withdraw(Claim claim, Time now);
    /// One lot more (or less) stands at its step because this kit is not there.
    void lot_waits(Claim claim, std::int32_t delta, Time now);
    /// Reserved parts that are not needed after all.
    void give_back(MaterialId material, std::int64_t quantity);

    /// Takes reserved parts out, oldest first; adds their latent defects to `latent`. Returns the
    /// live sites on them where these are whole wafers.
    std::int64_t take(MaterialId material, std::int64_t quantity, std::span<std::int64_t> latent,
                      Draws& draws, Time now);

    /// Whether a pack is open that has its end at another time than `known`, which becomes it.
    bool newly_open(MaterialId m, Time& known) const;

    std::int64_t in_stock(MaterialId m) const { return stock_[m.index()].quantity; }
    std::int64_t reserved(MaterialId m) const {
        return stock_[m.index()].quantity - stock_[m.index()].available;
    }
    const MaterialBalance& balance(MaterialId m) const { return stock_[m.index()].balance; }
    bool unlimited(MaterialId m) const { return stock_[m.index()].unlimited; }
    std::size_t waiting() const { return kits_.size(); }
    const MaterialStatistics& statistics(MaterialId m) const { return stock_[m.index()].counted; }
    void reset_statistics(Time now);

private:
    struct Shelf {
        std::int64_t quantity = 0;
        std::int64_t sites = 0;
        Time expires = Time::never();
        std::vector<std::int64_t> latent;
        bool open = false;  ///< a pack, or what is left of it
    };
    struct Stock {
        const MaterialSpec* spec = nullptr;
        bool unlimited = false;
        std::int64_t positions = 0;  ///< sites on each, where these are whole wafers
        std::int64_t quantity = 0;   ///< on the shelf, reserved ones included
        std::int64_t available = 0;  ///< not reserved
        /// Not reserved, plus ordered, minus what kit orders wait for.
        std::int64_t position = 0;
        double cut = 0;  ///< part of a part that allocation has cut off
        MaterialBalance balance;
        std::deque<Shelf> receipts;  ///< oldest first
        MaterialStatistics counted;
    };
    struct Kit {
        Request asked;
        bool fresh = true;     ///< nobody has looked yet whether its parts are there
        MaterialId waits_for;  ///< the first that is short
        std::vector<Need> needs;
    };

    void put(MaterialId material, std::int64_t quantity, std::int64_t sites,
             std::span<const std::int64_t> latent, Time now);
    enum class Opens : std::uint8_t { nothing, packs };
    std::int64_t take_from(Stock& s, std::int64_t quantity, std::span<std::int64_t> latent,
                           Draws& draws, Time now, Opens opens);
    void open_pack(Stock& s, Draws& draws, Time now);
    bool there(const Need& need, std::int64_t sets) const;
    std::optional<std::int64_t> fillable(const Kit& kit) const;
    void first_look(Kit& kit);
    void wait_for(Kit& kit, MaterialId material, Time now);
    void count(const Kit& kit, std::int64_t sign, Time now);
    void take_parts(Shelf& from, std::int64_t n, std::span<std::int64_t> latent,
                    Draws& draws) const;
    std::int64_t take_wafers(Shelf& from, std::int64_t n, std::int64_t positions,
                             std::span<std::int64_t> latent, Draws& draws) const;

    std::vector<Stock> stock_;
    std::vector<Kit> kits_;      ///< in the order of their turn
    std::vector<bool> kept_;     ///< scratch: materials that an earlier kit waits for
    std::vector<Level> levels_;  ///< of the mechanisms
    std::vector<MechanismId> of_part_;
    std::vector<std::int64_t> gone_;  ///< scratch
};

}  // namespace packline::packaging
