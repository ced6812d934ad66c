#include "models/packaging/ledger/ledger_counts.hpp"

#include "models/packaging/line_statistics.hpp"

#include <algorithm>
#include <functional>

namespace packline::packaging {

namespace {

void add(std::vector<std::int64_t>& to, const std::vector<std::int64_t>& from) {
    to.resize(std::max(to.size(), from.size()), 0);
    std::transform(from.begin(), from.end(), to.begin(), to.begin(), std::plus<>{});
}

}  // namespace

LedgerCounts::LedgerCounts(const LineTables& tables)
    : reasons_{tables.spec.mechanisms.size() + kLossReasons} {
    if (!priced(tables.spec)) {
        return;
    }
    for (std::size_t i = 0; i < tables.spec.products.size(); ++i) {
        Product p;
        p.first = tables.first_step(ProductId::from_index(i));
        p.steps.resize(tables.spec.routes[tables.spec.products[i].route.index()].steps.size());
        products_.push_back(std::move(p));
    }
}

void LedgerCounts::place(ProductId product, StepIndex step, std::size_t part, std::int64_t n) {
    std::vector<std::int64_t>& placed = at(product, step).placed;
    placed.resize(std::max(placed.size(), part + 1), 0);
    placed[part] += n;
}

void LedgerCounts::wear(ProductId product, StepIndex step, std::size_t kit, std::int64_t uses) {
    std::vector<std::int64_t>& worn = at(product, step).worn;
    worn.resize(std::max(worn.size(), kit + 1), 0);
    worn[kit] += uses;
}

void LedgerCounts::lose(ProductId product, RoutePlace from, std::size_t why, std::int64_t units) {
    Product& p = products_[product.index()];
    p.lost.resize(2 * p.steps.size() * reasons_, 0);
    p.lost[number(p, from) * reasons_ + why] += units;
}

void LedgerCounts::hold(ProductId product, RoutePlace at, std::int64_t units) {
    Product& p = products_[product.index()];
    p.in_process.resize(2 * p.steps.size(), 0);
    p.in_process[number(p, at)] += units;
}

void LedgerCounts::reset() {
    for (Product& p : products_) {
        p.steps.assign(p.steps.size(), {});
        p.lost.clear();
        p.in_process.clear();
    }
}

void LedgerCounts::merge(const LedgerCounts& part) {
    for (std::size_t i = 0; i < products_.size(); ++i) {
        Product& p = products_[i];
        const Product& other = part.products_[i];
        for (std::size_t s = 0; s < p.steps.size(); ++s) {
            StepCounts& to = p.steps[s];
            const StepCounts& from = other.steps[s];
            to.lots += from.lots;
            to.loads += from.loads;
            to.items += from.items;
            to.sites += from.sites;
            to.tool_time += from.tool_time;
            add(to.placed, from.placed);
            add(to.worn, from.worn);
        }
        add(p.lost, other.lost);
        add(p.in_process, other.in_process);
    }
}

}  // namespace packline::packaging
