#pragma once

#include "models/packaging/spec/tooling_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/stats/time_integral.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// What happened to the kits of one kind.
struct ToolingStatistics {
    TimeIntegral in_use;    ///< kits on tools with something inside
    TimeIntegral away;      ///< refurbished or on order
    std::int64_t worn = 0;  ///< ends of life
    std::int64_t lost = 0;  ///< of these, without return
    TimeIntegral waiting;   ///< lots that have a tool but no kit
};

/// Where every kit is: in the store, on a tool, or away. Pure decisions without events.
///
/// A kit stays on its tool after a visit, until the tool is set up with other kits or another
/// tool takes it, which needs both tools empty. Kits of the store go first, then those idle on
/// tools, each by number.
class Tooling {
public:
    Tooling(const std::vector<ToolingSpec>& specs, std::size_t tools);

    /// At the start: a kit of the store with so many uses is on this tool. Requires: there is one.
    void put_on(std::uint32_t tool, ToolingId kind, std::int64_t uses);

    /// Where a kit is: on a tool, away, or (neither) in the store.
    struct KitPlace {
        std::uint32_t tool = ~std::uint32_t{0};
        bool away = false;
        std::int64_t uses = 0;
    };
    std::vector<KitPlace> places(ToolingId kind) const;

    /// Are these kits on the tool, fit for use?
    bool mounted(std::uint32_t tool, std::span<const ToolingNeed> needs) const;
    /// The first kind of which there are not enough for this tool, were it empty; none: all there.
    ToolingId missing(std::uint32_t tool, std::span<const ToolingNeed> needs) const;
    /// Puts these kits, and no others, on the empty tool. Tools that lose one are appended to
    /// `robbed`. Requires: none is missing.
    void mount(std::uint32_t tool, std::span<const ToolingNeed> needs,
               std::vector<std::uint32_t>& robbed);

    /// Grows whenever kits of these kinds that could not be taken may now be.
    std::uint64_t moves(std::span<const ToolingId> kinds) const;

    /// Something is inside the tool, or nothing is any more.
    void set_busy(std::uint32_t tool, bool busy, Time now);
    /// Uses of the kits of a visit that has ended.
    struct Uses {
        std::int64_t loads = 0;
        std::int64_t items = 0;
        std::int64_t sites = 0;
        std::int64_t in(ToolingUse what) const {
            return what == ToolingUse::load ? loads : what == ToolingUse::item ? items : sites;
        }
    };
    void wear(std::uint32_t tool, std::span<const ToolingNeed> needs, const Uses& uses);
    /// A kit that was taken away at the end of its life.
    struct Worn {
        std::uint32_t number = 0;  ///< of the kit among all
        ToolingId kit;
        std::uint32_t ordinal = 0;  ///< how often this one has worn out before
        bool refurbished = false;
        bool lost = false;  ///< does not come back
    };
    /// Takes what is worn off the empty tool, into `worn`.
    void take_worn(std::uint32_t tool, Time now, std::vector<Worn>& worn);
    /// A kit that was away is in the store.
    void come_back(std::uint32_t number, Time now);

    ToolingStatistics& statistics(ToolingId kit) { return statistics_[kit.index()]; }
    const ToolingStatistics& statistics(ToolingId kit) const { return statistics_[kit.index()]; }
    void reset_statistics(Time now);

private:
    static constexpr std::uint32_t kStore = ~std::uint32_t{0};
    static constexpr std::uint32_t kAway = kStore - 1;

    struct Kit {
        ToolingId kind;
        std::uint32_t where = kStore;  ///< tool, kStore or kAway
        std::int64_t uses = 0;
        std::uint32_t refurbishments = 0;
        std::uint32_t ordinal = 0;
    };

    bool worn(const Kit& kit) const;
    bool can_be_taken(const Kit& kit, std::uint32_t tool) const;

    const std::vector<ToolingSpec>& specs_;
    std::vector<Kit> kits_;                       ///< kind by kind
    std::vector<std::uint32_t> first_;            ///< by kind, and one past the last
    std::vector<std::vector<std::uint32_t>> on_;  ///< by tool: kits on it
    std::vector<bool> busy_;                      ///< by tool
    std::vector<ToolingStatistics> statistics_;
    std::vector<std::uint64_t> moves_;  ///< by kind
};

}  // namespace packline::packaging
