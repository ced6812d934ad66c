#pragma once

#include "models/packaging/disruptions/timelines.hpp"
#include "models/packaging/ledger/money.hpp"
#include "models/packaging/ledger/money_sites.hpp"
#include "models/packaging/line_statistics.hpp"
#include "models/packaging/line_tables.hpp"
#include "models/packaging/stock/material_stock.hpp"
#include "models/packaging/utilities/meter_readings.hpp"
#include "sim/base/int128.hpp"
#include "sim/base/time.hpp"

#include <span>
#include <utility>
#include <vector>

// What a window of a run cost, and what for. Worked out after the run from what was counted, so
// that it costs the run nothing.
//
// All that is spent goes one of these ways, and adds up exactly:
//   good units that shipped | scrap, at the value it had reached | lots that are no production |
//   more work in process | more in stock | capacity that stood idle
// A step's cost is spread over the units that passed it in the window, alike: those that shipped,
// those lost behind it, and those that stay in process behind it. A tool costs the lots it served
// all time but standby and non-scheduled; the rest is idle capacity. So is what people on duty
// spend at no task.

namespace packline::packaging {

/// What an operator group cost: integrals over the window.
struct PaidTime {
    Int128 duty_us = 0;  ///< person x us
    Int128 busy_us = 0;
};

struct LedgerInput {
    const LineTables& tables;
    const MoneySites& sites;
    const LineStatistics& counted;
    std::span<const MaterialStatistics> materials;
    std::span<const PaidTime> people;  ///< by operator group
    const MeterReadings& meters;
    std::span<const PlanRun> plans;  ///< orders of tools, as they went
    Time start;                      ///< of the window
    Time end;
};

/// One product's part of the ledger.
struct ProductLedger {
    /// What was spent at each step of its route, by its lots; the last row is what lots start from.
    std::vector<CostByKind> spent;
    /// Parts that the line made itself: their value as they were placed, by step. No new money.
    std::vector<CostByKind> made_parts;
    CostByKind good;                       ///< shipped, production only
    CostByKind to_stock;                   ///< good units that became parts
    CostByKind other_good;                 ///< of engineering and qualification lots
    CostByKind in_process;                 ///< at the end less at the start
    std::vector<CostByKind> scrap;         ///< by reason: mechanisms, then LossReason
    std::vector<std::int64_t> lost_units;  ///< likewise
    CostByKind idle;  ///< its share of idle capacity: its own and that of its parts
    std::int64_t shipped_units = 0;
    std::int64_t stocked_units = 0;
    Money revenue = 0;
    Money penalties = 0;  ///< late, waiting and lost units

    CostByKind scrapped() const;
    friend bool operator==(const ProductLedger&, const ProductLedger&) = default;
};

/// What came in and went out at one site.
struct SiteMoney {
    Money revenue = 0;
    Money penalties = 0;
    CostByKind spent;
    Money capex = 0;

    /// What is in hand afterwards: depreciation is no payment, the price of a tool is.
    Money cash() const {
        return revenue - penalties - (spent.total() - spent[CostKind::depreciation]) - capex;
    }
    SiteMoney& operator+=(const SiteMoney& other);
    SiteMoney& operator-=(const SiteMoney& other);
    friend bool operator==(const SiteMoney&, const SiteMoney&) = default;
};

/// Of a month of the run, or the part of it that lies in the window.
struct MoneyMonth {
    std::vector<SiteMoney> sites;  ///< by MoneySites::names
    Money margin = 0;              ///< see Ledger::margin()
    SiteMoney all() const;
    friend bool operator==(const MoneyMonth&, const MoneyMonth&) = default;
};

struct Ledger {
    std::vector<ProductLedger> products;
    CostByKind idle;                 ///< of all stations and groups, those that no product used too
    std::vector<Money> idle_at;      ///< by station, then by operator group
    CostByKind stock;                ///< parts bought and made less parts placed
    CostByKind expired;              ///< parts that passed their shelf life
    Money capex = 0;                 ///< paid in the window for tools of plans
    std::vector<SiteMoney> sites;    ///< all that was booked, by MoneySites::names
    std::vector<MoneyMonth> months;  ///< of the run from 0 on: they add up to `sites`

    bool priced() const { return !products.empty(); }
    /// All money spent in the window, by kind.
    CostByKind spent() const;
    Money revenue() const;
    Money penalties() const;
    /// Cost of what shipped and of what was lost or stood idle on the way: not of what is still in
    /// process or in stock.
    Money cost_of_sales() const;
    Money margin() const { return revenue() - penalties() - cost_of_sales(); }

    /// Money that was booked as spent: set apart from where it went, so that a check can compare.
    CostByKind booked;
    friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// Good units of a product that bins sent into stock, by material.
std::vector<std::pair<MaterialId, std::int64_t>> binned_parts(const LineTables& tables,
                                                              const LineStatistics& counted,
                                                              std::size_t product);

/// Empty where the line has no prices.
Ledger make_ledger(const LedgerInput& input);

}  // namespace packline::packaging
