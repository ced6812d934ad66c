#pragma once

#include "models/packaging/release/order_book.hpp"
#include "models/packaging/release/product_mix.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline::packaging {

/// How far releases have come in a part of a line.
struct ReleaseDesk {
    ReleaseDesk(std::size_t sources, std::size_t products)
        : releases(sources, 0),
          waiting(sources, 0),
          refused(products, 0),
          lots(products, 0),
          books(products) {}

    std::vector<std::uint32_t> releases;  ///< by source, so far
    std::vector<std::uint32_t> waiting;   ///< by source: starts that its cap holds back
    std::vector<ProductMix> mixes;        ///< by source
    std::vector<std::uint32_t> refused;   ///< by product: starts lost to a cap
    std::vector<std::uint32_t> lots;      ///< by product, released so far: numbers them
    std::vector<OrderBook> books;         ///< by product: orders of its customers
};

}  // namespace packline::packaging
