#include "models/packaging/line.hpp"

#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::packaging {

Line::Line(const LineTables& tables, const Options& options)
    : tables_{tables},
      options_{options},
      rules_{tables.spec.mechanisms},
      lots_{tables.spec.mechanisms.size()},
      release_ordinal_(tables.spec.products.size(), 0),
      lots_released_(tables.spec.products.size(), 0),
      sampling_{tables.spec.products.size(), tables.steps()},
      stock_{tables.spec.materials, tables.spec.mechanisms.size()},
      carriers_{tables.spec.carriers},
      chambers_(tables.tools()),
      statistics_{tables.spec.stations.size(), tables.spec.products.size(),
                  tables.spec.mechanisms.size(), options.bucket, options.buckets},
      found_(tables.spec.mechanisms.size(), 0),
      scratch_latent_(tables.spec.mechanisms.size(), 0),
      scratch_losses_(tables.spec.mechanisms.size()) {
    tools_.resize(tables.tools());
    for (std::size_t s = 0; s < tables.spec.stations.size(); ++s) {
        const StationSpec& spec = tables.spec.stations[s];
        const StationId id = StationId::from_index(s);
        stations_.push_back(
            Station{.spec = &spec,
                    .entity = tables.station_entity(id),
                    .first_tool = tables.first_tool(id),
                    .first_failure = static_cast<std::uint32_t>(failures_.size()),
                    .first_maintenance = static_cast<std::uint32_t>(maintenance_.size()),
                    .rules = DispatchRules{spec.dispatch},
                    .batch = BatchRule{spec.load},
                    .queue = {},
                    .offered = {},
                    .idle_tool = {},
                    .idle_since = {}});
        failures_.resize(failures_.size() + spec.tools * spec.failures.size());
        maintenance_.resize(maintenance_.size() + spec.tools * spec.maintenance.size());
        for (std::uint32_t t = 0; t < spec.tools; ++t) {
            Tool& tool = tools_[tables.first_tool(id) + t];
            tool.station = id;
            tool.number = t;
            tool.entity = tables.tool_entity(tables.first_tool(id) + t);
            tool.hash = tables.identity().hash(tool.entity);
            if (spec.kind == StationKind::chambered) {
                chambers_[tables.first_tool(id) + t].assign(spec.chambers, Duration{});
            }
        }
    }
}

void Line::start(Scheduler& scheduler) {
    engine_ = &scheduler;
    start_stops();
    for (std::size_t p = 0; p < tables_.spec.products.size(); ++p) {
        const ProductId product = ProductId::from_index(p);
        const ReleaseSpec& release = tables_.spec.products[p].release;
        if (release.kind == ReleaseKind::interval) {
            schedule_release(product, Time{} + release.first);
        } else if (release.kind == ReleaseKind::schedule && !release.schedule.empty()) {
            schedule_release(product, release.schedule.front().at);
        }
    }
}

bool Line::live(const Event& event) const {
    const auto index = static_cast<std::uint32_t>(event.payload);
    switch (static_cast<LineEvent>(event.kind)) {
        case LineEvent::progress:
            return tools_[index].epoch == event.epoch && tools_[index].progress_at.us == event.time;
        case LineEvent::maintenance_window: {
            const std::size_t m = event.payload >> 32;
            const Tool& tool = tools_[index];
            return (tool.maintenance_due >> m & 1U) != 0 &&
                   static_cast<std::uint16_t>(maintenance_[maintenance_index(tool, m)].ordinal) ==
                       event.epoch;
        }
        case LineEvent::batch_time_out: {
            const LotId lot = lots_.resolve(event.payload);
            return lot.valid() && lots_[lot].state == LotState::queued &&
                   static_cast<std::uint16_t>(lots_[lot].loops) == event.epoch &&
                   tables_.station_entity(step_of(lot).station).value == event.target;
        }
        case LineEvent::expire: {
            const LotId lot = lots_.resolve(event.payload);
            if (!lot.valid()) {
                return false;
            }
            for (const QueueClock& c : lots_.detail(lot).clocks) {
                if (c.running() && !c.expired && c.limit == event.epoch &&
                    c.deadline.us == event.time) {
                    return true;
                }
            }
            return false;
        }
        default:
            return true;
    }
}

void Line::handle(const Event& event, Scheduler& scheduler) {
    engine_ = &scheduler;
    const auto index = static_cast<std::uint32_t>(event.payload);
    const std::size_t which = event.payload >> 32;
    switch (static_cast<LineEvent>(event.kind)) {
        case LineEvent::release:
            on_release(ProductId{index});
            break;
        case LineEvent::arrive: {
            const LotId lot = lots_.resolve(event.payload);
            wait_since(lot, TimePart::transport);
            enter(lot, lots_[lot].step);
            break;
        }
        case LineEvent::progress:
            on_progress(index);
            break;
        case LineEvent::failure:
            fail(index, which);
            break;
        case LineEvent::repair:
            repair(index, which);
            break;
        case LineEvent::maintenance_due:
            maintenance_due(index, which);
            break;
        case LineEvent::maintenance_window:
            maintenance_overdue(index, which);
            break;
        case LineEvent::maintenance_end:
            end_maintenance(index);
            break;
        case LineEvent::shift:
            on_shift(StationId{index});
            break;
        case LineEvent::dispatch:
            dispatch(StationId{index});
            break;
        case LineEvent::batch_time_out:
            request_dispatch(step_of(LotId{index}).station);
            break;
        case LineEvent::expire:
            on_expire(LotId{index}, event.epoch);
            break;
        case LineEvent::unhold: {
            const LotId lot = lots_.resolve(event.payload);
            wait_since(lot, TimePart::hold);
            trace(TraceKind::unhold, lot);
            move_on(lot);
            break;
        }
    }
}

void Line::reset_statistics(Time now) {
    statistics_.reset(now);
    carriers_.reset_statistics(now);
    for (Tool& tool : tools_) {
        tool.in_state = {};
        tool.state_since = now;
    }
}

void Line::send(EntityId from, EntityId to, Time at, Priority priority, LineEvent kind,
                std::uint64_t payload, std::uint16_t epoch) {
    // What an event of a late priority sets off at once belongs to that late priority.
    const Priority p = at == now() ? std::max(priority, engine_->priority()) : priority;
    engine_->schedule(from, to, at, p, static_cast<std::uint16_t>(kind), epoch, payload);
}

StepDraws Line::draws(LotId lot, const StepTable& step) const {
    return {options_.key, combine(lots_[lot].key, step.hash), lots_[lot].loops};
}

std::string Line::tool_label(const Tool& tool) const {
    return fmt::format("{}/{}", station_of(tool).spec->name, tool.number + 1);
}

void Line::trace(TraceKind kind, LotId lot, const Tool* tool, Loss loss) {
    if (options_.trace == nullptr) {
        return;
    }
    TraceRow row{.at = now(), .kind = kind, .lot = {}, .step = {}, .tool = {}};
    if (tool != nullptr) {
        row.tool = tool_label(*tool);
    }
    if (lot.valid()) {
        row.lot = names_[lot.index()];
        row.step = kind == TraceKind::release ? "" : step_of(lot).spec->name;
        row.items = loss.items >= 0 ? loss.items : lots_.population(lot).items;
        row.sites = loss.sites >= 0 ? loss.sites : lots_.population(lot).sites;
    }
    options_.trace->push_back(std::move(row));
}

Fingerprint Line::results_fingerprint() const {
    Fingerprint out;
    const auto add = [&](std::int64_t n) { out.add(static_cast<std::uint64_t>(n)); };
    for (std::size_t p = 0; p < statistics_.products.size(); ++p) {
        const ProductStatistics& s = statistics_.products[p];
        std::int64_t word = static_cast<std::int64_t>(p) + 1;
        for (const std::int64_t n : {s.released, s.shipped, s.scrapped, s.good_sites,
                                     s.escaped_sites, s.on_time_lots, s.reworked_items}) {
            add(n * 1000 + word++);
        }
        for (const Loss& loss : s.losses) {
            add(loss.items * 1000 + word++);
            add(loss.sites * 1000 + word++);
        }
    }
    for (std::size_t t = 0; t < tools_.size(); ++t) {
        for (std::size_t i = 0; i < kToolStates; ++i) {
            add(tools_[t].in_state[i].us * 8 + static_cast<std::int64_t>(i));
        }
    }
    return out;
}

}  // namespace packline::packaging
