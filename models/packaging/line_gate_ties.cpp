#include "models/packaging/line_gate_ties.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace packline::packaging {

namespace {

class GateTies {
public:
    explicit GateTies(const LineTables& tables) : tables_{tables} {}

    std::vector<GateTie> find() {
        const LineSpec& line = tables_.spec;
        for (std::size_t g = 0; g < line.gates.size(); ++g) {
            for (const GateStage& stage : line.gates[g].stages) {
                if (stage.lots > 0) {
                    lots(stage.lots_of, g);
                }
            }
            divert(line.gates[g].diversions);
        }
        for (const MaskSpec& m : line.masks) {
            divert(m.diversions);
        }
        return std::move(ties_);
    }

private:
    /// The lots' whole way, and the scopes of the gate and of what waits for it.
    void lots(ProductId product, std::size_t gate) {
        const LineSpec& line = tables_.spec;
        const StepIndex first = tables_.first_step(product);
        const RouteId route = line.products[product.index()].route;
        for (std::size_t s = 0; s < line.routes[route.index()].steps.size(); ++s) {
            ties_.push_back({first, tables_.index(route, StepId::from_index(s)),
                             "a gate waits for lots that go from '{}' to '{}'"});
        }
        std::vector<bool> waits(line.gates.size(), false);
        waits[gate] = true;
        const auto waiting = [&](const std::vector<GateId>& after) {
            return std::ranges::any_of(after, [&](GateId g) { return waits[g.index()]; });
        };
        opens(first, line.gates[gate].scope);
        for (std::size_t g = gate + 1; g < line.gates.size(); ++g) {
            if (waiting(line.gates[g].after)) {
                waits[g] = true;
                opens(first, line.gates[g].scope);
                for (const GateStage& stage : line.gates[g].stages) {
                    if (stage.lots > 0) {
                        ties_.push_back({first, tables_.first_step(stage.lots_of), kOpens});
                    }
                }
            }
        }
        for (const PlanSpec& plan : line.plans) {
            if (waiting(plan.after)) {
                opens(first, plan.scope);
            }
        }
        const auto diverts = [&](const std::vector<DiversionSpec>& diversions) {
            for (const DiversionSpec& d : diversions) {
                if (waiting(d.after)) {
                    ties_.push_back({first, tables_.first_step(d.from), kOpens});
                }
            }
        };
        for (std::size_t g = 0; g < line.gates.size(); ++g) {
            diverts(line.gates[g].diversions);
        }
        for (const MaskSpec& m : line.masks) {
            diverts(m.diversions);
        }
    }

    void opens(StepIndex first, const ScopeSpec& scope) {
        const auto tie = [&](StepIndex s) {
            if (s.valid()) {
                ties_.push_back({first, s, kOpens});
            }
        };
        for (const ScopeSpec::Tools& t : scope.tools) {
            tie(step_where([&](const StepSpec& s) { return s.station == t.station; }));
        }
        for (const ProductId p : scope.products) {
            tie(tables_.first_step(p));
        }
        for (const ScopeSpec::Step& s : scope.steps) {
            tie(tables_.index(s.route, s.step));
        }
        for (const ScopeSpec::Supplier& supplier : scope.suppliers) {
            const auto of_it = [&](const ComponentSpec& c) {
                return c.material == supplier.material;
            };
            tie(step_where([&](const StepSpec& s) {
                return std::ranges::any_of(s.components, of_it) ||
                       std::ranges::any_of(s.dummies, of_it);
            }));
        }
    }

    void divert(const std::vector<DiversionSpec>& diversions) {
        for (const DiversionSpec& d : diversions) {
            ties_.push_back({tables_.first_step(d.from), tables_.first_step(d.to),
                             "releases are diverted from '{}' to '{}'"});
        }
    }

    template <class Test>
    StepIndex step_where(Test test) const {
        for (std::size_t s = 0; s < tables_.steps(); ++s) {
            if (test(*tables_.step(StepIndex::from_index(s)).spec)) {
                return StepIndex::from_index(s);
            }
        }
        return StepIndex::none();
    }

    static constexpr const char* kOpens = "lots that start at '{}' open a gate at '{}'";

    const LineTables& tables_;
    std::vector<GateTie> ties_;
};

}  // namespace

std::vector<GateTie> gate_ties(const LineTables& tables) { return GateTies{tables}.find(); }

}  // namespace packline::packaging
