#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/random/draws.hpp"
#include "tests/support/random_choices.hpp"

#include <string>

namespace packline::test {

/// Gates and masks at random for a random line.
class RandomDisruptions {
public:
    RandomDisruptions(packaging::LineSpec& line, Draws& draws) : line_{line}, draws_{draws} {}

    void gate(int i) {
        packaging::GateSpec g;
        g.name = "g" + std::to_string(i);
        g.scope = some_tools();
        g.shuts = Distribution::constant(3600.0 * pick(draws_, 0, 100));
        packaging::GateStage stage;
        stage.name = "wait";
        stage.takes.otherwise = Distribution::exponential(3600.0 * pick(draws_, 1, 50));
        stage.fails = 0.3;
        stage.denied = 0.05;
        g.stages.push_back(stage);
        if (i > 0) {
            g.after = {packaging::GateId{0}};
            g.scope.products = {packaging::ProductId{1}};
            g.scope.steps = {{packaging::RouteId{1},
                              packaging::StepId{static_cast<std::uint32_t>(pick(draws_, 0, 5))}}};
        }
        line_.gates.push_back(g);
    }

    void mask(int i) {
        packaging::MaskSpec m;
        m.name = "k" + std::to_string(i);
        m.effect = static_cast<packaging::MaskEffect>(pick(draws_, 0, 3));
        m.level = m.effect == packaging::MaskEffect::speed ? 0.5 : 0.25 * pick(draws_, 0, 3);
        m.scope = some_tools();
        if (m.effect == packaging::MaskEffect::starts) {
            m.scope = {};
            m.scope.products = {
                packaging::ProductId{static_cast<std::uint32_t>(pick(draws_, 0, 2))}};
        }
        m.from = Distribution::constant(3600.0 * pick(draws_, 0, 100));
        m.lasts = Distribution::exponential(3600.0 * pick(draws_, 1, 30));
        m.every = Distribution::exponential(3600.0 * pick(draws_, 5, 50));
        m.repeats = chance(draws_, 0.7);
        m.notice = minutes(pick(draws_, 0, 100));
        m.has_grace = chance(draws_, 0.6);
        m.grace = m.has_grace ? minutes(pick(draws_, 0, 60)) : Duration{};
        m.inside = static_cast<packaging::OnFailure>(pick(draws_, 0, 2));
        m.recovery = hours(pick(draws_, 0, 20));
        m.duty = hours(pick(draws_, 1, 24));
        m.held_are_lost = chance(draws_, 0.3);
        // Without a draw of its own: the random lines stay what they were.
        m.reentry = m.effect == packaging::MaskEffect::starts && i % 2 == 1
                        ? Duration{m.duty.us / 4}
                        : Duration{};
        m.mechanism = packaging::MechanismId{0};
        line_.masks.push_back(m);
    }

    /// A gate that waits for lots of the line, and releases that go elsewhere meanwhile.
    void requalification() {
        using packaging::ProductId;
        packaging::ProductSpec q = line_.products[1];
        q.name = "Q";
        q.lot_class = packaging::LotClass::qualification;
        q.makes = packaging::MaterialId::none();
        q.release = {};
        q.release.kind = packaging::ReleaseKind::none;
        line_.products.push_back(q);
        packaging::GateSpec g;
        g.name = "lots";
        g.shuts = Distribution::constant(3600.0 * pick(draws_, 0, 100));
        packaging::GateStage stage;
        stage.name = "build";
        stage.lots = static_cast<std::uint32_t>(pick(draws_, 1, 3));
        stage.lots_of = ProductId::from_index(line_.products.size() - 1);
        stage.takes.otherwise = Distribution::exponential(3600.0 * pick(draws_, 1, 20));
        stage.fails = 0.2;
        g.stages = {stage};
        g.scope = some_tools();
        g.scope.products = {ProductId{2}};
        g.scope.steps = {{packaging::RouteId{1}, packaging::StepId{3}}};
        g.diversions = {{ProductId{2}, ProductId{1}, 0.4, {}}};
        line_.gates.push_back(g);
        packaging::GateSpec next;
        next.name = "after_lots";
        next.after = {packaging::GateId::from_index(line_.gates.size() - 1)};
        next.scope = some_tools();
        next.stages = {packaging::GateStage{"audit", {Distribution::constant(3600), {}, {}}}};
        line_.gates.push_back(next);
        for (packaging::PlanSpec& plan : line_.plans) {
            if (chance(draws_, 0.5)) {
                plan.after = next.after;
            }
        }
    }

    /// A market that goes up and down, on which supplies depend, and suppliers that fail.
    void market() {
        packaging::RegimeSpec market{"market", {}};
        for (const char* state : {"normal", "short"}) {
            market.states.push_back(
                {state, Distribution::exponential(3600.0 * pick(draws_, 5, 99)), false});
        }
        line_.regimes.push_back(market);
        packaging::MaskSpec fire;
        fire.name = "fire";
        fire.effect = packaging::MaskEffect::supply;
        fire.level = 0.25 * pick(draws_, 0, 3);
        fire.from = Distribution::exponential(3600.0 * pick(draws_, 1, 100));
        fire.lasts = Distribution::exponential(3600.0 * pick(draws_, 1, 50));
        fire.every = fire.from;
        fire.repeats = true;
        fire.recovery = hours(pick(draws_, 0, 20));
        fire.held_are_lost = chance(draws_, 0.3);
        for (std::size_t m = 0; m < line_.materials.size(); ++m) {
            packaging::SupplySpec& supply = line_.materials[m].supply;
            if (supply.kind == packaging::SupplySpec::Kind::none) {
                continue;
            }
            if (chance(draws_, 0.5)) {
                supply.allocation.regime = packaging::RegimeId{0};
                supply.allocation.by_state = {1.0, 0.25 * pick(draws_, 1, 3)};
                supply.lead_time.regime = packaging::RegimeId{0};
                supply.lead_time.by_state = {supply.lead_time.otherwise,
                                             Distribution::exponential(36000.0)};
            }
            fire.scope.suppliers.push_back(
                {packaging::MaterialId::from_index(m), supply.second_share > 0.0});
        }
        line_.masks.push_back(fire);
    }

private:
    packaging::ScopeSpec some_tools() {
        packaging::ScopeSpec scope;
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            if (chance(draws_, 0.3)) {
                const std::uint32_t tools = line_.stations[s].tools;
                const auto first =
                    static_cast<std::uint32_t>(pick(draws_, 0, static_cast<int>(tools) - 1));
                scope.tools.push_back({packaging::StationId::from_index(s), first, tools - first});
            }
        }
        return scope;
    }

    packaging::LineSpec& line_;
    Draws& draws_;
};

/// In every other line two gates, of which the second waits for the first, and up to four masks.
inline void add_disruptions(packaging::LineSpec& line, Draws& draws) {
    if (draws.uniform() >= 0.5) {
        return;
    }
    RandomDisruptions make{line, draws};
    make.gate(0);
    make.gate(1);
    for (int i = pick(draws, 1, 4); i > 0; --i) {
        make.mask(i);
    }
    if (chance(draws, 0.5)) {
        make.market();
    }
    if (chance(draws, 0.3)) {
        make.requalification();
    }
}

}  // namespace packline::test
