#include "tests/oracle/cost_table.hpp"

#include "models/packaging/ledger/money_sites.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace packline::oracle {

namespace {

using packaging::CostByKind;
using packaging::kMoneyUnit;
using packaging::Money;

/// 67.5 for 67,500,000 millionths.
std::string text(Money money) {
    const Money size = money < 0 ? -money : money;
    std::string out = (money < 0 ? "-" : "") + std::to_string(size / kMoneyUnit);
    std::string rest = std::to_string(kMoneyUnit + size % kMoneyUnit).substr(1);
    rest.erase(rest.find_last_not_of('0') + 1);
    return rest.empty() ? out : out + "." + rest;
}

}  // namespace

std::vector<std::string> cost_rows(const packaging::LineSpec& line,
                                   const packaging::Ledger& ledger) {
    std::vector<std::string> rows;
    const auto add = [&](const std::string& product, const std::string& row, std::string_view kind,
                         Money money) {
        if (money != 0) {
            rows.push_back(product + "," + row + "," + std::string{kind} + "," + text(money));
        }
    };
    for (std::size_t p = 0; p < line.products.size(); ++p) {
        const packaging::ProductLedger& l = ledger.products.at(p);
        const std::string& name = line.products[p].name;
        const auto& steps = line.routes[line.products[p].route.index()].steps;
        CostByKind made;
        for (std::size_t s = 0; s < l.spent.size(); ++s) {
            for (std::size_t k = 0; k < packaging::kCostKinds; ++k) {
                add(name, s < steps.size() ? steps[s].name : "(start)",
                    packaging::kCostKindNames[k], l.spent[s].by[k]);
            }
            made += l.made_parts[s];
        }
        add(name, "(parts made here)", "", made.total());
        add(name, "(good)", "", l.good.total());
        add(name, "(other good)", "", l.other_good.total());
        add(name, "(to stock)", "", l.to_stock.total());
        add(name, "(scrap)", "", l.scrapped().total());
        add(name, "(in process)", "", l.in_process.total());
    }
    add("", "(idle)", "", ledger.idle.total());
    add("", "(stock)", "", ledger.stock.total());
    add("", "(expired)", "", ledger.expired.total());
    add("", "(booked)", "", ledger.booked.total());
    add("", "(revenue)", "", ledger.revenue());
    add("", "(penalties)", "", ledger.penalties());
    add("", "(margin)", "", ledger.margin());
    const packaging::MoneySites sites{line};
    for (std::size_t m = 0; m < ledger.months.size() && ledger.months.size() > 1; ++m) {
        const std::string row = "(month " + std::to_string(m + 1) + ")";
        for (std::size_t s = 0; s < sites.names.size(); ++s) {
            const packaging::SiteMoney& money = ledger.months[m].sites[s];
            add(sites.names[s], row, "revenue", money.revenue);
            add(sites.names[s], row, "penalties", money.penalties);
            add(sites.names[s], row, "cost", money.spent.total());
            add(sites.names[s], row, "capex", money.capex);
            add(sites.names[s], row, "cash", money.cash());
        }
        add("", row, "margin", ledger.months[m].margin);
    }
    std::ranges::sort(rows);
    return rows;
}

std::vector<std::string> read_cost_rows(const std::string& path) {
    std::ifstream in{path};
    std::string row;
    if (!std::getline(in, row) || row != "product,row,kind,amount") {
        throw std::runtime_error(path + ":1: the header is to be product,row,kind,amount");
    }
    std::vector<std::string> rows;
    while (std::getline(in, row)) {
        rows.push_back(row);
    }
    std::ranges::sort(rows);
    return rows;
}

}  // namespace packline::oracle
