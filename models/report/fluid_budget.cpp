#include "models/report/fluid_budget.hpp"

#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/disruptions/watches.hpp"

#include <algorithm>
#include <limits>

namespace packline::report {

using packaging::BudgetId;
using packaging::BudgetSpec;
using packaging::MaskEffect;
using packaging::MaskSpec;

namespace {

/// Below this what is inside when a budget blocks would outweigh its limit.
constexpr Duration kLeastSpan = days(7);

bool blocks_all(const packaging::LineSpec& line, const MaskSpec& mask, const BudgetSpec& budget) {
    return std::ranges::all_of(budget.stations, [&](packaging::StationId s) {
        return std::ranges::any_of(mask.scope.tools, [&](const packaging::ScopeSpec::Tools& t) {
            return t.station == s && t.count == line.stations[s.index()].tools;
        });
    });
}

}  // namespace

const MaskSpec* capping_block(const packaging::LineSpec& line, BudgetId id) {
    const BudgetSpec& budget = line.budgets[id.index()];
    if (budget.rolling || budget.span < kLeastSpan) {
        return nullptr;
    }
    const auto caps = [&](const MaskSpec& m) {
        return m.when.kind == packaging::ConditionSpec::Kind::budget && m.when.budget == id &&
               m.when.while_it_holds && m.effect == MaskEffect::capacity && m.level == 0.0 &&
               m.most == 0 && blocks_all(line, m, budget);
    };
    const auto mask = std::ranges::find_if(line.masks, caps);
    return mask == line.masks.end() ? nullptr : &*mask;
}

bool caps_flow(const packaging::LineSpec& line, BudgetId id) {
    return line.budgets[id.index()].ration > 0 || capping_block(line, id) != nullptr;
}

FluidBudget::FluidBudget(const FluidLine::Limit& limit, const packaging::LineSpec& line,
                         RandomKey key)
    : budget_{line.budgets[limit.index]} {
    const BudgetId id = BudgetId::from_index(limit.index);
    if (budget_.ration > 0) {
        limit_ = static_cast<double>(budget_.ration) / 1e6;
        in_force_ = packaging::rationed_from(budget_, key);
    } else {
        const MaskSpec& block = *capping_block(line, id);
        limit_ = static_cast<double>(block.when.level) / 1e6 + limit.at_full_speed;
        in_force_ = packaging::mask_from(block, key);
    }
}

double FluidBudget::there(Time from, Time to) {
    from_ = from;
    to_ = to;
    if (to <= in_force_) {
        return std::numeric_limits<double>::infinity();
    }
    const std::int64_t span = budget_.span.us;
    if (!budget_.rolling) {
        // Each calendar span that the bucket touches has its limit, less what was used of it.
        double left = 0;
        for (Time at{from.us / span * span}; at < to; at = at + budget_.span) {
            const auto own = std::ranges::find(used_, at, &Span::begins);
            left += limit_ - (own == used_.end() ? 0.0 : own->used);
        }
        // Before it is in force nothing holds.
        return from < in_force_ ? std::numeric_limits<double>::infinity() : std::max(left, 0.0);
    }
    if (from < in_force_) {
        return std::numeric_limits<double>::infinity();
    }
    // From the begin of any bucket on, no more than so many limits as spans have begun since.
    const auto spans = [&](Time since) {
        return static_cast<double>(((to - since).us + span - 1) / span);
    };
    double left = limit_ * spans(from);
    double since = 0;
    for (auto s = used_.rbegin(); s != used_.rend(); ++s) {
        since += s->used;
        left = std::min(left, limit_ * spans(s->begins) - since);
    }
    return std::max(left, 0.0);
}

void FluidBudget::take(double amount) {
    if (budget_.rolling) {
        if (from_ >= in_force_) {
            used_.push_back({from_, amount});
        }
        return;
    }
    // As early as it may be: what is left of a span that ends can be used by nobody else.
    const std::int64_t span = budget_.span.us;
    for (Time at{from_.us / span * span}; at < to_; at = at + budget_.span) {
        auto own = std::ranges::find(used_, at, &Span::begins);
        if (own == used_.end()) {
            used_.push_back({at, 0.0});
            own = used_.end() - 1;
        }
        const bool last = at + budget_.span >= to_;
        const double here = last ? amount : std::min(amount, limit_ - own->used);
        own->used += std::max(here, 0.0);
        amount -= std::max(here, 0.0);
    }
    // What was used in the span in which it came into force counts as far as it was used since.
    if (from_ < in_force_) {
        used_.clear();
    }
}

}  // namespace packline::report
