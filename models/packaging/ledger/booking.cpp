// What was spent: by tools, by people, by what lots use up and bring in.

#include "models/packaging/ledger/booking.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <vector>

namespace packline::packaging {

namespace {

constexpr std::array kAtWork{ToolState::productive,  ToolState::engineering, ToolState::setup,
                             ToolState::maintenance, ToolState::failure,     ToolState::assist,
                             ToolState::crew_wait};

std::size_t number(OperatorTask task) { return static_cast<std::size_t>(task); }

/// Of a step of a product's route.
struct Slot {
    std::size_t product = 0;
    std::size_t step = 0;
};

class Booking {
public:
    Booking(const LedgerInput& input, Ledger& ledger)
        : in_{input}, spec_{input.tables.spec}, ledger_{ledger} {
        by_station_.resize(spec_.stations.size());
        for (std::size_t p = 0; p < spec_.products.size(); ++p) {
            for (std::size_t s = 0; s < route(p).steps.size(); ++s) {
                by_station_[route(p).steps[s].station.index()].push_back({p, s});
            }
        }
    }

    void station(std::size_t index) {
        Int128 tool_us = 0;
        CostByKind all = owned(StationId::from_index(index), tool_us);
        Int128 worked = 0;
        for (const ToolState state : kAtWork) {
            worked += in_.counted.stations[index].in_state[static_cast<std::size_t>(state)].us;
        }
        CostByKind used;
        for (std::size_t k = 0; k < kCostKinds && tool_us > 0; ++k) {
            used.by[k] = static_cast<Money>(
                floor_div(Int128{all.by[k]} * std::min(worked, tool_us), tool_us));
        }
        drawn(index, all[CostKind::utilities], used[CostKind::utilities]);
        std::vector<Int128> weights;
        for (const Slot& s : by_station_[index]) {
            weights.push_back(counts(s).tool_time.us);
        }
        site(in_.sites.of_station[index]).spent += all;
        spread(all, used, by_station_[index], weights);
    }

    void people(std::size_t index) {
        const OperatorGroupSpec& group = spec_.operators[index];
        if (!group.wage.any()) {
            ledger_.idle_at.push_back(0);
            return;
        }
        const PaidTime& time = in_.people[index];
        CostByKind all;
        CostByKind used;
        all[CostKind::labour] = over_time(group.wage, time.duty_us);
        used[CostKind::labour] = over_time(group.wage, std::min(time.busy_us, time.duty_us));
        std::vector<Slot> slots;
        std::vector<Int128> weights;
        for (std::size_t s = 0; s < spec_.stations.size(); ++s) {
            Int128 tool_us = 0;
            for (const Slot& slot : by_station_[s]) {
                tool_us += counts(slot).tool_time.us;
            }
            for (const Slot& slot : by_station_[s]) {
                slots.push_back(slot);
                weights.push_back(attention_us(group, slot, s, tool_us));
            }
        }
        site(in_.sites.of_group[index]).spent += all;
        spread(all, used, slots, weights);
    }

    void consumables(std::size_t p) {
        for (std::size_t s = 0; s < route(p).steps.size(); ++s) {
            const StepSpec& step = route(p).steps[s];
            const StepCounts& c = counts({p, s});
            const auto use = [&](const ConsumableSpec& what) {
                const std::array<std::int64_t, 4> by{c.lots, c.items, c.sites, c.loads};
                const Money money = what.price * by[static_cast<std::size_t>(what.per)];
                spend({p, s}, CostKind::consumables, money,
                      in_.sites.of_station[step.station.index()]);
            };
            std::ranges::for_each(step.consumables, use);
            kits({p, s});
            std::ranges::for_each(spec_.stations[step.station.index()].costs.consumables, use);
        }
    }

    /// A use of a kit costs its share of all that the kit does until it is replaced; of one that
    /// is refurbished without limit, until then.
    void kits(const Slot& at) {
        const StepSpec& step = route(at.product).steps[at.step];
        const std::vector<std::int64_t>& worn = counts(at).worn;
        for (std::size_t i = 0; i < worn.size(); ++i) {
            const ToolingSpec& kit = spec_.tooling[i];
            const Int128 uses = Int128{std::max<std::int64_t>(kit.life, 1)} *
                                (kit.refurbished ? kit.most_refurbishments + 1 : 1);
            const Money money = static_cast<Money>(floor_div(Int128{kit.price} * worn[i], uses));
            spend(at, CostKind::consumables, money, in_.sites.of_station[step.station.index()]);
        }
    }

    void starts(std::size_t p) {
        const ProductSpec& product = spec_.products[p];
        const std::int64_t items = in_.counted.products[p].released * product.items;
        const Money money =
            product.prices.incoming *
            (product.prices.incoming_per == TimePer::site ? items * product.sites : items);
        spend({p, route(p).steps.size()}, CostKind::material, money, in_.sites.starts[p]);
    }

    /// What is paid for the tools of a plan, where it falls into the window.
    void payments(std::size_t index) {
        const PlanSpec& plan = spec_.plans[index];
        const PlanRun& run = in_.plans[index];
        const ScopeSpec::Tools& tools = plan.scope.tools.front();
        const Money each =
            plan.price == 0 ? spec_.stations[tools.station.index()].costs.price : plan.price;
        const Money whole = each * tools.count;
        Money left = whole;
        const auto pay = [&](Money part, Time at) {
            left -= part;
            if (at >= in_.start && at < in_.end) {
                ledger_.capex += part;
                site(in_.sites.of_station[tools.station.index()]).capex += part;
            }
        };
        const auto share = [&](double of) {
            return static_cast<Money>(std::llround(static_cast<double>(whole) * of));
        };
        pay(share(plan.paid_at_order), run.ordered);
        pay(share(plan.paid_at_delivery), run.delivered);
        pay(share(plan.paid_when_ready), run.ready);
        pay(left, run.installed);
    }

private:
    SiteMoney& site(std::size_t index) { return ledger_.sites[index]; }
    const RouteSpec& route(std::size_t p) const {
        return spec_.routes[spec_.products[p].route.index()];
    }
    const StepCounts& counts(const Slot& at) const {
        return in_.counted.ledger.products()[at.product].steps[at.step];
    }
    void book(const Slot& at, CostKind kind, Money money) {
        ledger_.products[at.product].spent[at.step][kind] += money;
    }
    /// Books what is spent at a site.
    void spend(const Slot& at, CostKind kind, Money money, std::size_t where) {
        book(at, kind, money);
        ledger_.booked[kind] += money;
        site(where).spent[kind] += money;
    }

    /// What tools cost that stand there in the window. Those of a plan do from their installation
    /// on, at the price of the plan where it states one.
    CostByKind owned(StationId id, Int128& tool_us) {
        const StationCosts& costs = spec_.stations[id.index()].costs;
        std::uint32_t others = spec_.stations[id.index()].tools;
        CostByKind out;
        const auto add = [&](std::uint32_t tools, Time installed, Money price) {
            const Int128 us =
                Int128{tools} * std::max(in_.end - std::max(in_.start, installed), Duration{}).us;
            out[CostKind::depreciation] += over_time({price, costs.depreciation}, us);
            tool_us += us;
        };
        for (std::size_t p = 0; p < spec_.plans.size(); ++p) {
            const ScopeSpec::Tools& planned = spec_.plans[p].scope.tools.front();
            if (planned.station == id) {
                const Money price = spec_.plans[p].price;
                add(planned.count, in_.plans[p].installed, price == 0 ? costs.price : price);
                others -= planned.count;
            }
        }
        add(others, Time{}, costs.price);
        out[CostKind::upkeep] = over_time(costs.upkeep, tool_us) + over_time(costs.floor, tool_us);
        out[CostKind::labour] = over_time(costs.labour, tool_us);
        return out;
    }

    /// What the tools of a station drew, and of that what they drew at work.
    void drawn(std::size_t index, Money& all, Money& used) const {
        const StationId station = StationId::from_index(index);
        const auto& states = in_.counted.stations[index].in_state;
        for (std::size_t u = 0; u < spec_.utilities.size(); ++u) {
            const Money price = spec_.utilities[u].price;
            if (price == 0) {
                continue;
            }
            const UtilityId utility = UtilityId::from_index(u);
            const UseRates& rates = in_.tables.use_rates(station, utility);
            const Int128 amount = in_.meters.total(station, utility);
            Int128 idle = 0;
            for (std::size_t t = 0; t < kToolStates; ++t) {
                const StateGroup group = group_of(static_cast<ToolState>(t));
                if (group == StateGroup::standby || group == StateGroup::non_scheduled) {
                    idle += Int128{rates.per_hour[static_cast<std::size_t>(group)]} * states[t].us;
                }
            }
            const Money whole = static_cast<Money>(floor_div(price * amount, kPartsOfUnit));
            all += whole;
            used += whole - static_cast<Money>(floor_div(price * idle, kPartsOfUnit));
        }
    }

    /// `used` of `all` goes to these steps, the rest is idle capacity.
    void spread(const CostByKind& all, const CostByKind& used, const std::vector<Slot>& slots,
                const std::vector<Int128>& weights) {
        ledger_.booked += all;
        CostByKind idle = all;
        const Int128 sum = std::accumulate(weights.begin(), weights.end(), Int128{0});
        if (sum > 0) {
            idle -= used;
            const Division parts{weights};
            for (std::size_t i = 0; i < slots.size(); ++i) {
                ledger_.products[slots[i].product].spent[slots[i].step] += parts.part(used, i);
                ledger_.products[slots[i].product].idle += parts.part(idle, i);
            }
        }
        ledger_.idle += idle;
        ledger_.idle_at.push_back(idle.total());
    }

    /// Person-time that the visits of a step need of this group, with their share of the stops and
    /// setups of its station: by what steps state, for the division of what was paid.
    Int128 attention_us(const OperatorGroupSpec& group, const Slot& slot, std::size_t station,
                        Int128 tool_us) const {
        const StepCounts& c = counts(slot);
        const StepSpec& step = route(slot.product).steps[slot.step];
        const StationSpec& at = spec_.stations[station];
        const auto persons = [&](const OperatorNeed& need) -> Int128 {
            const bool theirs =
                need.wanted() && std::ranges::find(group.skills, need.skill) != group.skills.end();
            return theirs ? need.persons : 0;
        };
        const auto in_state = [&](ToolState state) -> Int128 {
            const Int128 us =
                in_.counted.stations[station].in_state[static_cast<std::size_t>(state)].us;
            return tool_us == 0 ? Int128{0} : us * c.tool_time.us / tool_us;
        };
        const OperatorNeed& load = step.operators[number(OperatorTask::load)];
        const Duration loading = load.has_takes ? load.takes : from_seconds(at.loading.mean());
        return persons(load) * c.lots * loading.us +
               persons(step.operators[number(OperatorTask::run)]) * c.tool_time.us +
               persons(step.operators[number(OperatorTask::setup)]) * in_state(ToolState::setup) +
               persons(at.operators[number(OperatorTask::assist)]) * in_state(ToolState::assist) +
               persons(at.operators[number(OperatorTask::repair)]) * in_state(ToolState::failure) +
               persons(at.operators[number(OperatorTask::maintenance)]) *
                   in_state(ToolState::maintenance);
    }

    const LedgerInput& in_;
    const LineSpec& spec_;
    Ledger& ledger_;
    std::vector<std::vector<Slot>> by_station_;
};

}  // namespace

void book_costs(const LedgerInput& input, Ledger& ledger) {
    Booking booking{input, ledger};
    for (std::size_t s = 0; s < input.tables.spec.stations.size(); ++s) {
        booking.station(s);
    }
    for (std::size_t g = 0; g < input.tables.spec.operators.size(); ++g) {
        booking.people(g);
    }
    for (std::size_t p = 0; p < input.tables.spec.products.size(); ++p) {
        booking.consumables(p);
        booking.starts(p);
    }
    for (std::size_t p = 0; p < input.tables.spec.plans.size(); ++p) {
        booking.payments(p);
    }
}

}  // namespace packline::packaging
