#pragma once

#include "models/packaging/disruptions/disruption.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "models/report/fluid_line.hpp"
#include "sim/random/random_key.hpp"

#include <vector>

namespace packline::report {

/// A bought material as a fluid sees it: what has come caps what can have been used. Deliveries
/// come as in the model: by their plan, or ordered at the reorder point, after lead times by
/// regime, as far as suppliers deliver and as they are allocated. Nothing expires, is refused at
/// the receipt or lacks room, and an order is placed as soon as a bucket begins in which its point
/// is reached: so much comes at most.
class FluidStock {
public:
    /// References outlive it. Deliveries at stated intervals are those up to `end`.
    FluidStock(const FluidLine::Limit& limit, const packaging::LineSpec& line,
               const packaging::Timelines& timelines,
               const std::vector<packaging::Disruption>& disruptions, RandomKey key, Time end);

    /// Parts that there are in a bucket, with all that comes in it or so much `later`, as they are
    /// needed then; infinite where orders come within a bucket.
    double there(Time from, Time to, Duration later);
    /// Some were used in the bucket that was looked at; so many were `asked` for, be it that they
    /// wait: orders look at that.
    void take(double parts, double asked);

private:
    struct Due {
        Time at;
        double quantity = 0;
        double ordered = 0;
        bool second = false;
    };
    void expect(const Due& due);
    void deliver(const Due& due);
    void receive(double due, double ordered, Time at);
    void order();
    double level(bool second, Time at, bool& lost) const;
    Time next_level(Time at) const;

    const packaging::MaterialSpec& material_;
    packaging::MaterialId id_;
    std::uint64_t hash_;
    const packaging::Timelines& timelines_;
    RandomKey key_;
    std::vector<const packaging::Disruption*> holding_[2];  ///< of the first source, of the second
    std::vector<Due> due_;                                  ///< ascending in time
    std::size_t next_ = 0;
    double stock_;
    double position_;
    std::uint32_t orders_ = 0;
    Time now_;
};

}  // namespace packline::report
