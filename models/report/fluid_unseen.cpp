// What a fluid can see of what disrupts a line.

#include "models/packaging/disruptions/disruption.hpp"
#include "models/report/fluid_bound.hpp"
#include "models/report/fluid_budget.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::report {

namespace {

using packaging::MaskEffect;

std::string quoted(const char* what, const std::string& name, const char* why) {
    return fmt::format("{} '{}' ({})", what, name, why);
}

const char* kind_of(const packaging::ConditionSpec& when) {
    switch (when.kind) {
        case packaging::ConditionSpec::Kind::budget:
            return "a budget";
        case packaging::ConditionSpec::Kind::queue:
            return "a queue";
        default:
            return "a stock";
    }
}

/// Why suppliers that a scope holds back do nothing to a fluid; null where they do.
const char* unseen_supply(const packaging::LineSpec& line, const packaging::ScopeSpec& scope) {
    const bool made = std::ranges::any_of(scope.suppliers, [&](const auto& s) {
        return made_here(line, s.material) || line.materials[s.material.index()].unlimited;
    });
    return made ? "supply of what the line makes too" : nullptr;
}

/// Why a gate, or a part of it, does nothing to a fluid; null where all of it does.
const char* unseen(const packaging::LineSpec& line, const packaging::GateSpec& gate) {
    if (gate.when.kind != packaging::ConditionSpec::Kind::none) {
        return kind_of(gate.when);
    }
    return gate.scope.steps.empty() ? unseen_supply(line, gate.scope) : "steps of a route";
}

/// Why a mask does nothing to a fluid; null where it does.
const char* unseen(const packaging::LineSpec& line, const packaging::MaskSpec& mask) {
    using Kind = packaging::ConditionSpec::Kind;
    if (mask.when.kind == Kind::budget && capping_block(line, mask.when.budget) == &mask) {
        return nullptr;  // its budget is seen
    }
    if (mask.when.kind != Kind::none) {
        return kind_of(mask.when);
    }
    switch (mask.effect) {
        case MaskEffect::workforce:
            return "people";
        case MaskEffect::supply:
            return unseen_supply(line, mask.scope);
        case MaskEffect::yield:
            return "yield";
        default:
            return nullptr;
    }
}

/// Whether a regime changes how a material comes.
bool by_regime(const packaging::MaterialSpec& material) {
    const packaging::SupplySpec& s = material.supply;
    return s.lead_time.regime.valid() || s.second_lead_time.regime.valid() ||
           s.allocation.regime.valid() || s.allocation.otherwise < 1.0;
}

}  // namespace

std::vector<std::string> unseen_by_fluid(const packaging::LineSpec& line) {
    std::vector<std::string> out;
    for (const packaging::GateSpec& g : line.gates) {
        if (const char* why = unseen(line, g)) {
            out.push_back(quoted("gate", g.name, why));
        }
    }
    for (const packaging::MaskSpec& m : line.masks) {
        if (const char* why = unseen(line, m)) {
            out.push_back(quoted("mask", m.name, why));
        }
    }
    for (std::size_t m = 0; m < line.materials.size(); ++m) {
        if (by_regime(line.materials[m]) && made_here(line, packaging::MaterialId::from_index(m))) {
            out.push_back(
                quoted("material", line.materials[m].name, "supply of what the line makes too"));
        }
    }
    return out;
}

bool seen_by_fluid(const packaging::LineSpec& line) {
    constexpr auto kNone = packaging::ConditionSpec::Kind::none;
    const auto gate = [&](const packaging::GateSpec& g) {
        return g.when.kind == kNone &&
               (!g.scope.tools.empty() || !g.scope.products.empty() ||
                (!g.scope.suppliers.empty() && unseen_supply(line, g.scope) == nullptr));
    };
    const auto mask = [&](const packaging::MaskSpec& m) { return unseen(line, m) == nullptr; };
    bool limited = false;
    for (std::size_t b = 0; b < line.budgets.size(); ++b) {
        limited = limited || caps_flow(line, packaging::BudgetId::from_index(b));
    }
    for (std::size_t m = 0; m < line.materials.size(); ++m) {
        limited = limited || (by_regime(line.materials[m]) &&
                              !made_here(line, packaging::MaterialId::from_index(m)));
    }
    return limited || !line.plans.empty() || std::ranges::any_of(line.gates, gate) ||
           std::ranges::any_of(line.masks, mask);
}

}  // namespace packline::report
