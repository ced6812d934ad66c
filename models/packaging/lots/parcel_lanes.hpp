#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/lots/order.hpp"
#include "sim/core/logical_processes.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace packline::packaging {

/// A lot on its way from one logical process to another, with all that is known of it.
struct Parcel {
    Lot lot;
    LotDetail detail;
    std::vector<std::int64_t> latent;
    std::vector<std::uint32_t> kept_tools;
    Order order;
    std::string name;  ///< only while tracing
};

/// The parcels on one way, in numbered places: a ring that grows with their spread.
class ParcelLane {
public:
    /// The place of a parcel that has just been sent. Requires: the number is not in the lane.
    Parcel& put(std::uint32_t number);
    Parcel& operator[](std::uint32_t number) { return place(number).parcel; }
    void remove(std::uint32_t number);

    template <class F>
    void for_each(F visit) const {
        for (const Place& p : ring_) {
            if (p.taken) {
                visit(p.parcel);
            }
        }
    }

private:
    struct Place {
        bool taken = false;
        std::uint32_t number = 0;
        Parcel parcel;
    };
    Place& place(std::uint32_t number) { return ring_[number & (ring_.size() - 1)]; }
    void grow();

    std::vector<Place> ring_;  ///< a power of two
};

/// Lots between logical processes. An event tells of each; it names it by channel and by the
/// count of lots on that channel, which is the same however processes are spread over threads.
///
/// What lies on the sender's side is changed by the sender's thread alone, and what lies on the
/// receiver's side by the receiver's. Between windows, while senders stand still, receivers take
/// over.
class ParcelLanes {
public:
    explicit ParcelLanes(const LogicalProcesses& processes);

    /// Index of the channel. Requires: there is one.
    std::uint32_t channel(std::uint32_t from, std::uint32_t to) const;
    /// A new parcel for the sender to fill, and the payload of its event.
    /// `at_receiver`: this thread executes the receiver too.
    Parcel& send(std::uint32_t channel, bool at_receiver, std::uint64_t& payload);
    /// By the receiver's thread, between windows.
    void take_over(std::uint64_t payload);
    /// The parcel of an event that arrives.
    Parcel& arrived(std::uint64_t payload);
    void remove(std::uint64_t payload);

    template <class F>
    void for_each(F visit) const {
        for (const Way& way : ways_) {
            way.sent.for_each(visit);
            way.here.for_each(visit);
        }
    }

private:
    struct Way {
        alignas(64) ParcelLane sent;  ///< of the sender
        std::uint32_t next = 0;
        alignas(64) ParcelLane here;  ///< of the receiver
    };
    Way& way(std::uint64_t payload) { return ways_[payload >> 32]; }

    const std::vector<Channel>& channels_;
    std::vector<Way> ways_;
};

}  // namespace packline::packaging
