#include "models/packaging/stock/material_stock.hpp"

#include "models/packaging/lots/urn.hpp"
#include "sim/base/errors.hpp"
#include "sim/random/counts.hpp"

#include <algorithm>
#include <utility>

namespace packline::packaging {

void MaterialStatistics::reset(Time now) {
    for (TimeIntegral* level : {&stock, &kits_waiting, &lots_waiting, &short_time, &held_back}) {
        level->reset(now);
    }
    kits = kits_at_once = made = received = returned = expired = never_came = turned_away = 0;
    opened = open_scrapped = 0;
    received_in.clear();
}

MaterialStock::MaterialStock(const std::vector<MaterialSpec>& materials,
                             const std::vector<MechanismSpec>& mechanisms)
    : kept_(materials.size(), false) {
    for (const MechanismSpec& m : mechanisms) {
        levels_.push_back(m.level);
        of_part_.push_back(m.of_part);
    }
    const std::vector<std::int64_t> clean(mechanisms.size(), 0);
    for (const MaterialSpec& m : materials) {
        stock_.push_back({});
        Stock& s = stock_.back();
        s.spec = &m;
        s.unlimited = m.unlimited;
        s.positions = m.sites;
        s.balance.initial = m.initial;
        s.position = m.initial;
        put(MaterialId::from_index(stock_.size() - 1), m.initial, m.initial * m.sites, clean,
            Time{});
    }
}

void MaterialStock::put(MaterialId material, std::int64_t quantity, std::int64_t sites,
                        std::span<const std::int64_t> latent, Time now) {
    Stock& s = stock_[material.index()];
    if (quantity == 0) {
        return;
    }
    s.quantity += quantity;
    s.available += quantity;
    s.counted.stock.add(now, quantity);
    const Duration life = s.spec->shelf_life;
    s.receipts.push_back({quantity,
                          sites,
                          life > Duration{} ? now + life : Time::never(),
                          {latent.begin(), latent.end()},
                          false});
    std::vector<std::int64_t>& defects = s.receipts.back().latent;
    for (std::size_t m = 0; m < defects.size() && s.positions == 0; ++m) {
        if (of_part_[m].valid()) {
            defects[of_part_[m].index()] += std::exchange(defects[m], 0);
        }
    }
}

void MaterialStock::add(MaterialId material, std::int64_t quantity, std::int64_t sites,
                        std::span<const std::int64_t> latent, Time now) {
    stock_[material.index()].balance.made += quantity;
    stock_[material.index()].counted.made += quantity;
    stock_[material.index()].position += quantity;
    put(material, quantity, sites, latent, now);
}

void MaterialStock::request(const Request& request, std::span<const Need> needs) {
    for (const Need& n : needs) {
        stock_[n.material.index()].position -= n.parts(request.sets);
    }
    const auto later = [&](const Kit& k) { return k.asked.priority > request.priority; };
    const auto place = std::ranges::find_if(kits_, later);
    kits_.insert(place, Kit{.asked = request,
                            .fresh = true,
                            .waits_for = MaterialId::none(),
                            .needs = {needs.begin(), needs.end()}});
}

bool MaterialStock::there(const Need& n, std::int64_t sets) const {
    const Stock& s = stock_[n.material.index()];
    return s.unlimited || (!kept_[n.material.index()] && s.available >= n.parts(sets));
}

/// Sets that can be reserved for this kit now; none where it must wait.
std::optional<std::int64_t> MaterialStock::fillable(const Kit& kit) const {
    const auto all_there = [&](std::int64_t sets) {
        return std::ranges::all_of(kit.needs, [&](const Need& n) { return there(n, sets); });
    };
    if (all_there(kit.asked.sets)) {
        return kit.asked.sets;
    }
    if (kit.asked.least >= kit.asked.sets || !all_there(kit.asked.least)) {
        return std::nullopt;
    }
    std::int64_t sets = kit.asked.sets;
    for (const Need& n : kit.needs) {
        if (!unlimited(n.material) && n.per_set > 0) {
            sets = std::min(sets, (stock_[n.material.index()].available - n.fixed) / n.per_set);
        }
    }
    return sets;
}

std::optional<MaterialStock::Served> MaterialStock::reserve_next(Time now) {
    std::fill(kept_.begin(), kept_.end(), false);
    for (auto kit = kits_.begin(); kit != kits_.end(); ++kit) {
        if (kit->fresh) {
            first_look(*kit);
        }
        if (const std::optional<std::int64_t> sets = fillable(*kit)) {
            for (const Need& n : kit->needs) {
                if (!unlimited(n.material)) {
                    Stock& s = stock_[n.material.index()];
                    s.available -= n.parts(*sets);
                    s.position += n.parts(kit->asked.sets) - n.parts(*sets);
                }
            }
            wait_for(*kit, MaterialId::none(), now);
            const Claim claim = kit->asked.claim;
            kits_.erase(kit);
            return Served{claim, *sets};
        }
        const auto missing = std::ranges::find_if(
            kit->needs, [&](const Need& n) { return !there(n, kit->asked.sets); });
        wait_for(*kit, missing->material, now);
        for (const Need& n : kit->needs) {
            kept_[n.material.index()] = true;
        }
    }
    return std::nullopt;
}

void MaterialStock::first_look(Kit& kit) {
    kit.fresh = false;
    for (const Need& n : kit.needs) {
        MaterialStatistics& s = stock_[n.material.index()].counted;
        ++s.kits;
        s.kits_at_once += there(n, kit.asked.sets) ? 1 : 0;
    }
}

/// The kit's wait is booked on one material at a time: the first of its list that is short.
void MaterialStock::wait_for(Kit& kit, MaterialId material, Time now) {
    if (kit.waits_for != material) {
        count(kit, -1, now);
        kit.waits_for = material;
        count(kit, 1, now);
    }
}

void MaterialStock::count(const Kit& kit, std::int64_t sign, Time now) {
    if (!kit.waits_for.valid()) {
        return;
    }
    MaterialStatistics& s = stock_[kit.waits_for.index()].counted;
    s.kits_waiting.add(now, sign);
    s.lots_waiting.add(now, sign * kit.asked.lots);
    s.short_time.set(now, s.kits_waiting.level() > 0 ? 1 : 0);
}

bool MaterialStock::withdraw(Claim claim, Time now) {
    const auto kit =
        std::ranges::find_if(kits_, [&](const Kit& k) { return k.asked.claim == claim; });
    if (kit == kits_.end()) {
        return false;
    }
    wait_for(*kit, MaterialId::none(), now);
    for (const Need& n : kit->needs) {
        stock_[n.material.index()].position += n.parts(kit->asked.sets);
    }
    kits_.erase(kit);
    return true;
}

void MaterialStock::lot_waits(Claim claim, std::int32_t delta, Time now) {
    const auto kit =
        std::ranges::find_if(kits_, [&](const Kit& k) { return k.asked.claim == claim; });
    expect(kit != kits_.end(), "a lot waits for a kit that nobody ordered");
    count(*kit, -1, now);
    kit->asked.lots += static_cast<std::uint32_t>(delta);
    count(*kit, 1, now);
}

void MaterialStock::give_back(MaterialId material, std::int64_t quantity) {
    if (!unlimited(material)) {
        stock_[material.index()].available += quantity;
        stock_[material.index()].position += quantity;
    }
}

std::int64_t MaterialStock::take(MaterialId material, std::int64_t quantity,
                                 std::span<std::int64_t> latent, Draws& draws, Time now) {
    Stock& s = stock_[material.index()];
    s.balance.taken += quantity;
    return s.unlimited ? s.positions * quantity
                       : take_from(s, quantity, latent, draws, now, Opens::packs);
}

/// Takes parts off the shelf.
std::int64_t MaterialStock::take_from(Stock& s, std::int64_t quantity,
                                      std::span<std::int64_t> latent, Draws& draws, Time now,
                                      Opens opens) {
    expect(s.quantity >= quantity, "parts are taken that are not there");
    s.quantity -= quantity;
    s.counted.stock.add(now, -quantity);
    std::int64_t sites = 0;
    while (quantity > 0) {
        if (opens == Opens::packs && s.spec->open_life > Duration{} && !s.receipts.front().open) {
            open_pack(s, draws, now);
        }
        Shelf& oldest = s.receipts.front();
        const std::int64_t part = std::min(quantity, oldest.quantity);
        if (s.positions > 0) {
            sites += take_wafers(oldest, part, s.positions, latent, draws);
        } else {
            take_parts(oldest, part, latent, draws);
        }
        oldest.quantity -= part;
        quantity -= part;
        if (oldest.quantity == 0) {
            s.receipts.pop_front();
        }
    }
    return sites;
}

/// The oldest parts that are closed become a pack that is open, in front of all others.
void MaterialStock::open_pack(Stock& s, Draws& draws, Time now) {
    Shelf& closed = s.receipts.front();
    Shelf pack{.quantity = std::min(s.spec->pack, closed.quantity),
               .sites = 0,
               .expires = std::min(closed.expires, now + s.spec->open_life),
               .latent = std::vector<std::int64_t>(levels_.size(), 0),
               .open = true};
    take_parts(closed, pack.quantity, pack.latent, draws);
    closed.quantity -= pack.quantity;
    if (closed.quantity == 0) {
        s.receipts.pop_front();
    }
    s.receipts.push_front(std::move(pack));
    ++s.counted.opened;
}

bool MaterialStock::newly_open(MaterialId m, Time& known) const {
    const Stock& s = stock_[m.index()];
    if (s.spec->open_life == Duration{} || s.receipts.empty() || !s.receipts.front().open ||
        s.receipts.front().expires == known) {
        return false;
    }
    known = s.receipts.front().expires;
    return true;
}

void MaterialStock::take_parts(Shelf& from, std::int64_t n, std::span<std::int64_t> latent,
                               Draws& draws) const {
    Urn parts{from.quantity, n, draws};
    for (std::size_t m = 0; m < levels_.size(); ++m) {
        const std::int64_t bad = parts.take(from.latent[m]);
        from.latent[m] -= bad;
        latent[m] += bad;
    }
}

std::int64_t MaterialStock::take_wafers(Shelf& from, std::int64_t n, std::int64_t positions,
                                        std::span<std::int64_t> latent, Draws& draws) const {
    const std::int64_t sites =
        hypergeometric(draws, from.quantity * positions, from.sites, n * positions);
    Urn bad_wafers{from.quantity, n, draws};
    Urn bad_sites{from.sites, sites, draws};
    for (std::size_t m = 0; m < levels_.size(); ++m) {
        const std::int64_t bad =
            (levels_[m] == Level::site ? bad_sites : bad_wafers).take(from.latent[m]);
        from.latent[m] -= bad;
        latent[m] += bad;
    }
    from.sites -= sites;
    return sites;
}

std::int64_t MaterialStock::due_order(MaterialId material) const {
    const Stock& s = stock_[material.index()];
    const SupplySpec& supply = s.spec->supply;
    if (supply.kind != SupplySpec::Kind::reorder || s.position > supply.reorder_at) {
        return 0;
    }
    if (supply.order_quantity > 0) {
        return ((supply.reorder_at - s.position) / supply.order_quantity + 1) *
               supply.order_quantity;
    }
    return supply.order_up_to - s.position;
}

void MaterialStock::order(MaterialId material, std::int64_t quantity) {
    stock_[material.index()].position += quantity;
}

std::int64_t MaterialStock::find_room(MaterialId material, std::int64_t quantity) {
    Stock& s = stock_[material.index()];
    if (s.spec->room == 0) {
        return quantity;
    }
    const std::int64_t taken = std::clamp(s.spec->room - s.quantity, std::int64_t{0}, quantity);
    s.counted.turned_away += quantity - taken;
    return taken;
}

void MaterialStock::receive(MaterialId material, const Receipt& r,
                            std::span<const std::int64_t> latent, Time now) {
    Stock& s = stock_[material.index()];
    s.balance.bought += r.quantity;
    s.balance.returned += r.returned;
    s.counted.received += r.quantity;
    s.counted.returned += r.returned;
    s.position += r.quantity - r.returned - r.ordered;
    if (s.spec->price_regime.valid()) {
        s.counted.received_in.resize(s.spec->price_by_state.size(), 0);
        s.counted.received_in[r.price_state] += r.quantity - r.returned;
    }
    put(material, r.quantity - r.returned, r.sites, latent, now);
}

std::int64_t MaterialStock::allocated(MaterialId material, std::int64_t quantity, double share) {
    Stock& s = stock_[material.index()];
    const double exact = static_cast<double>(quantity) * share + s.cut;
    const auto whole = static_cast<std::int64_t>(exact + 1e-9);
    s.cut = exact - static_cast<double>(whole);
    return whole;
}

std::int64_t MaterialStock::expire(MaterialId material, Draws& draws, Time now) {
    Stock& s = stock_[material.index()];
    std::int64_t old = 0;
    std::int64_t open = 0;
    for (const Shelf& shelf : s.receipts) {
        if (shelf.expires > now) {
            break;
        }
        (shelf.open ? open : old) += shelf.quantity;
    }
    // What lies open goes as far as closed parts can take its place for those who have reserved
    // some. Of the others the oldest are those that are reserved.
    open = std::min(open, s.available);
    const std::int64_t gone = open + std::max<std::int64_t>(0, old - (s.quantity - s.available));
    if (gone == 0) {
        return 0;
    }
    s.counted.open_scrapped += open;
    gone_.assign(levels_.size(), 0);
    take_from(s, gone, gone_, draws, now, Opens::nothing);
    s.available -= gone;
    s.position -= gone;
    s.balance.expired += gone;
    s.counted.expired += gone;
    return gone;
}

void MaterialStock::reset_statistics(Time now) {
    for (Stock& s : stock_) {
        s.counted.reset(now);
    }
}

}  // namespace packline::packaging
