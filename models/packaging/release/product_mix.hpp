#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// Which product of a mix is next: pure decisions.
class ProductMix {
public:
    /// Requires: at least one share, each above zero.
    explicit ProductMix(std::span<const std::int64_t> shares);

    /// By turns: after any number of lots no product is a whole lot away from its share.
    /// Source: Miltenburg 1989, "Level schedules for mixed-model assembly lines".
    std::size_t next_in_turn();
    /// At random, for a uniform draw u in (0, 1).
    std::size_t at(double u) const;

private:
    std::vector<std::int64_t> shares_;
    std::vector<std::int64_t> owed_;  ///< share x lots so far - total x lots of the product
    std::int64_t total_ = 0;
};

}  // namespace packline::packaging
