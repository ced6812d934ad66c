#pragma once

#include "sim/core/event.hpp"

#include <cstdint>

namespace packline {

/// What executives keep of an entity. Only the thread that executes its process touches it.
struct EntityRecord {
    std::uint64_t executed = 0;      ///< events of which it was the target
    std::uint64_t sent : 40 = 0;     ///< events of which it was the source
    std::uint64_t process : 24 = 0;  ///< the logical process that it belongs to
};
static_assert(sizeof(EntityRecord) == 16 && (kSequences >> 40) == 0 && (kSources >> 24) == 1);

/// Gets the record of an event's target into the cache before the event comes up.
struct PrefetchRecord {
    const EntityRecord* records;
    void operator()(std::uint32_t target) const { __builtin_prefetch(records + target, 1); }
};

}  // namespace packline
