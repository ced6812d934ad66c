// Rows of the routes as steps of the dialect.

#include "models/scenario/import/smt2020_line.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario::smt2020 {

namespace {

/// Steps of one route.
class RouteWriter {
public:
    RouteWriter(const Tables& tables, const Route& route, const std::map<std::string, Use>& uses,
                const Smt2020Options& options, Diagnostics& diagnostics)
        : tables_{tables},
          route_{route},
          uses_{uses},
          options_{options},
          diagnostics_{diagnostics} {
        for (const Part& p : tables.parts) {
            for (const Order& o : tables.orders) {
                if (p.route == route.name && o.part == p.name) {
                    pieces_ = std::max(pieces_, o.pieces);
                }
            }
            family_ = p.route == route.name ? p.family : family_;
        }
    }

    Node steps() {
        Node list = Node::list(route_.at);
        for (const Step& s : route_.steps) {
            list.items.push_back(step(s));
        }
        return list;
    }

private:
    Node step(const Step& s) {
        const Tool& tool = *tables_.tool(s.family);
        Node n = Node::map(s.at);
        put(n, "id", s.id, s.at);
        put(n, "on", s.family, s.at);
        if (tool.batch) {
            put_batch(n, s, tool);
        } else if (cascades(tool, uses_.at(s.family))) {
            put_cascade(n, s);
        } else {
            put(n, "takes", s.time.text() + (s.per == Step::Per::piece ? "/wafer" : "/lot"), s.at);
        }
        if (!s.setup.empty() && options_.has(Mechanism::setup) &&
            setup_of(tables_, tool, uses_.at(s.family), ignored_).is_map()) {
            put(n, "setup", s.setup, s.at);
        }
        put_dedication(n, s);
        if (acts_on_limits(s)) {
            put(n, "sublot", "lot", s.at);
        }
        if (s.sample_percent < 100 && options_.has(Mechanism::sampling)) {
            put(n, "sample", number_text(s.sample_percent) + " % lots", s.at);
        }
        if (s.rework_percent > 0 && options_.has(Mechanism::rework)) {
            Node rework = Node::map(s.at);
            put(rework, "share", number_text(s.rework_percent) + " %", s.at);
            put(rework, "to", route_.step(s.rework_to)->id, s.at);
            put(rework, "level", s.rework_of_lots ? "lot" : "item", s.at);
            put(rework, "max", "unlimited", s.at);
            put(n, "rework", std::move(rework));
        }
        put_limits(n, s);
        return n;
    }

    /// The dialect wants to know who is scrapped at the two ends of a limit: the whole lot.
    bool acts_on_limits(const Step& s) const {
        const auto ends_here = [&](const Step& from) { return from.limit_to == s.number; };
        return options_.has(Mechanism::queue_time) &&
               options_.queue_time == Smt2020Options::QueueTime::scrap &&
               (s.limit_to > 0 || std::ranges::any_of(route_.steps, ends_here));
    }

    void put_batch(Node& n, const Step& s, const Tool& tool) {
        if (s.per != Step::Per::batch) {
            diagnostics_.error(s.at,
                               fmt::format("PTPER at {} (a group that works in batches)", s.family),
                               "write per_batch, or leave BATCHPER of the group blank");
        }
        if (!options_.has(Mechanism::batching)) {
            // Its share of a full batch, so that the group is as busy as with full ones.
            const double lot = tool.batch_in_lots ? 1 : static_cast<double>(pieces_);
            put(n, "takes", s.time.times(lot / static_cast<double>(s.batch_max)).text() + "/lot",
                s.at);
            return;
        }
        put(n, "takes", s.time.text() + "/load", s.at);
        if (tool.together == Tool::Together::family_and_name) {
            put(n, "recipe", family_ + "_" + (s.desc.empty() ? s.id : s.desc), s.at);
        }
        const char* unit = tool.batch_in_lots ? "lots" : "wafers";
        Node load = Node::map(s.at);
        if (s.batch_min > 0) {
            put(load, "min", fmt::format("{} {}", s.batch_min, unit), s.at);
        }
        put(load, "max", fmt::format("{} {}", s.batch_max, unit), s.at);
        put(n, "load", std::move(load));
    }

    /// Pieces follow each other, or lots; without an interval each waits for the end of the other.
    void put_cascade(Node& n, const Step& s) {
        const bool pieces = s.per == Step::Per::piece;
        if (s.piece_interval && !pieces) {
            diagnostics_.error(s.at, "PartInterval of a time per lot", "write per_piece");
        }
        if (pieces && !s.lot_interval) {
            const double pitch = s.piece_interval ? s.piece_interval->mean : s.time.mean;
            const std::string& unit = s.piece_interval ? s.piece_interval->unit : s.time.unit;
            put(n, "takes", fmt::format("{} {}/wafer", number_text(pitch), unit), s.at);
            put(n, "transit", s.time.text(), s.at);
            return;
        }
        const Time whole = pieces ? s.time.times(static_cast<double>(pieces_)) : s.time;
        Time pitch = s.lot_interval ? *s.lot_interval : whole;
        pitch.law = Time::Law::constant;
        put(n, "transit", whole.text(), s.at);
        put(n, "lot_pitch", pitch.text(), s.at);
    }

    void put_dedication(Node& n, const Step& s) {
        const Step* from = nullptr;
        for (const Step& earlier : route_.steps) {
            if (earlier.same_tool_for != s.number) {
                continue;
            }
            if (from != nullptr) {
                diagnostics_.error(s.at,
                                   fmt::format("STEPs {} and {} both want STEP {} on their tool",
                                               from->number, earlier.number, s.number),
                                   "leave out one of the two FORSTEP");
            }
            from = &earlier;
        }
        if (from != nullptr && options_.has(Mechanism::dedication)) {
            put(n, "same_tool_as", from->id, s.at);
        }
    }

    void put_limits(Node& n, const Step& s) {
        if (!options_.has(Mechanism::queue_time)) {
            return;
        }
        Node limits = Node::list(s.at);
        for (const Step& from : route_.steps) {
            if (from.limit_to != s.number || !from.limit) {
                continue;
            }
            Node limit = Node::map(from.at);
            put(limit, "of", from.id, from.at);
            put(limit, "limit", from.limit->text(), from.at);
            put(limit, "action",
                options_.queue_time == Smt2020Options::QueueTime::count ? "count" : "scrap",
                from.at);
            limits.items.push_back(std::move(limit));
        }
        if (limits.items.size() == 1) {
            put(n, "start_within", std::move(limits.items.front()));
        } else if (!limits.items.empty()) {
            put(n, "start_within", std::move(limits));
        }
    }

    const Tables& tables_;
    const Route& route_;
    const std::map<std::string, Use>& uses_;
    const Smt2020Options& options_;
    Diagnostics& diagnostics_;
    Diagnostics ignored_;  ///< what stations_of() reports already
    std::int64_t pieces_ = 1;
    std::string family_;  ///< of the parts on this route
};

}  // namespace

Node routes_of(const Tables& tables, const std::map<std::string, Use>& uses,
               const Smt2020Options& options, Diagnostics& diagnostics) {
    Node routes = Node::map(tables.at);
    for (const Route& route : tables.routes) {
        Node r = Node::map(route.at);
        put(r, "steps", RouteWriter{tables, route, uses, options, diagnostics}.steps());
        put(routes, route.name, std::move(r));
    }
    return routes;
}

}  // namespace packline::scenario::smt2020
