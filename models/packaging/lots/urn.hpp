#pragma once

#include "sim/random/counts.hpp"
#include "sim/random/draws.hpp"

#include <cstdint>

namespace packline::packaging {

/// Draws without return from a population made of several classes, class by class.
class Urn {
public:
    Urn(std::int64_t population, std::int64_t drawn, Draws& draws)
        : population_{population}, drawn_{drawn}, draws_{draws} {}

    /// Members of the next class, of this size, among those drawn.
    std::int64_t take(std::int64_t size) {
        const std::int64_t taken =
            size == 0 || drawn_ == 0 ? 0 : hypergeometric(draws_, population_, size, drawn_);
        population_ -= size;
        drawn_ -= taken;
        return taken;
    }

private:
    std::int64_t population_;
    std::int64_t drawn_;
    Draws& draws_;
};

}  // namespace packline::packaging
