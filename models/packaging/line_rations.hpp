#pragma once

#include "models/packaging/line.hpp"

#include <cstdint>

namespace packline::packaging {

/// What a part of a line does for budgets that are rationed: see utilities/rations.hpp.
class Rationing {
public:
    explicit Rationing(Line& line) : line_{line} {}

    /// Gives stations what they have until the first reading. Requires: the budgets are set up.
    void start();
    /// What stations here have left of a budget, and what they ask for, reaches its home at `at`.
    void tell(std::uint32_t budget, Time at);
    /// At its home, after a reading: what stations may use from `acts` on.
    void share(std::uint32_t budget, Time acts);
    /// Something of this was told.
    void handle(const Event& event);

private:
    void give(std::uint32_t number, std::int64_t amount);

    Line& line_;
};

}  // namespace packline::packaging
