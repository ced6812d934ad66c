#include "models/packaging/spec/vary.hpp"

#include "sim/base/hash.hpp"
#include "sim/random/draws.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace packline::packaging {

namespace {

class Varying {
public:
    Varying(LineSpec& line, Variation variation)
        : line_{line}, estimates_{line.estimates}, variation_{variation} {}

    void all() {
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            station(line_.stations[s]);
        }
        for (RouteSpec& route : line_.routes) {
            for (StepSpec& step : route.steps) {
                vary(step);
            }
        }
        for (MaterialSpec& m : line_.materials) {
            vary(m.price, m.name);
            for (Money& price : m.price_by_state) {
                vary(price, m.name);
            }
            vary(EstimateKind::lead_times, m.name, m.supply.lead_time);
            vary(EstimateKind::lead_times, m.name + ".second", m.supply.second_lead_time);
            yields(m.name, m.supply.incoming);
        }
        for (ToolingSpec& kit : line_.tooling) {
            vary(kit.price, kit.name);
        }
        for (OperatorGroupSpec& g : line_.operators) {
            vary(g.wage.money, g.name);
        }
        for (ProductSpec& p : line_.products) {
            vary(p.prices.incoming, p.name);
            yields(p.name, p.incoming);
            demand(p.name, p.release);
        }
        for (ReleaseStreamSpec& stream : line_.streams) {
            demand(stream.name, stream.release);
        }
        for (GateSpec& gate : line_.gates) {
            vary(gate.name, gate.stages);
        }
        for (PlanSpec& plan : line_.plans) {
            for (auto* stages : {&plan.to_the_site, &plan.installation, &plan.qualification}) {
                vary(plan.name, *stages);
            }
        }
        for (MaskSpec& mask : line_.masks) {
            vary(EstimateKind::stages, mask.name, mask.lasts);
        }
    }

private:
    bool varies(EstimateKind kind) const { return estimates_.of[static_cast<std::size_t>(kind)]; }

    double factor(EstimateKind kind, const std::string& name) const {
        std::vector<std::uint32_t> part(variation_.points);
        std::iota(part.begin(), part.end(), 0U);
        const std::uint64_t figure = combine(hash_name(name), static_cast<std::uint64_t>(kind));
        Draws draws{{1, 0}, figure, Purpose::estimate, 0};
        for (std::size_t i = part.size(); i > 1; --i) {
            const auto j = static_cast<std::size_t>(draws.uniform() * static_cast<double>(i));
            std::swap(part[i - 1], part[std::min(j, i - 1)]);
        }
        const double at = (part[variation_.point] + 0.5) / variation_.points;
        return 1 + estimates_.within * (2 * at - 1);
    }

    void vary(EstimateKind kind, const std::string& name, Distribution& time) const {
        if (varies(kind)) {
            time = time.scaled(factor(kind, name));
        }
    }

    void vary(EstimateKind kind, const std::string& name, RegimeTime& time) const {
        vary(kind, name, time.otherwise);
        for (Distribution& d : time.by_state) {
            vary(kind, name, d);
        }
    }

    void vary(const std::string& owner, std::vector<GateStage>& stages) const {
        for (GateStage& stage : stages) {
            vary(EstimateKind::stages, owner + "." + stage.name, stage.takes);
        }
    }

    void vary(Money& price, const std::string& name) const {
        if (varies(EstimateKind::prices)) {
            price = static_cast<Money>(
                std::llround(static_cast<double>(price) * factor(EstimateKind::prices, name)));
        }
    }

    void yields(const std::string& name, std::vector<YieldSpec>& all) const {
        if (!varies(EstimateKind::yields)) {
            return;
        }
        for (YieldSpec& y : all) {
            const double f = factor(EstimateKind::yields,
                                    name + "." + line_.mechanisms[y.mechanism.index()].name);
            y.survive = 1 - std::min(1.0, (1 - y.survive) * f);
            y.density.per_site *= f;
        }
    }

    void demand(const std::string& name, ReleaseSpec& release) const {
        if (varies(EstimateKind::demand) && release.kind == ReleaseKind::interval) {
            release.interval = release.interval.scaled(1 / factor(EstimateKind::demand, name));
        }
    }

    void consumables(const std::string& name, std::vector<ConsumableSpec>& all) const {
        for (ConsumableSpec& c : all) {
            vary(c.price, name + "." + c.name);
        }
    }

    void station(StationSpec& s) const {
        vary(EstimateKind::takes, s.name + ".loading", s.loading);
        vary(EstimateKind::takes, s.name + ".unloading", s.unloading);
        vary(EstimateKind::setups, s.name, s.setup.otherwise);
        for (SetupSpec::Change& change : s.setup.changes) {
            vary(EstimateKind::setups, s.name, change.time);
        }
        for (FailureSpec& f : s.failures) {
            vary(EstimateKind::failures, s.name + "." + f.name, f.time_between);
            vary(EstimateKind::repairs, s.name + "." + f.name, f.repair);
        }
        for (MaintenanceSpec& m : s.maintenance) {
            vary(EstimateKind::maintenance, s.name + "." + m.name, m.duration);
        }
        vary(s.costs.price, s.name + ".price");
        vary(s.costs.upkeep.money, s.name + ".upkeep");
        vary(s.costs.floor.money, s.name + ".floor");
        vary(s.costs.labour.money, s.name + ".labour");
        consumables(s.name, s.costs.consumables);
    }

    void vary(StepSpec& step) const {
        vary(EstimateKind::takes, step.name, step.time);
        vary(EstimateKind::takes, step.name, step.transit);
        vary(EstimateKind::takes, step.name + ".retest", step.inspection.again.time);
        yields(step.name, step.yields);
        consumables(step.name, step.consumables);
    }

    LineSpec& line_;
    EstimateSpec estimates_;
    Variation variation_;
};

}  // namespace

LineSpec varied(LineSpec line, Variation variation) {
    Varying{line, variation}.all();
    return line;
}

}  // namespace packline::packaging
