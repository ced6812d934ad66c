#include "models/packaging/line_homes.hpp"

#include "models/packaging/disruptions/watches.hpp"

#include <set>

namespace packline::packaging {

namespace {

const ScopeSpec& scope_of(const LineSpec& line, std::size_t disruption) {
    return disruption < line.gates.size() ? line.gates[disruption].scope
                                          : line.masks[disruption - line.gates.size()].scope;
}

const std::vector<DiversionSpec>& diversions_of(const LineSpec& line, std::size_t disruption) {
    return disruption < line.gates.size() ? line.gates[disruption].diversions
                                          : line.masks[disruption - line.gates.size()].diversions;
}

/// `at`: the process of an area.
template <class At>
std::vector<std::uint32_t> concerned(const LineTables& tables, const ConditionHomes& homes,
                                     std::size_t disruption, At at) {
    const LineSpec& line = tables.spec;
    const ScopeSpec& scope = scope_of(line, disruption);
    std::set<std::uint32_t> out{homes.of_disruption[disruption]};
    for (const ScopeSpec::Tools& t : scope.tools) {
        out.insert(at(line.stations[t.station.index()].area));
    }
    for (const ProductId p : scope.products) {
        out.insert(at(tables.step(tables.first_step(p)).area));
    }
    for (const ScopeSpec::Step& s : scope.steps) {
        out.insert(at(tables.step(tables.index(s.route, s.step)).area));
    }
    for (const OperatorGroupId g : scope.groups) {
        out.insert(homes.of_group[g.index()]);
    }
    for (const ScopeSpec::Supplier& s : scope.suppliers) {
        out.insert(homes.of_material[s.material.index()]);
    }
    for (const DiversionSpec& d : diversions_of(line, disruption)) {
        out.insert(at(tables.step(tables.first_step(d.from)).area));
    }
    if (disruption < line.gates.size()) {
        for (const GateStage& stage : line.gates[disruption].stages) {
            if (stage.lots > 0) {
                out.insert(at(tables.step(tables.first_step(stage.lots_of)).area));
            }
        }
    }
    return {out.begin(), out.end()};
}

}  // namespace

ConditionHomes condition_homes(const LineTables& tables,
                               const std::vector<std::uint32_t>& process_of_area,
                               const std::vector<std::uint32_t>& process_of_material,
                               const std::vector<std::uint32_t>& process_of_group) {
    const LineSpec& line = tables.spec;
    const auto process_of = [&](StationId s) {
        return process_of_area[line.stations[s.index()].area.index()];
    };
    ConditionHomes out{.of_budget = {},
                       .of_disruption = {},
                       .of_group = process_of_group,
                       .of_material = process_of_material};
    for (const BudgetSpec& budget : line.budgets) {
        out.of_budget.push_back(process_of(budget.stations.front()));
    }
    for (std::size_t d = 0; d < disruptions_of(line); ++d) {
        const ConditionSpec& when = condition_of(line, d);
        std::uint32_t home = 0;
        if (when.kind == ConditionSpec::Kind::budget) {
            home = out.of_budget[when.budget.index()];
        } else if (when.kind == ConditionSpec::Kind::queue) {
            home = process_of(when.station);
        } else if (when.kind == ConditionSpec::Kind::stock) {
            home = process_of_material[when.material.index()];
        }
        out.of_disruption.push_back(home);
    }
    return out;
}

void add_condition_channels(const LineTables& tables,
                            const std::vector<std::uint32_t>& process_of_area,
                            const ConditionHomes& homes, std::vector<Channel>& out) {
    const LineSpec& line = tables.spec;
    const auto add = [&](std::uint32_t from, std::uint32_t to, Duration lookahead) {
        if (from != to) {
            out.push_back({from, to, lookahead});
        }
    };
    for (std::size_t b = 0; b < line.budgets.size(); ++b) {
        const BudgetSpec& budget = line.budgets[b];
        for (const StationId s : budget.stations) {
            const std::uint32_t at = process_of_area[line.stations[s.index()].area.index()];
            add(at, homes.of_budget[b], until_judged(budget));
            if (budget.ration > 0) {
                add(homes.of_budget[b], at, budget.reads - until_judged(budget));
            }
        }
    }
    for (std::size_t d = 0; d < disruptions_of(line); ++d) {
        const ConditionSpec& when = condition_of(line, d);
        if (when.kind == ConditionSpec::Kind::none) {
            continue;
        }
        Duration lookahead = when.reads;
        if (when.kind == ConditionSpec::Kind::budget) {
            const BudgetSpec& budget = line.budgets[when.budget.index()];
            lookahead = budget.reads - until_judged(budget);
        }
        const auto at = [&](AreaId area) { return process_of_area[area.index()]; };
        for (const std::uint32_t process : concerned(tables, homes, d, at)) {
            add(homes.of_disruption[d], process, lookahead);
        }
    }
}

std::vector<std::uint32_t> concerned_processes(const LineTables& tables,
                                               const LogicalProcesses& processes,
                                               const ConditionHomes& homes,
                                               std::size_t disruption) {
    return concerned(tables, homes, disruption, [&](AreaId area) {
        return processes.process_of(tables.watch_entity(area).index());
    });
}

}  // namespace packline::packaging
