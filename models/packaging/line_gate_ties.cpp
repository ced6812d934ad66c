#include "models/packaging/line_gate_ties.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <string>
#include <utility>

namespace packline::packaging {

namespace {

class GateTies {
public:
    explicit GateTies(const LineTables& tables) : tables_{tables} {}

    std::vector<AreaTie> find() {
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
            tie(first, tables_.index(route, StepId::from_index(s)),
                "a gate waits for lots that go from '{}' to '{}'");
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
                        tie(first, tables_.first_step(stage.lots_of), kOpens);
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
                    tie(first, tables_.first_step(d.from), kOpens);
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

    /// A tool opens in its area, though no route may come there.
    void opens(StepIndex first, const ScopeSpec& scope) {
        for (const ScopeSpec::Tools& t : scope.tools) {
            const StationSpec& station = tables_.spec.stations[t.station.index()];
            tie(first, station.area, station.name, kOpens);
        }
        for (const ProductId p : scope.products) {
            tie(first, tables_.first_step(p), kOpens);
        }
        for (const ScopeSpec::Step& s : scope.steps) {
            tie(first, tables_.index(s.route, s.step), kOpens);
        }
        for (const ScopeSpec::Supplier& supplier : scope.suppliers) {
            if (const StepIndex user = user_of(supplier.material); user.valid()) {
                tie(first, user, kOpens);
            }
        }
    }

    void divert(const std::vector<DiversionSpec>& diversions) {
        for (const DiversionSpec& d : diversions) {
            tie(tables_.first_step(d.from), tables_.first_step(d.to),
                "releases are diverted from '{}' to '{}'");
        }
    }

    /// The first step that places the material; none where none does.
    StepIndex user_of(MaterialId material) const {
        const auto of_it = [&](const ComponentSpec& c) { return c.material == material; };
        for (std::size_t s = 0; s < tables_.steps(); ++s) {
            const StepSpec& step = *tables_.step(StepIndex::from_index(s)).spec;
            if (std::ranges::any_of(step.components, of_it) ||
                std::ranges::any_of(step.dummies, of_it)) {
                return StepIndex::from_index(s);
            }
        }
        return StepIndex::none();
    }

    void tie(StepIndex from, StepIndex to, const char* why) {
        tie(from, tables_.step(to).area, tables_.step(to).spec->name, why);
    }

    /// `why` has places for the names of both.
    void tie(StepIndex from, AreaId area, const std::string& name, const char* why) {
        ties_.push_back({tables_.step(from).area, area,
                         fmt::format(fmt::runtime(why), tables_.step(from).spec->name, name)});
    }

    static constexpr const char* kOpens = "lots that start at '{}' open a gate at '{}'";

    const LineTables& tables_;
    std::vector<AreaTie> ties_;
};

}  // namespace

std::vector<AreaTie> gate_ties(const LineTables& tables) { return GateTies{tables}.find(); }

}  // namespace packline::packaging
