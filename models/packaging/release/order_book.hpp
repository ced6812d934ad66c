#pragma once

#include "sim/base/time.hpp"

#include <cstdint>
#include <deque>

namespace packline::packaging {

/// An order of a customer.
struct CustomerOrder {
    std::int64_t missing = 0;  ///< units
    Time placed;
    Time due = Time::never();
};

/// Orders of one product against what the line finishes: first placed, first filled. What nobody
/// has ordered yet is kept and promised to the orders to come.
class OrderBook {
public:
    void place(std::int64_t units, Time now, Time due);
    void finish(std::int64_t units) { stock_ += units; }
    /// Takes what there is for the oldest order; true, with the order, where it is now filled.
    bool fill_next(CustomerOrder& order);

    std::int64_t backlog() const { return backlog_; }  ///< units ordered and not there
    std::int64_t stock() const { return stock_; }      ///< units finished and not ordered

private:
    std::deque<CustomerOrder> open_;
    std::int64_t backlog_ = 0;
    std::int64_t stock_ = 0;
};

/// Lots to start so that the backlog is expected to be covered by them and by those in process.
/// `per_lot`: units of a lot of which nothing is lost; `yield`: share of them that is expected.
std::int64_t lots_to_start(std::int64_t backlog, std::int64_t lots_in_process, std::int64_t per_lot,
                           double yield);

}  // namespace packline::packaging
