#include "models/packaging/release/order_book.hpp"

#include <algorithm>
#include <cmath>

namespace packline::packaging {

void OrderBook::place(std::int64_t units, Time now, Time due) {
    open_.push_back({units, now, due});
    backlog_ += units;
}

bool OrderBook::fill_next(CustomerOrder& order) {
    if (open_.empty()) {
        return false;
    }
    const std::int64_t n = std::min(stock_, open_.front().missing);
    stock_ -= n;
    backlog_ -= n;
    open_.front().missing -= n;
    if (open_.front().missing > 0) {
        return false;
    }
    order = open_.front();
    open_.pop_front();
    return true;
}

std::int64_t lots_to_start(std::int64_t backlog, std::int64_t lots_in_process, std::int64_t per_lot,
                           double yield) {
    const double lot = static_cast<double>(per_lot) * yield;
    const double missing =
        static_cast<double>(backlog) - lot * static_cast<double>(lots_in_process);
    return missing <= 0 ? 0 : static_cast<std::int64_t>(std::ceil(missing / lot - 1e-9));
}

}  // namespace packline::packaging
