#pragma once

#include "sim/base/errors.hpp"
#include "sim/random/random_key.hpp"

#include <Random123/philox.h>
#include <cstdint>

namespace packline {

/// The random numbers of one decision of one entity.
///
/// Number i depends on (seed, replication, entity, purpose, decision, i) and on nothing else:
/// neither on the thread, nor on what other entities drew. The same entity in two scenarios
/// therefore sees common random numbers. Philox4x32-10 of Random123, counter = (entity 64,
/// purpose 16, decision 32, sub-draw 16), key = (seed, replication).
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
class Draws {
public:
    /// `entity` is the hash of a name (sim/base/hash.hpp), `decision` its ordinal.
    Draws(RandomKey key, std::uint64_t entity, Purpose purpose, std::uint32_t decision)
        : key_{{key.seed, key.replication}},
          counter_{{static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32),
                    decision, static_cast<std::uint32_t>(purpose) << 16}} {}

    /// 64 random bits. A block holds two of them; a decision has 65,535 blocks.
    std::uint64_t bits() {
        if (half_) {
            half_ = false;
            return (std::uint64_t{block_.v[3]} << 32) | block_.v[2];
        }
        block_ = philox4x32(counter_, key_);
        ++counter_.v[3];
        expect((counter_.v[3] & 0xFFFF) != 0, "a decision draws more numbers than it has");
        half_ = true;
        return (std::uint64_t{block_.v[1]} << 32) | block_.v[0];
    }

    /// Uniform on the open interval (0, 1), symmetric: log(u) and log(1 - u) are finite.
    double uniform() { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }

private:
    philox4x32_key_t key_;
    philox4x32_ctr_t counter_;
    philox4x32_ctr_t block_{};
    bool half_ = false;
};

}  // namespace packline
