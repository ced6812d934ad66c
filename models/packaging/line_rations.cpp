// Loads that wait for their part of a budget.

#include "models/packaging/line_rations.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace packline::packaging {

namespace {

/// In the payload of what is asked for: below it how many loads.
constexpr std::uint32_t kLoadBits = 8;
constexpr std::size_t kMostLoads = (std::size_t{1} << kLoadBits) - 1;

}  // namespace

/// Whether the load may start now. If not it asks, of all budgets at once: what one gives lapses
/// while another holds the load up.
bool Line::within_rations(Station& station, const StepTable& step, std::span<const LotId> lots) {
    if (station.rations.empty()) {
        return true;
    }
    Activity load;
    for (const LotId lot : lots) {
        load += handling(lot, lot == lots.front() ? step : step_of(lot));
    }
    const auto fits = [&](const Ration& r) { return r.need(load) <= r.left; };
    if (std::ranges::all_of(station.rations, fits)) {
        return true;
    }
    const std::size_t loads = std::min(station.offered.size(), station.queue.size());
    for (Ration& r : station.rations) {
        const BudgetSpec& budget = tables_.spec.budgets[r.budget.index()];
        r.load = r.need(load);
        r.loads = static_cast<std::uint8_t>(std::clamp<std::size_t>(loads, 1, kMostLoads));
        r.waits = true;
        if (r.load > budget.ration) {
            throw ModelError(
                fmt::format("a load of '{}' uses {:g} {} at once, and '{}' never lets more than "
                            "{:g} {} be used",
                            station.spec->name, 1e-6 * static_cast<double>(r.load),
                            tables_.spec.utilities[budget.utility.index()].unit, budget.name,
                            1e-6 * static_cast<double>(budget.ration),
                            tables_.spec.utilities[budget.utility.index()].unit),
                station.spec->name, now().us);
        }
    }
    return false;
}

void Rationing::start() {
    const LineSpec& line = line_.tables_.spec;
    std::uint32_t number = 0;
    for (std::size_t b = 0; b < line.budgets.size(); ++b) {
        const BudgetSpec& spec = line.budgets[b];
        BudgetState& state = line_.watches_.budgets[b];
        if (spec.ration == 0) {
            continue;
        }
        std::vector<std::uint32_t> tools;
        for (const StationId s : spec.stations) {
            tools.push_back(line.stations[s.index()].tools);
        }
        state.desk = RationDesk{spec.ration, std::move(tools)};
        state.first_ration = number;
        state.rationed_from = packaging::rationed_from(spec, line_.options_.key);
        for (std::size_t i = 0; i < spec.stations.size(); ++i, ++number) {
            if (line_.belongs_here(spec.stations[i])) {
                line_.watches_.rations.push_back(
                    {.station = spec.stations[i],
                     .budget = BudgetId::from_index(b),
                     .number = number,
                     .rates = &line_.tables_.use_rates(spec.stations[i], spec.utility),
                     .left = state.rationed_from > line_.now() ? Ration::kUnlimited
                                                               : state.desk.at_start(i)});
            }
        }
    }
    std::ranges::stable_sort(line_.watches_.rations, {}, &Ration::station);
    line_.watches_.of_number.assign(number, 0);
    for (std::uint32_t i = 0; i < line_.watches_.rations.size(); ++i) {
        Ration& first = line_.watches_.rations[i];
        line_.watches_.of_number[first.number] = i;
        std::span<Ration>& own = line_.stations_[first.station.index()].rations;
        own = own.empty() ? std::span{&first, 1} : std::span{own.data(), own.size() + 1};
    }
}

void Rationing::tell(std::uint32_t index, Time at) {
    const EntityId home = line_.watches_.budgets[index].home;
    std::int64_t left = 0;
    for (Ration& r : line_.watches_.rations) {
        if (r.budget.index() != index) {
            continue;
        }
        left += r.left == Ration::kUnlimited ? 0 : std::max<std::int64_t>(r.left, 0);
        if (r.loads > 0) {
            line_.send(line_.watches_.entity, home, at, Priority::shift, LineEvent::ration_asked,
                       (static_cast<std::uint64_t>(r.load) << kLoadBits) | r.loads,
                       static_cast<std::uint16_t>(r.number));
            r.loads = 0;
        }
    }
    line_.send(line_.watches_.entity, home, at, Priority::shift, LineEvent::ration_left,
               static_cast<std::uint64_t>(left), static_cast<std::uint16_t>(index));
}

void Rationing::share(std::uint32_t index, Time acts) {
    BudgetState& budget = line_.watches_.budgets[index];
    const std::span<const std::int64_t> given = budget.desk.share(budget.window.kept());
    const LineSpec& line = line_.tables_.spec;
    for (std::size_t i = 0; i < given.size() && acts >= budget.rationed_from; ++i) {
        const StationSpec& station = line.stations[line.budgets[index].stations[i].index()];
        line_.send(line_.watches_.entity, line_.tables_.watch_entity(station.area), acts,
                   Priority::shift, LineEvent::ration_given, static_cast<std::uint64_t>(given[i]),
                   static_cast<std::uint16_t>(budget.first_ration + i));
    }
}

void Rationing::handle(const Event& event) {
    WatchState& watches = line_.watches_;
    switch (static_cast<LineEvent>(event.kind)) {
        case LineEvent::ration_left:
            watches.budgets[event.epoch].desk.left(static_cast<std::int64_t>(event.payload));
            break;
        case LineEvent::ration_asked: {
            const auto budget = std::ranges::find_if(watches.budgets, [&](const BudgetState& b) {
                return event.epoch >= b.first_ration &&
                       event.epoch - b.first_ration < b.desk.stations();
            });
            budget->desk.ask(event.epoch - budget->first_ration,
                             static_cast<std::int64_t>(event.payload >> kLoadBits),
                             static_cast<std::uint32_t>(event.payload & kMostLoads));
            break;
        }
        default:
            give(event.epoch, static_cast<std::int64_t>(event.payload));
            break;
    }
}

/// What is left of the last lapses.
void Rationing::give(std::uint32_t number, std::int64_t amount) {
    Ration& ration = line_.watches_.rations[line_.watches_.of_number[number]];
    ration.left = amount;
    if (!std::exchange(ration.waits, false)) {
        return;
    }
    line_.request_dispatch(ration.station);
    const BufferId buffer = line_.stations_[ration.station.index()].spec->buffer;
    if (buffer.valid()) {
        line_.request_admission(buffer);
    }
}

}  // namespace packline::packaging
