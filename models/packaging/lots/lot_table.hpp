#pragma once

#include "models/packaging/lots/lot.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// All lots in process: slots that are used again. Allocates only while the line fills.
class LotTable {
public:
    /// Per lot, `mechanisms` latent counts and `kept` tools are kept.
    explicit LotTable(std::size_t mechanisms, std::size_t kept = 0)
        : mechanisms_{mechanisms}, kept_{kept} {}

    /// A fresh record with no counts.
    LotId create();
    /// The slot may be used again; ids to it become stale.
    void release(LotId lot);

    Lot& operator[](LotId lot) { return lots_[lot.index()]; }
    const Lot& operator[](LotId lot) const { return lots_[lot.index()]; }
    LotDetail& detail(LotId lot) { return details_[lot.index()]; }
    const LotDetail& detail(LotId lot) const { return details_[lot.index()]; }
    Population& population(LotId lot) { return details_[lot.index()].population; }
    const Population& population(LotId lot) const { return details_[lot.index()].population; }
    /// Latent defects by mechanism: sites or items after the mechanism's level.
    std::span<std::int64_t> latent(LotId lot) {
        return {latent_.data() + lot.index() * mechanisms_, mechanisms_};
    }
    std::span<const std::int64_t> latent(LotId lot) const {
        return {latent_.data() + lot.index() * mechanisms_, mechanisms_};
    }

    /// Tools that did steps which later ones have to be done on; kNoTool where none did yet.
    std::span<std::uint32_t> kept_tools(LotId lot) {
        return {kept_tools_.data() + lot.index() * kept_, kept_};
    }
    std::span<const std::uint32_t> kept_tools(LotId lot) const {
        return {kept_tools_.data() + lot.index() * kept_, kept_};
    }

    std::size_t alive() const { return lots_.size() - free_.size(); }
    /// Slots ever used; walk them and skip those whose state is `gone`.
    std::size_t slots() const { return lots_.size(); }

    /// The handle that events carry: slot and generation.
    std::uint64_t handle(LotId lot) const {
        return (std::uint64_t{lots_[lot.index()].generation} << 32) | lot.value;
    }
    /// The lot of a handle, or none where that lot is gone.
    LotId resolve(std::uint64_t handle) const;

private:
    std::size_t mechanisms_;
    std::size_t kept_;
    std::vector<Lot> lots_;
    std::vector<LotDetail> details_;
    std::vector<std::int64_t> latent_;
    std::vector<std::uint32_t> kept_tools_;
    std::vector<LotId> free_;
};

}  // namespace packline::packaging
