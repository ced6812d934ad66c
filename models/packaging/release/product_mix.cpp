#include "models/packaging/release/product_mix.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <numeric>

namespace packline::packaging {

ProductMix::ProductMix(std::span<const std::int64_t> shares)
    : shares_{shares.begin(), shares.end()},
      owed_(shares.size(), 0),
      total_{std::accumulate(shares.begin(), shares.end(), std::int64_t{0})} {
    expect(!shares_.empty() && *std::ranges::min_element(shares_) > 0, "a mix has shares above 0");
}

std::size_t ProductMix::next_in_turn() {
    for (std::size_t i = 0; i < shares_.size(); ++i) {
        owed_[i] += shares_[i];
    }
    const auto most = std::ranges::max_element(owed_);
    *most -= total_;
    return static_cast<std::size_t>(most - owed_.begin());
}

std::size_t ProductMix::at(double u) const {
    double left = u * static_cast<double>(total_);
    for (std::size_t i = 0; i + 1 < shares_.size(); ++i) {
        left -= static_cast<double>(shares_[i]);
        if (left < 0) {
            return i;
        }
    }
    return shares_.size() - 1;
}

}  // namespace packline::packaging
