#pragma once

#include <cstdint>

namespace packline {

/// What executives keep of an entity. Only the thread that executes its process touches it.
struct EntityRecord {
    std::uint64_t executed = 0;  ///< events of which it was the target
    std::uint64_t sent = 0;      ///< events of which it was the source
};

/// Gets the record of an event's target into the cache before the event comes up.
struct PrefetchRecord {
    const EntityRecord* records;
    void operator()(std::uint32_t target) const { __builtin_prefetch(records + target, 1); }
};

}  // namespace packline
