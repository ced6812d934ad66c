#include "models/report/cost_text.hpp"

#include "models/packaging/ledger/money.hpp"
#include "models/report/interval_text.hpp"
#include "models/report/money_metrics.hpp"
#include "sim/stats/summary.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <utility>
#include <vector>

namespace packline::report {

namespace {

constexpr std::size_t kMostProducts = 3;
constexpr std::size_t kMostRows = 5;

class CostText {
public:
    CostText(const packaging::LineSpec& line, const StudyResult& study)
        : line_{line}, study_{study} {}

    std::string text() {
        std::size_t shown = 0;
        for (const packaging::ProductSpec& p : line_.products) {
            const bool ships = !p.makes.valid() && p.lot_class == packaging::LotClass::production;
            if (ships && of("product." + p.name + ".cost.full").n > 0 && shown++ < kMostProducts) {
                product(p);
            }
        }
        if (shown > kMostProducts) {
            row("    and {} more products: see --json", shown - kMostProducts);
        }
        money();
        return std::move(out_);
    }

private:
    Summary of(const std::string& metric) const { return summarise(study_.values(metric)); }

    template <class... Args>
    void row(fmt::format_string<Args...> format, Args&&... args) {
        out_ += fmt::format(format, std::forward<Args>(args)...);
        out_ += '\n';
    }

    void product(const packaging::ProductSpec& p) {
        const std::string name = "product." + p.name;
        const double full = of(name + ".cost.full").mean;
        row("");
        row("  what a good unit of {} costs, {}; % of the full cost", p.name, line_.currency);
        const auto part = [&](std::string_view label, const std::string& key) {
            const Summary s = of(name + key);
            if (s.n > 0 && s.mean != 0) {
                row("    {:<22} {:>22}  {:5.1f} %", label, with_interval(s), 100 * s.mean / full);
            }
        };
        for (const std::string_view kind : packaging::kCostKindNames) {
            part(kind, fmt::format(".cost.{}", kind));
        }
        part("scrap", ".cost.scrap");
        part("= direct cost", ".cost.direct");
        part("idle capacity", ".cost.idle");
        part("= full cost", ".cost.full");
        part("margin", ".margin");
        steps(p);
        lost(p);
    }

    /// The steps on which most is spent.
    void steps(const packaging::ProductSpec& p) {
        const std::string prefix = fmt::format("cost.{}.", p.name);
        std::map<std::string, double> by_step;
        for (const MetricInfo& m : study_.metrics) {
            if (m.name.starts_with(prefix)) {
                const std::size_t end = m.name.rfind('.');
                by_step[m.name.substr(prefix.size(), end - prefix.size())] += of(m.name).mean;
            }
        }
        std::vector<std::pair<double, std::string>> all;
        double sum = 0;
        for (const auto& [step, cost] : by_step) {
            all.emplace_back(-cost, step);
            sum += cost;
        }
        if (!(sum > 0)) {
            return;
        }
        std::ranges::sort(all);
        all.resize(std::min(all.size(), kMostRows));
        row("    most is spent at       {} a day, with parts that the line made; % of all steps",
            line_.currency);
        for (const auto& [cost, step] : all) {
            row("      {:<20} {:>22.6g}  {:5.1f} %", step, -cost, -100 * cost / sum);
        }
    }

    /// What one unit lost for a reason had cost by then, and what that comes to.
    void lost(const packaging::ProductSpec& p) {
        const std::string prefix = fmt::format("product.{}.lost_value.", p.name);
        std::vector<std::pair<double, std::string>> all;
        for (const MetricInfo& m : study_.metrics) {
            if (m.name.starts_with(prefix)) {
                const double cost = of(fmt::format("product.{}.cost.scrap.{}", p.name,
                                                   m.name.substr(prefix.size())))
                                        .mean;
                if (cost > 0) {
                    all.emplace_back(-cost, m.name.substr(prefix.size()));
                }
            }
        }
        if (all.empty()) {
            return;
        }
        std::ranges::sort(all);
        all.resize(std::min(all.size(), kMostRows));
        row("    one lost unit costs    {}; % of the full cost that such losses are",
            line_.currency);
        for (const auto& [cost, reason] : all) {
            row("      {:<20} {:>22}  {:5.1f} %", reason, with_interval(of(prefix + reason)),
                -100 * cost / of(fmt::format("product.{}.cost.full", p.name)).mean);
        }
    }

    void money() {
        if (of("line.cost.total").n == 0) {
            return;
        }
        row("");
        row("  money, {} a day", line_.currency);
        constexpr std::array<std::pair<const char*, const char*>, 8> rows{
            {{"spent", "line.cost.total"},
             {"  on idle capacity", "line.cost.idle"},
             {"  on scrap", "line.cost.scrap"},
             {"  on more in process", "line.cost.in_process"},
             {"  on more in stock", "line.cost.stock"},
             {"revenue", "line.revenue"},
             {"penalties", "line.penalties"},
             {"margin", "line.margin"}}};
        for (const auto& [label, metric] : rows) {
            const Summary s = of(metric);
            if (s.n > 0 && s.mean != 0) {
                row("    {:<22} {:>22}", label, with_interval(s));
            }
        }
        if (const Summary s = of("line.capex"); s.n > 0 && s.mean > 0) {
            row("    {:<22} {:>22}  once", "tools paid", with_interval(s));
        }
    }

    const packaging::LineSpec& line_;
    const StudyResult& study_;
    std::string out_;
};

}  // namespace

std::string cost_text(const packaging::LineSpec& line, const StudyResult& study) {
    return priced(line) ? CostText{line, study}.text() + money_text(study, line.currency)
                        : std::string{};
}

}  // namespace packline::report
