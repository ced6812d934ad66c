#include "models/report/fluid_stock.hpp"

#include "models/packaging/disruptions/timelines.hpp"
#include "sim/random/duration.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace packline::report {

using packaging::Disruption;
using packaging::SupplySpec;

FluidStock::FluidStock(const FluidLine::Limit& limit, const packaging::LineSpec& line,
                       const packaging::Timelines& timelines,
                       const std::vector<Disruption>& disruptions, RandomKey key, Time end)
    : material_{line.materials[limit.index]},
      id_{packaging::MaterialId::from_index(limit.index)},
      hash_{limit.hash},
      timelines_{timelines},
      key_{key},
      stock_{static_cast<double>(material_.initial) + limit.in_other_parts},
      position_{static_cast<double>(material_.initial)} {
    for (const Disruption& d : disruptions) {
        for (const packaging::ScopeSpec::Supplier& s : d.scope->suppliers) {
            if (s.material == id_) {
                holding_[s.second ? 1 : 0].push_back(&d);
            }
        }
    }
    const SupplySpec& supply = material_.supply;
    for (const SupplySpec::Delivery& d : supply.schedule) {
        due_.push_back({d.at, static_cast<double>(d.quantity)});
    }
    if (supply.kind == SupplySpec::Kind::interval) {
        Time at = Time{} + supply.first;
        for (std::uint32_t i = 0; at < end; ++i) {
            due_.push_back({at, static_cast<double>(supply.quantity)});
            Draws gap{key_, hash_, Purpose::supply_interval, i};
            at = at + std::max(sample_duration(supply.every, gap), Duration{1});
        }
    }
    for (const SupplySpec::Delivery& d : supply.on_order) {
        expect({d.at, static_cast<double>(d.quantity), static_cast<double>(d.quantity)});
        position_ += static_cast<double>(d.quantity);
    }
}

double FluidStock::there(Time from, Time to, Duration later) {
    now_ = from;
    order();
    while (next_ < due_.size() && due_[next_].at < to + later) {
        const Due due = due_[next_++];
        deliver(due);
    }
    const SupplySpec& supply = material_.supply;
    if (supply.kind == SupplySpec::Kind::reorder) {
        Draws d{key_, hash_, Purpose::lead_time, orders_};
        bool lost = false;
        if (from + packaging::sample_regime_time(supply.lead_time, timelines_.regimes, from, d) <
                to &&
            level(false, from, lost) > 0) {
            return std::numeric_limits<double>::infinity();
        }
    }
    return stock_;
}

void FluidStock::take(double parts, double asked) {
    stock_ = std::max(stock_ - parts, 0.0);
    position_ -= asked;
    order();
}

void FluidStock::expect(const Due& due) {
    const auto later =
        std::upper_bound(due_.begin() + static_cast<std::ptrdiff_t>(next_), due_.end(), due.at,
                         [](Time at, const Due& d) { return at < d.at; });
    due_.insert(later, due);
}

/// What disruptions leave of it comes; the rest when nothing holds its supplier, or never.
void FluidStock::deliver(const Due& due) {
    bool lost = false;
    const double left = level(due.second, due.at, lost);
    const double rest = due.quantity * (1.0 - left);
    receive(due.quantity * left, lost ? due.ordered : due.ordered * left, due.at);
    if (rest <= 0.0 || lost) {
        return;
    }
    Time free = due.at;
    while (free != Time::never() && level(due.second, free, lost) < 1.0) {
        free = next_level(free);
    }
    if (free != Time::never()) {
        expect({free, rest, due.ordered * (1.0 - left), due.second});
    }
}

/// What is not allocated of an order is ordered anew.
void FluidStock::receive(double due, double ordered, Time at) {
    const double comes =
        due * packaging::number_at(material_.supply.allocation, timelines_.regimes, at);
    stock_ += comes;
    position_ += comes - ordered;
    order();
}

void FluidStock::order() {
    const SupplySpec& supply = material_.supply;
    const auto at_point = static_cast<double>(supply.reorder_at);
    if (supply.kind == SupplySpec::Kind::reorder && position_ <= at_point) {
        const auto lot = static_cast<double>(supply.order_quantity);
        const double quantity = lot > 0 ? (std::floor((at_point - position_) / lot) + 1) * lot
                                        : static_cast<double>(supply.order_up_to) - position_;
        position_ += quantity;
        const std::uint32_t ordinal = orders_++;
        const auto ship = [&](double parts, const packaging::RegimeTime& lead, Purpose purpose,
                              bool second) {
            if (parts > 0) {
                Draws d{key_, hash_, purpose, ordinal};
                const Duration takes =
                    packaging::sample_regime_time(lead, timelines_.regimes, now_, d);
                expect({now_ + takes, parts, parts, second});
            }
        };
        const double there = std::floor(quantity * supply.second_share + 0.5);
        ship(quantity - there, supply.lead_time, Purpose::lead_time, false);
        ship(there, supply.second_lead_time, Purpose::second_lead_time, true);
    }
}

double FluidStock::level(bool second, Time at, bool& lost) const {
    double out = 1.0;
    for (const Disruption* d : holding_[second ? 1 : 0]) {
        out *= packaging::level_left(*d, at, lost);
    }
    return out;
}

Time FluidStock::next_level(Time at) const {
    Time next = Time::never();
    for (const auto& holding : holding_) {
        for (const Disruption* d : holding) {
            next = std::min(next, packaging::next_change(d->profile, at).at);
        }
    }
    return next;
}

}  // namespace packline::report
