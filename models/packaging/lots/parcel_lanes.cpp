#include "models/packaging/lots/parcel_lanes.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace packline::packaging {

Parcel& ParcelLane::put(std::uint32_t number) {
    while (ring_.empty() || place(number).taken) {
        grow();
    }
    Place& p = place(number);
    p.taken = true;
    p.number = number;
    return p.parcel;
}

void ParcelLane::remove(std::uint32_t number) { place(number).taken = false; }

void ParcelLane::grow() {
    std::vector<Place> old(std::max<std::size_t>(2 * ring_.size(), 4));
    old.swap(ring_);
    for (Place& p : old) {
        if (p.taken) {
            place(p.number) = std::move(p);
        }
    }
}

ParcelLanes::ParcelLanes(const LogicalProcesses& processes)
    : channels_{processes.channels()}, ways_(channels_.size()) {}

std::uint32_t ParcelLanes::channel(std::uint32_t from, std::uint32_t to) const {
    const auto found =
        std::ranges::lower_bound(channels_, std::pair{from, to}, {}, [](const Channel& c) {
            return std::pair{c.from, c.to};
        });
    expect(found != channels_.end() && found->from == from && found->to == to,
           "a lot goes where no channel leads");
    return static_cast<std::uint32_t>(found - channels_.begin());
}

Parcel& ParcelLanes::send(std::uint32_t channel, bool at_receiver, std::uint64_t& payload) {
    Way& w = ways_[channel];
    const std::uint32_t number = w.next++;
    payload = (std::uint64_t{channel} << 32) | number;
    return (at_receiver ? w.here : w.sent).put(number);
}

void ParcelLanes::take_over(std::uint64_t payload) {
    const auto number = static_cast<std::uint32_t>(payload);
    Way& w = way(payload);
    // Exchanged, not moved: both lanes keep the memory that they have.
    std::swap(w.here.put(number), w.sent[number]);
    w.sent.remove(number);
}

Parcel& ParcelLanes::arrived(std::uint64_t payload) {
    return way(payload).here[static_cast<std::uint32_t>(payload)];
}

void ParcelLanes::remove(std::uint64_t payload) {
    way(payload).here.remove(static_cast<std::uint32_t>(payload));
}

}  // namespace packline::packaging
