#include "tests/support/random_utilities.hpp"

#include "sim/random/draws.hpp"
#include "tests/support/random_choices.hpp"

#include <array>
#include <string>
#include <utility>

namespace packline::test {

using namespace packaging;

namespace {

class Utilities {
public:
    Utilities(LineSpec& line, std::uint32_t number)
        : line_{line}, number_{number}, draws_{{number, 0}, 4714, Purpose::test, 0} {}

    bool some() { return !chance(draws_, 0.5); }

    void meters() {
        line_.utilities = {{"water", "m3", {}, {}},
                           {"energy", "kWh", {}, {}},
                           {"carbon", "kg", {{UtilityId{1}, 481'300}, {UtilityId{0}, 1'003}}, {}}};
        for (StationSpec& s : line_.stations) {
            for (const UtilityId u : {UtilityId{0}, UtilityId{1}}) {
                UseSpec use{.utility = u};
                for (std::int64_t& rate : use.per_hour) {
                    rate = chance(draws_, 0.5) ? pick(draws_, 0, 1'999'999'999) : 0;
                }
                use.per_lot = pick(draws_, 0, 1'000'000'000);
                use.per_item = pick(draws_, 0, 100'000'000);
                use.per_site = pick(draws_, 0, 1'000);
                if (chance(draws_, 0.6)) {
                    s.uses.push_back(use);
                }
            }
        }
    }

    void budgets() {
        if (chance(draws_, 0.33)) {
            return;
        }
        for (int i = pick(draws_, 1, 3); i > 0; --i) {
            budget("b" + std::to_string(i));
        }
        constexpr std::array kinds{ConditionSpec::Kind::queue, ConditionSpec::Kind::stock,
                                   ConditionSpec::Kind::budget};
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            const ConditionSpec::Kind kind = kinds[i];
            if (chance(draws_, 0.5) &&
                (kind != ConditionSpec::Kind::budget || !line_.budgets.empty())) {
                mask("w" + std::to_string(i), kind);
            }
        }
        if (chance(draws_, 0.3) && !line_.budgets.empty()) {
            GateSpec g;
            g.name = "broken";
            g.scope.tools = tools(0.2);
            g.scope.steps = {{RouteId{1}, StepId{1}}};
            g.stages.push_back({.name = "wait", .takes = {minutes_of(draws_, 60, 3000), {}, {}}});
            g.when = of_budget(0.8);
            line_.gates.push_back(g);
        }
        if (!line_.operators.empty() && chance(draws_, 0.7)) {
            workforce();
        }
    }

private:
    std::vector<ScopeSpec::Tools> tools(double p) {
        std::vector<ScopeSpec::Tools> out;
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            if (chance(draws_, p)) {
                out.push_back({StationId::from_index(s), 0, line_.stations[s].tools});
            }
        }
        return out;
    }

    void budget(const std::string& name) {
        BudgetSpec b;
        b.name = name;
        b.utility = UtilityId{static_cast<std::uint32_t>(pick(draws_, 0, 2))};
        for (const ScopeSpec::Tools& t : tools(0.7)) {
            b.stations.push_back(t.station);
        }
        b.reads = minutes(15 * pick(draws_, 1, 4));
        b.rolling = chance(draws_, 0.5);
        b.span = b.rolling ? b.reads * pick(draws_, 4, 50) : days(1);
        const std::int64_t hours_in = b.span.us / hours(1).us + 1;
        b.limit = hours_in * 1'000'000 * pick(draws_, 1, 8);
        if (b.stations.empty()) {
            return;
        }
        ration(b);
        line_.budgets.push_back(std::move(b));
        if (chance(draws_, 0.7)) {
            MaskSpec m;
            m.name = name + "_throttle";
            m.effect = MaskEffect::starts;
            m.level = chance(draws_, 0.5) ? 0.0 : 0.5;
            m.scope.products = {ProductId{0}, ProductId{1}};
            m.when = of_budget(0.8);
            m.when.while_it_holds = true;
            line_.masks.push_back(std::move(m));
        }
        if (chance(draws_, 0.7)) {
            MaskSpec m;
            m.name = name + "_block";
            m.scope.tools = tools(0.5);
            m.when = of_budget(1.0);
            m.when.while_it_holds = true;
            line_.masks.push_back(std::move(m));
        }
    }

    /// Half of the budgets are rationed, with room for the largest load; their stations use nothing
    /// by the hour.
    void ration(BudgetSpec& b) {
        Draws own{
            {number_, 0}, 4715, Purpose::test, static_cast<std::uint32_t>(line_.budgets.size())};
        if (!chance(own, 0.5)) {
            return;
        }
        std::int64_t largest = 0;
        for (const StationId s : b.stations) {
            for (UseSpec& use : line_.stations[s.index()].uses) {
                use.per_hour = {};
                largest =
                    std::max(largest, use.per_lot / 1000 + use.per_item / 10 + use.per_site * 5);
            }
        }
        b.limit = std::max<std::int64_t>(40 * largest, 1);
        b.ration = b.limit / pick(own, 1, 2);
        b.from = Distribution::constant(3600.0 * pick(own, 0, 3) * pick(own, 0, 20));
    }

    ConditionSpec of_budget(double share) {
        ConditionSpec when;
        when.kind = ConditionSpec::Kind::budget;
        when.budget = BudgetId::from_index(line_.budgets.size() - 1);
        when.level =
            static_cast<std::int64_t>(share * static_cast<double>(line_.budgets.back().limit));
        return when;
    }

    void mask(const std::string& name, ConditionSpec::Kind kind) {
        MaskSpec m;
        m.name = name;
        m.level = 0.25 * pick(draws_, 0, 3);
        m.scope.tools = tools(0.3);
        if (kind == ConditionSpec::Kind::budget) {
            m.when = of_budget(0.6);
        } else {
            m.when.kind = kind;
            m.when.station = StationId{static_cast<std::uint32_t>(
                pick(draws_, 0, static_cast<int>(line_.stations.size()) - 1))};
            m.when.material = MaterialId{0};
            m.when.level = kind == ConditionSpec::Kind::queue ? pick(draws_, 0, 4) : 19'000;
            m.when.reads = minutes(5 * pick(draws_, 1, 12));
        }
        m.when.while_it_holds = chance(draws_, 0.5);
        m.from = Distribution::constant(3600.0 * pick(draws_, 0, 50));
        m.lasts = Distribution::exponential(3600.0 * pick(draws_, 1, 30));
        m.most = static_cast<std::uint32_t>(pick(draws_, 0, 3));
        m.has_grace = chance(draws_, 0.6);
        m.grace = m.has_grace ? minutes(pick(draws_, 0, 60)) : Duration{};
        m.inside = static_cast<OnFailure>(pick(draws_, 0, 2));
        m.recovery = hours(pick(draws_, 0, 20));
        m.duty = hours(pick(draws_, 1, 24));
        line_.masks.push_back(std::move(m));
    }

    void workforce() {
        MaskSpec m;
        m.name = "ill";
        m.effect = MaskEffect::workforce;
        m.level = 0.1 * pick(draws_, 3, 9);
        for (std::size_t g = 0; g < line_.operators.size(); ++g) {
            if (chance(draws_, 0.7)) {
                m.scope.groups.push_back(OperatorGroupId::from_index(g));
            }
        }
        m.from = Distribution::constant(3600.0 * pick(draws_, 0, 100));
        m.lasts = Distribution::exponential(3600.0 * pick(draws_, 20, 100));
        m.every = Distribution::exponential(3600.0 * pick(draws_, 20, 100));
        m.repeats = chance(draws_, 0.7);
        m.recovery = hours(pick(draws_, 0, 20));
        m.duty = hours(pick(draws_, 1, 24));
        line_.masks.push_back(std::move(m));
    }

    LineSpec& line_;
    std::uint32_t number_;
    Draws draws_;
};

}  // namespace

LineSpec with_utilities(LineSpec line, std::uint32_t number) {
    Utilities make{line, number};
    if (make.some()) {
        make.meters();
        make.budgets();
    }
    return line;
}

}  // namespace packline::test
