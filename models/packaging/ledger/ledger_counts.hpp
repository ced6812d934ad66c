#pragma once

#include "models/packaging/line_tables.hpp"
#include "models/packaging/lots/lot.hpp"
#include "sim/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace packline::packaging {

/// What one product did at one step: what its costs are worked out from.
struct StepCounts {
    std::int64_t lots = 0;   ///< visits
    std::int64_t loads = 0;  ///< of batches, by the lot that leads; of testers: touchdowns
    std::int64_t items = 0;
    std::int64_t sites = 0;
    Duration tool_time;                ///< setups too; of lots that share a load, their parts of it
    std::vector<std::int64_t> placed;  ///< parts, by component and then by dummy
    std::vector<std::int64_t> worn;    ///< uses of kits that cost something, by kind
};

/// Where in its route a unit is: before a step, or with it behind it (a visit that has begun counts
/// as a whole, as its parts do).
struct RoutePlace {
    StepIndex step;
    bool done = false;
};

/// What the ledger needs beside what is counted anyway. Only lines with prices count it; else it
/// is empty and costs a look at `on()`. Whole numbers, summed by product and step.
class LedgerCounts {
public:
    struct Product {
        StepIndex first;                 ///< of its route
        std::vector<StepCounts> steps;   ///< of its route, rework steps too
        std::vector<std::int64_t> lost;  ///< units, by place and reason; empty until the first
        std::vector<std::int64_t>
            in_process;  ///< units by place: those at the end less at the start
    };

    LedgerCounts() = default;
    explicit LedgerCounts(const LineTables& tables);

    bool on() const { return !products_.empty(); }
    StepCounts& at(ProductId product, StepIndex step) {
        Product& p = products_[product.index()];
        return p.steps[step.value - p.first.value];
    }
    void place(ProductId product, StepIndex step, std::size_t part, std::int64_t n);
    void wear(ProductId product, StepIndex step, std::size_t kit, std::int64_t uses);
    void lose(ProductId product, RoutePlace from, std::size_t why, std::int64_t units);
    void hold(ProductId product, RoutePlace at, std::int64_t units);

    const std::vector<Product>& products() const { return products_; }
    std::size_t reasons() const { return reasons_; }
    /// Counts of losses and of what is in process are by this.
    static std::size_t number(const Product& p, RoutePlace at) {
        return 2 * (at.step.value - p.first.value) + (at.done ? 1U : 0U);
    }
    void reset();
    void merge(const LedgerCounts& part);

private:
    std::vector<Product> products_;
    std::size_t reasons_ = 0;
};

}  // namespace packline::packaging
