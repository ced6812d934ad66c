#pragma once

#include "models/packaging/spec/disruption_spec.hpp"
#include "models/packaging/spec/price_spec.hpp"

#include <string>
#include <vector>

namespace packline::packaging {

/// Tools that are not there at the start: an order with a date, which is delivered late or never,
/// installed, qualified, and slow at first. Also what stands behind `from:` of a set.
struct PlanSpec {
    std::string name;            ///< of an order; empty: tools that come at a date
    ScopeSpec scope;             ///< the tools that come
    Money price = 0;             ///< of one tool; 0: as those of its station
    double paid_at_order = 0.0;  ///< shares of the price; the rest at its installation
    double paid_at_delivery = 0.0;
    double paid_when_ready = 0.0;        ///< for production
    Distribution ordered;                ///< date [s]
    std::vector<GateStage> to_the_site;  ///< from the order to the delivery
    std::vector<GateId> after;           ///< gates that must be open before the installation
    std::vector<GateStage> installation;
    std::vector<GateStage> qualification;  ///< in which the tool works for its engineers
    Duration ramp;                         ///< over which it comes to full speed and yield
    double ramp_speed = 1.0;               ///< at the start of the ramp
    double ramp_yield = 1.0;
    MechanismId mechanism;  ///< what losses of the ramp are booked under
};

}  // namespace packline::packaging
