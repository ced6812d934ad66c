#pragma once

#include "models/packaging/lots/lot.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace packline::packaging {

/// What is still reserved for each order, line by line of its kit (a line: one material of one
/// assembly step). Allocates only while the number of orders in process grows.
class KitLedger {
public:
    /// `lines`: of the longest kit.
    explicit KitLedger(std::size_t lines) : lines_{lines} {}

    std::span<std::int64_t> operator[](OrderId order) {
        const std::size_t first = order.index() * lines_;
        if (left_.size() < first + lines_) {
            left_.resize(first + lines_, 0);
        }
        return {left_.data() + first, lines_};
    }

private:
    std::size_t lines_;
    std::vector<std::int64_t> left_;
};

}  // namespace packline::packaging
