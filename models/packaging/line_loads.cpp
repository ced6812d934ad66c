// What batch stations look at beside their queues: lots that are known to come, and dummies that
// fill up a load below its minimum.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line.hpp"

#include <algorithm>
#include <utility>

namespace packline::packaging {

namespace {

/// When the tool has done all that is inside; never where it is idle or stands still: a stop has
/// no known end.
Time end_of_work(const Tool& tool, const ToolAgenda& agenda) {
    Time end = Time::never();
    if (tool.clock.running()) {
        for (MilestoneId m = tool.milestones; m.valid(); m = agenda.at(m).next) {
            if (agenda.at(m).kind == MilestoneKind::load_done) {
                end = tool.clock.when(agenda.at(m).mark);
            }
        }
    }
    return end;
}

}  // namespace

/// What the station knows of this moment.
BatchMoment Line::batch_moment(const Station& station) {
    const LoadSpec& load = station.spec->load;
    BatchMoment moment{.now = now()};
    if (load.filler.valid()) {
        moment.fillers = carriers_.free(load.filler);
    }
    if (load.look_ahead == Duration{}) {
        return moment;
    }
    pick_.coming = station.under_way;
    for (const StationId feeder : tables_.feeders(station.id)) {
        coming_from(stations_[feeder.index()], station);
    }
    moment.coming = pick_.coming;
    moment.next_tool = station.offered.size() > 1 ? now() : Time::never();
    for (std::uint32_t t = station.first_tool; t < station.first_tool + station.spec->tools; ++t) {
        moment.next_tool = std::min(moment.next_tool, end_of_work(tools_[t], agenda_));
    }
    return moment;
}

/// Lots at work in tools of `feeder` that go on to the station, with the end of their operation
/// and the mean time of the way. A vehicle or a departure that they still wait for is not known.
void Line::coming_from(const Station& feeder, const Station& station) {
    const Way& way = tables_.way(feeder.spec->area, station.spec->area);
    if (way.waits()) {
        return;
    }
    const Duration travel = way.time == nullptr ? Duration{} : from_seconds(way.time->mean());
    for (std::uint32_t t = feeder.first_tool; t < feeder.first_tool + feeder.spec->tools; ++t) {
        const Tool& tool = tools_[t];
        if (!tool.clock.running()) {
            continue;
        }
        for (MilestoneId m = tool.milestones; m.valid(); m = agenda_.at(m).next) {
            const Milestone& milestone = agenda_.at(m);
            if (milestone.kind != MilestoneKind::load_done) {
                continue;
            }
            for (LotId lot = agenda_.load(milestone.load).first; lot.valid();
                 lot = lots_[lot].next) {
                const StepIndex next = step_of(lot).next;
                if (next.valid() && tables_.step(next).station == station.id) {
                    add_coming(pick_.coming, lot, next, tool.clock.when(milestone.mark) + travel);
                }
            }
        }
    }
}

/// A lot that has to wait there for others of its order is left out.
void Line::add_coming(std::vector<ComingLot>& coming, LotId lot, StepIndex step, Time at) const {
    if (lots_[lot].join.valid()) {
        const Join& join = joins_[lots_[lot].join];
        if (join.step == step && join.arrived + 1 < join.members) {
            return;
        }
    }
    const Population& p = lots_.population(lot);
    const LoadSpec& load = tables_.spec.stations[tables_.step(step).station.index()].load;
    coming.push_back({.batch = tables_.batch_group(lots_[lot].product, step),
                      .amount = amount(load, p.items, p.sites),
                      .at = at});
}

/// The lot is on its way to its step, whose station looks ahead.
void Line::look_out_for(LotId lot, Time at) {
    Station& station = stations_[step_of(lot).station.index()];
    std::erase_if(station.under_way, [&](const ComingLot& c) { return c.at <= now(); });
    add_coming(station.under_way, lot, lots_[lot].step, at);
}

/// A load waits for a lot that should come then: by that time it may be late, or gone.
void Line::look_again(Station& station, Time at) {
    if (at < station.looks_again) {
        station.looks_again = at;
        send(station.entity, station.entity, at, Priority::dispatch, LineEvent::look_again,
             station.id.value);
    }
}

/// Dummies join a load below its minimum, where there are enough of them. Its time-out starts such
/// a load only then; one that is below because lots that wait do not fit into it starts anyway.
void Line::fill_up(Station& station, Load& load, std::span<const LotId> lots) {
    std::int64_t held = 0;
    for (const LotId lot : lots) {
        const Population& p = lots_.population(lot);
        held += amount(station.spec->load, p.items, p.sites);
    }
    const StepSpec& step = *tables_.step(load.step).spec;
    const std::int64_t n = station.batch.fillers(step.least(station.spec->load), held);
    const CarrierPoolId pool = station.spec->load.filler;
    if (n == 0 || carriers_.free(pool) < n) {
        return;
    }
    carriers_.take_at_once(pool, n, now());
    load.fillers = static_cast<std::uint32_t>(n);
    load.filled = station.filled++;
    StationStatistics& s = station_statistics(station.id);
    ++s.filled_loads;
    s.fillers += n;
}

/// Dummies leave with their load, whatever became of it.
void Line::free_fillers(const Station& station, const Load& load) {
    const CarrierPoolId pool = station.spec->load.filler;
    Draws d{options_.key, tables_.identity().hash(station.entity), Purpose::carrier_return,
            load.filled};
    carriers_empty(pool, load.fillers, station.entity, d);
}

// Stations with operators that look ahead.

/// The station is first in line. What others start at this instant is not known yet; until then its
/// people are set aside, so that it loses them to nobody behind it.
void Line::set_aside(StationId station) {
    find_visit(station);
    SetAside& aside = staffing_.set_aside.emplace_back();
    aside.station = station;
    aside.wanted = hand_.wanted;
    operators_.seize(aside.wanted.needs, aside.wanted.tasks, stations_[station.index()].spec->area,
                     now(), aside.people);
}

/// The first of them gets its people back, and starts if it still would. False where there is none.
bool Line::decide_set_aside() {
    if (staffing_.set_aside.empty()) {
        return false;
    }
    const SetAside aside = std::move(staffing_.set_aside.front());
    staffing_.set_aside.erase(staffing_.set_aside.begin());
    auto person = aside.people.begin();
    for (std::size_t i = 0; i < aside.wanted.needs.size(); ++i) {
        for (std::uint32_t n = 0; n < aside.wanted.needs[i].persons; ++n) {
            operators_.release(*person++, aside.wanted.tasks[i], now(), now());
        }
    }
    if (find_visit(aside.station).found) {
        start_visit(aside.station);
    }
    return true;
}

}  // namespace packline::packaging
