#include "models/reference/queueing_network.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math.hpp"
#include "sim/random/draws.hpp"

#include <algorithm>
#include <numeric>

namespace packline::reference {

namespace {

enum : std::uint16_t { kSource = 1, kArrival = 2 };

Duration exponential(Draws& draws, Duration mean) {
    return Duration{
        static_cast<std::int64_t>(-math::log(draws.uniform()) * static_cast<double>(mean.us))};
}

}  // namespace

QueueingNetwork::QueueingNetwork(const NetworkSpec& spec) : spec_{spec}, stations_(spec.stations) {
    expect(spec.stations > 0, "a network needs a station");
    expect(
        spec.service > Duration{} && spec.interarrival > Duration{} && spec.transit >= Duration{},
        "the times of a network are above zero");
}

std::uint32_t QueueingNetwork::entities(const NetworkSpec& spec) { return spec.stations + 1; }

LogicalProcesses QueueingNetwork::processes(const NetworkSpec& spec) {
    if (spec.transit == Duration{}) {
        return LogicalProcesses{entities(spec)};
    }
    std::vector<std::uint32_t> process_of(entities(spec), 0);
    std::iota(process_of.begin(), process_of.end() - 1, 0U);
    std::vector<Channel> channels;
    for (std::uint32_t from = 0; from < spec.stations; ++from) {
        for (std::uint32_t to = 0; to < spec.stations; ++to) {
            if (spec.customers > 0 ? from != to : to == from + 1) {
                channels.push_back({from, to, spec.transit});
            }
        }
    }
    return {std::move(process_of), std::move(channels)};
}

void QueueingNetwork::start(Scheduler& scheduler) {
    const EntityId source{spec_.stations};
    if (spec_.customers == 0) {
        scheduler.schedule(source, source, Time{}, Priority::arrive, kSource, 0, 0);
    }
    for (std::uint32_t c = 0; c < spec_.customers; ++c) {
        const EntityId station{c % spec_.stations};
        scheduler.schedule(station, station, Time{}, Priority::arrive, kArrival, 0, c);
    }
}

void QueueingNetwork::handle(const Event& event, Scheduler& scheduler) {
    const EntityId here{event.target};
    Draws draws{spec_.key, mix64(event.target + std::uint64_t{1}), Purpose::test,
                static_cast<std::uint32_t>(scheduler.ordinal())};
    if (event.kind == kSource) {
        const Time next = scheduler.now() + exponential(draws, spec_.interarrival);
        scheduler.schedule(here, here, next, Priority::arrive, kSource, 0, event.payload + 1);
        scheduler.schedule(here, EntityId{0}, scheduler.now(), Priority::arrive, kArrival, 0,
                           event.payload);
        return;
    }
    Station& station = stations_[event.target];
    const Time begin = std::max(scheduler.now(), station.free_at);
    station.waited_us += static_cast<std::uint64_t>((begin - scheduler.now()).us);
    ++station.visits;
    station.free_at = begin + exponential(draws, spec_.service);
    std::uint32_t next = event.target + 1;
    if (spec_.customers > 0) {
        next = static_cast<std::uint32_t>((draws.bits() >> 32) * spec_.stations >> 32);
    } else if (next == spec_.stations) {
        return;
    }
    scheduler.schedule(here, EntityId{next}, station.free_at + spec_.transit, Priority::arrive,
                       kArrival, 0, event.payload);
}

void QueueingNetwork::reset_statistics() {
    for (Station& s : stations_) {
        s.waited_us = 0;
        s.visits = 0;
    }
}

std::uint64_t QueueingNetwork::visits() const {
    std::uint64_t sum = 0;
    for (const Station& s : stations_) {
        sum += s.visits;
    }
    return sum;
}

double QueueingNetwork::mean_wait() const {
    double sum = 0;
    for (const Station& s : stations_) {
        sum += static_cast<double>(s.waited_us) * 1e-6;
    }
    return sum / static_cast<double>(std::max<std::uint64_t>(visits(), 1));
}

}  // namespace packline::reference
