#pragma once

#include "models/packaging/spec/line_spec.hpp"

#include <cstddef>
#include <map>
#include <vector>

namespace packline::scenario {

/// Expected share of the items that are left, and of the sites on them, at each step, how often
/// an item passes it, and how much longer it takes since what fails is tested again.
struct StepFlow {
    double items = 1;
    double sites = 1;
    double passes = 1;
    double retests = 1;
    std::vector<double> failing{};  ///< share of the units in each retest
    double sorted = 0;  ///< share of the units of a lot that come to the bins of the step
};

/// Means along a route: what is lost on the way, and how often a step is passed again. No queueing.
class RouteFlow {
public:
    /// Requires: all outlive it.
    RouteFlow(const packaging::LineSpec& line, const packaging::RouteSpec& route,
              const packaging::ProductSpec& product);

    /// By step of the route.
    const std::vector<StepFlow>& steps() const { return flow_; }
    /// After the last step of the main line.
    const StepFlow& end() const { return end_; }

private:
    bool of_items(packaging::MechanismId m) const;
    void losses();
    void reworks();

    const packaging::LineSpec& line_;
    const packaging::RouteSpec& route_;
    const packaging::ProductSpec& product_;
    std::vector<StepFlow> flow_;
    std::map<std::size_t, double> found_;  ///< by step: share of the items that rework takes
    StepFlow end_;
    std::map<std::size_t, double> binned_;  ///< by step: share of the units that go into stock
};

}  // namespace packline::scenario
