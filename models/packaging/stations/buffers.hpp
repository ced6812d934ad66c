#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "sim/stats/time_integral.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// Places before stations, who has them and who waits for them: first come within priority.
///
/// Whoever stands first is never passed by a lot that needs fewer places; it may be passed by
/// one that goes into an idle tool of its station at once and needs no place at all.
class Buffers {
public:
    /// A lot that wants to go to a station.
    struct Claim {
        LotId lot;
        StationId station;
        std::uint8_t priority = 5;
        bool fresh = true;            ///< came in this instant
        bool lost_when_full = false;  ///< goes elsewhere rather than wait
        std::int64_t amount = 1;
        std::int64_t own = 0;  ///< what it has in this buffer already and gives up for it
    };

    explicit Buffers(const std::vector<BufferSpec>& buffers);

    bool any() const { return !buffers_.empty(); }
    /// What a lot of so many items needs.
    std::int64_t amount(BufferId buffer, std::int64_t items) const;

    void join(BufferId buffer, const Claim& claim);
    std::span<const Claim> line(BufferId buffer) const;
    std::span<Claim> line(BufferId buffer);
    /// Takes out of the line the claim at this place of `line()`.
    Claim remove(BufferId buffer, std::size_t index);
    bool fits(BufferId buffer, const Claim& claim) const;

    /// `lot` stands before a station from now on: on a place, or (amount 0) before its tool.
    void take(BufferId buffer, LotId lot, std::int64_t amount, Time now);
    void leave(BufferId buffer, LotId lot, std::int64_t amount, Time now);
    /// Hands the places of one lot to another.
    void hand_over(BufferId buffer, LotId from, LotId to);
    std::span<const LotId> holders(BufferId buffer) const {
        return buffers_[buffer.index()].holders;
    }

    /// Whether some claims came in this instant.
    bool fresh(BufferId buffer) const { return buffers_[buffer.index()].fresh; }
    void set_fresh(BufferId buffer, bool fresh) { buffers_[buffer.index()].fresh = fresh; }
    /// Whether a decision about who comes in is on its way.
    bool admission_pending(BufferId buffer) const { return buffers_[buffer.index()].pending; }
    void set_admission_pending(BufferId buffer, bool pending) {
        buffers_[buffer.index()].pending = pending;
    }

    const TimeIntegral& used(BufferId buffer) const { return buffers_[buffer.index()].used; }
    void reset_statistics(Time now);

private:
    struct Buffer {
        std::int64_t places = 0;
        Level counted_in = Level::lot;
        TimeIntegral used;
        std::vector<LotId> holders;
        std::vector<Claim> line;
        bool fresh = false;
        bool pending = false;
        std::size_t head = 0;  ///< those before it have left
    };
    std::vector<Buffer> buffers_;
};

}  // namespace packline::packaging
