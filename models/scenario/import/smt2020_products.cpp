// Orders and lots in process as products, releases and work in process of the dialect.

#include "models/scenario/import/smt2020_line.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace packline::scenario::smt2020 {

namespace {

/// Priorities of the tables, the higher the hotter, as those of the dialect, where 0 is hottest.
class Priorities {
public:
    Priorities(const Tables& tables, Diagnostics& diagnostics) {
        for (const Order& o : tables.orders) {
            levels_.insert({o.hot, o.priority});
        }
        for (const WipLot& w : tables.wip) {
            levels_.insert({w.hot, w.priority});
        }
        if (levels_.size() > 10) {
            diagnostics.error(
                tables.at,
                fmt::format("{} different priorities (ten can be told apart)", levels_.size()),
                "bring PRIOR and HOTLOT down to ten levels");
        }
    }
    /// Ordinary lots are at 5, as in all lines, unless there are many levels.
    std::string text(bool hot, std::int64_t priority) const {
        const auto above = std::distance(levels_.find({hot, priority}), levels_.end()) - 1;
        const auto highest = std::ssize(levels_) - 1;
        return std::to_string(std::max<std::ptrdiff_t>(5, highest) - (highest - above));
    }

private:
    std::set<std::pair<bool, std::int64_t>> levels_;
};

std::string seconds_text(double s) { return number_text(s) + " s"; }

class ProductWriter {
public:
    ProductWriter(const Tables& tables, Diagnostics& diagnostics)
        : tables_{tables}, diagnostics_{diagnostics}, priorities_{tables, diagnostics} {
        const auto earlier = [&](std::int64_t t) {
            start_ = start_ == 0 ? t : std::min(start_, t);
        };
        for (const Order& o : tables.orders) {
            earlier(o.start);
        }
        for (const WipLot& w : tables.wip) {
            earlier(w.start > 0 ? w.start : start_);
        }
    }

    Node products() {
        Node products = Node::map(tables_.at);
        name_products();
        for (const Order& o : tables_.orders) {
            const std::string& name = name_of_.at(&o);
            if (products.find(name) != nullptr) {
                continue;  // one of the lots that are listed
            }
            Node p = Node::map(o.at);
            put(p, "route", tables_.route_of(o.part)->name, o.at);
            put(p, "lot", fmt::format("{} wafers", o.pieces), o.at);
            put(p, "priority", priorities_.text(o.hot, o.priority), o.at);
            if (engineering(o.part)) {
                put(p, "class", "engineering", o.at);
            }
            if (o.due && o.repeat) {
                put(p, "due", seconds_text(static_cast<double>(*o.due - o.start)), o.at);
            }
            put(p, "release", release(o, name));
            put(products, name, std::move(p));
        }
        for (const WipLot& w : tables_.wip) {
            if (order_of(w) == nullptr && products.find(w.part) == nullptr) {
                Node p = Node::map(w.at);
                put(p, "route", tables_.route_of(w.part)->name, w.at);
                put(p, "lot", fmt::format("{} wafers", w.pieces), w.at);
                put(p, "priority", priorities_.text(w.hot, w.priority), w.at);
                put(p, "release", "none", w.at);
                put(products, w.part, std::move(p));
            }
        }
        return products;
    }

    Node wip() const {
        Node rows = Node::list(tables_.at);
        for (const WipLot& w : tables_.wip) {
            if (w.start > start_) {
                diagnostics_.error(w.at, "a lot in process that starts later than others",
                                   "write the START of the others, or make it an order");
            }
            rows.items.push_back(wip_row(w));
        }
        return rows;
    }

private:
    /// Orders that come again and again keep their names; lots that are listed row by row are one
    /// product for each part and size.
    void name_products() {
        std::map<std::pair<std::string, std::int64_t>, std::vector<const Order*>> listed;
        std::set<std::string> taken;
        for (const Order& o : tables_.orders) {
            if (o.repeat) {
                name_of_[&o] = o.name;
                taken.insert(o.name);
            } else {
                listed[{o.part, o.pieces}].push_back(&o);
            }
        }
        for (const auto& [what, lots] : listed) {
            std::string name = lots.size() == 1 ? lots.front()->name : what.first;
            if (taken.contains(name)) {
                name = fmt::format("{}_of_{}", what.first, what.second);
            }
            taken.insert(name);
            for (const Order* o : lots) {
                name_of_[o] = name;
                listed_[name].push_back(o);
            }
        }
    }

    bool engineering(const std::string& part) const {
        const auto it = std::ranges::find(tables_.parts, part, &Part::name);
        return it != tables_.parts.end() && it->engineering;
    }

    Node scheduled(const Order& o, double at) const {
        Node row = Node::map(o.at);
        put(row, "at", seconds_text(at), o.at);
        put(row, "lots", std::to_string(o.lots), o.at);
        return row;
    }

    Node release(const Order& o, const std::string& name) const {
        Node release = Node::map(o.at);
        Node rows = Node::list(o.at);
        if (!o.repeat) {
            const Order& first = *listed_.at(name).front();
            for (const Order* lot : listed_.at(name)) {
                Node row = scheduled(*lot, static_cast<double>(lot->start - start_));
                if (lot->hot != first.hot || lot->priority != first.priority) {
                    put(row, "priority", priorities_.text(lot->hot, lot->priority), lot->at);
                }
                if (lot->due) {
                    put(row, "due", seconds_text(static_cast<double>(*lot->due - start_)), lot->at);
                }
                rows.items.push_back(std::move(row));
            }
        } else if (o.repeats > 0 &&
                   o.repeat->mean_s() * static_cast<double>(o.repeats) < kHorizonDays * 86'400) {
            // Only a release without end can be written in one line.
            if (o.repeat->law != Time::Law::constant) {
                diagnostics_.error(o.at, "a number of releases at random times",
                                   "write RDIST = constant, or a RPT# that lasts for four years");
            }
            for (std::int64_t i = 0; i < o.repeats; ++i) {
                rows.items.push_back(scheduled(o, static_cast<double>(o.start - start_) +
                                                      o.repeat->mean_s() * static_cast<double>(i)));
            }
        } else {
            put(release, "every", o.repeat->text(), o.at);
            if (o.lots > 1) {
                put(release, "lots", std::to_string(o.lots), o.at);
            }
            if (o.start > start_) {
                put(release, "first", seconds_text(static_cast<double>(o.start - start_)), o.at);
            }
            return release;
        }
        put(release, "schedule", std::move(rows));
        return release;
    }

    /// What a lot in process belongs to: orders of its part and priority, else of its part.
    const Order* order_of(const WipLot& w) const {
        const Order* of_part = nullptr;
        for (const Order& o : tables_.orders) {
            if (o.part != w.part) {
                continue;
            }
            if (o.priority == w.priority && o.hot == w.hot) {
                return &o;
            }
            of_part = of_part == nullptr ? &o : of_part;
        }
        return of_part;
    }

    Node wip_row(const WipLot& w) const {
        const Order* order = order_of(w);
        Node row = Node::map(w.at);
        put(row, "product", order == nullptr ? w.part : name_of_.at(order), w.at);
        put(row, "step", tables_.route_of(w.part)->step(w.step)->id, w.at);
        put(row, "id", w.name, w.at);
        const std::string priority = priorities_.text(w.hot, w.priority);
        if (order == nullptr || priority != priorities_.text(order->hot, order->priority)) {
            put(row, "priority", priority, w.at);
        }
        if (w.due) {
            put(row, "due", seconds_text(static_cast<double>(*w.due - start_)), w.at);
        }
        if (order == nullptr || order->pieces != w.pieces) {
            put(row, "items", std::to_string(w.pieces), w.at);
        }
        return row;
    }

    const Tables& tables_;
    Diagnostics& diagnostics_;
    Priorities priorities_;
    std::int64_t start_ = 0;                       ///< of the run: the first START [s since 1970]
    std::map<const Order*, std::string> name_of_;  // looked up, never walked
    std::map<std::string, std::vector<const Order*>> listed_;
};

}  // namespace

void put_products(Node& line, const Tables& tables, const Smt2020Options& options,
                  Diagnostics& diagnostics) {
    ProductWriter writer{tables, diagnostics};
    put(line, "products", writer.products());
    if (!tables.wip.empty() && options.has(Mechanism::wip)) {
        put(line, "wip", writer.wip());
    }
}

}  // namespace packline::scenario::smt2020
