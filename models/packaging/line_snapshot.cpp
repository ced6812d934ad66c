// What stands in a line between events, in the words in which a line states its start.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line_model.hpp"
#include "models/packaging/lot_history.hpp"
#include "models/packaging/snapshot.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace packline::packaging {

namespace {

/// Names of lots: as released or as stated at the start; parts of one have a number behind.
class SnapshotNames {
public:
    explicit SnapshotNames(const LineTables& tables) {
        for (const InitialLotSpec& lot : tables.spec.wip) {
            const std::uint64_t product =
                tables.identity().hash(tables.product_entity(lot.product));
            initial_.emplace(combine(product, hash_name(lot.name)), lot.name);
        }
    }

    std::string of(const Order& order) {
        const auto initial = initial_.find(order.key);
        const std::string own = order.number == 0 && initial != initial_.end()
                                    ? initial->second
                                    : fmt::format("{}", order.number);
        std::string name = own;
        for (int part = 1; !taken_.emplace(order.product.value, name).second; ++part) {
            name = fmt::format("{}.{}", own, part);
        }
        return name;
    }

private:
    std::map<std::uint64_t, std::string> initial_;           ///< by key
    std::set<std::pair<std::uint32_t, std::string>> taken_;  ///< by product
};

/// What is left of a mean time of which so much is over.
Duration left_of(double mean_s, Duration over) {
    return std::max(from_seconds(mean_s) - over, Duration{});
}

/// A lot can be stated to be inside such a tool.
bool can_state_inside(const StationSpec& station, const StepSpec& step) {
    const bool whole = station.kind == StationKind::single || station.kind == StationKind::batch ||
                       station.kind == StationKind::tester;
    return whole && station.load_ports == 0 && step.sublot == 0 && step.split == 1 &&
           step.components.empty();
}

StepIndex first_of_route(const LineTables& tables, StepIndex step) {
    return tables.index(tables.step(step).route, StepId{0});
}

/// How a lot comes to the step, from the one before it.
TransferSpec way_to(const LineTables& tables, StepIndex step) {
    const auto area = [&](StepIndex s) { return tables.step(s).area; };
    const StepIndex here{tables.main_position(step)};
    const bool first = here == first_of_route(tables, step);
    return way_between(tables.spec, area(first ? here : StepIndex{here.value - 1}), area(here));
}

/// All but its name, where it is, and its clocks.
InitialLotSpec lot_row(const Lot& lot, const LotDetail& detail, Time at) {
    InitialLotSpec row;
    row.product = lot.product;
    row.items = detail.population.items;
    row.sites = detail.population.sites;
    row.priority = lot.priority;
    row.has_due = lot.due != Time::never();
    row.due = row.has_due ? Time{} + (lot.due - at) : Time{};
    return row;
}

}  // namespace

/// Reads one part of a line.
class LineTeller {
public:
    LineTeller(const Line& line, Snapshot& out)
        : line_{line}, tables_{line.tables_}, out_{out}, at_{out.at} {}

    void tools() {
        for (std::uint32_t t = 0; t < line_.tools_.size(); ++t) {
            if (line_.belongs_here(line_.tools_[t].station)) {
                note_inside(t);
                state_of(t);
                maintenance_of(t);
            }
        }
    }

    /// Requires: tools are told.
    void lots(SnapshotNames& names) {
        for (const LotId lot : in_order()) {
            InitialLotSpec row = told(lot);
            row.name = names.of(line_.orders_[line_.lots_[lot].order.index()]);
            if (line_.lots_[lot].state == LotState::in_tool) {
                put_in_tool(lot, row);
            }
            out_.wip.push_back(std::move(row));
        }
    }

private:
    struct Inside {
        std::uint32_t tool = 0;
        LoadId load;
    };

    void note_inside(std::uint32_t t) {
        for (LoadId id = line_.tools_[t].loads; id.valid(); id = line_.agenda_.load(id).next) {
            for (LotId lot = line_.agenda_.load(id).first; lot.valid();
                 lot = line_.lots_[lot].next) {
                inside_[lot.value] = {t, id};
            }
        }
    }

    /// Those that wait in the order of their queues, then the others.
    std::vector<LotId> in_order() const {
        std::vector<LotId> order;
        std::set<std::uint32_t> queued;
        for (std::size_t s = 0; s < line_.stations_.size(); ++s) {
            if (!line_.belongs_here(StationId::from_index(s))) {
                continue;
            }
            for (const WaitingLot& waiting : line_.stations_[s].queue.lots()) {
                order.push_back(waiting.lot);
                queued.insert(waiting.lot.value);
            }
        }
        for (std::size_t k = 0; k < line_.lots_.slots(); ++k) {
            const LotId lot = LotId::from_index(k);
            if (line_.lots_[lot].state != LotState::gone && !queued.contains(lot.value)) {
                order.push_back(lot);
            }
        }
        return order;
    }

    void put_in_tool(LotId lot, InitialLotSpec& row) {
        const auto in = inside_.find(lot.value);
        const StepSpec& step = *line_.step_of(lot).spec;
        if (in != inside_.end()) {
            const Tool& tool = line_.tools_[in->second.tool];
            const Load& load = line_.agenda_.load(in->second.load);
            const Duration done = tool.clock.at(at_) - load.started_mark - load.setup;
            if (can_state_inside(*line_.station_of(tool).spec, step) && done >= Duration{}) {
                row.tool = static_cast<std::int32_t>(tool.number);
                row.began = done;
                return;
            }
        }
        ++out_.gaps.restarted;
        take_apart(step, row);
    }

    /// A lot that begins an assembly step anew takes its parts anew.
    void take_apart(const StepSpec& step, InitialLotSpec& row) {
        for (const ComponentSpec& c : step.components) {
            out_.stocks[c.material.index()] += c.parts(row.items, row.sites);
        }
        if (step.positions > 0) {
            row.sites = 0;
            std::erase_if(row.latent, [&](const InitialLatent& l) {
                return tables_.spec.mechanisms[l.mechanism.index()].level == Level::site;
            });
        }
    }

    /// All but its name and the tool that it is in.
    InitialLotSpec told(LotId id) {
        const LotDetail& detail = line_.lots_.detail(id);
        InitialLotSpec row = lot_row(line_.lots_[id], detail, at_);
        const StepIndex step = place(id, row);
        const StepIndex base = first_of_route(tables_, step);
        row.step = StepId{step.value - base.value};
        tell_history(tables_,
                     {line_.lots_[id], detail, line_.lots_.latent(id), line_.lots_.kept_tools(id)},
                     step, at_, line_.options_.key, row);
        for (const QueueClock& clock : detail.clocks) {
            if (clock.running()) {
                const QueueLimit& limit = tables_.limit(clock.limit);
                row.clocks.push_back({StepId{limit.from.value - base.value},
                                      limit.spec->limit - (clock.deadline - at_)});
            }
        }
        return row;
    }

    /// The step that it is at or comes to, and when.
    StepIndex place(LotId id, InitialLotSpec& row) {
        const Lot& lot = line_.lots_[id];
        const StepIndex bound_for = line_.lots_.detail(id).bound_for;
        const Duration over = at_ - lot.since;
        switch (lot.state) {
            case LotState::travelling:
                row.arrives = left_of(way_to(tables_, lot.step).time.mean(), over);
                ++out_.gaps.guessed;
                return lot.step;
            case LotState::on_hold:
                row.arrives = left_of(line_.step_of(id).spec->hold.duration.mean(), over);
                ++out_.gaps.guessed;
                return line_.step_of(id).next.valid() ? line_.step_of(id).next : lot.step;
            case LotState::blocked:
            case LotState::awaiting_vehicle:
                ++out_.gaps.guessed;
                return bound_for.valid() ? bound_for : lot.step;
            case LotState::joining:
                ++out_.gaps.apart;
                return lot.step;
            default:
                return lot.step;
        }
    }

    void state_of(std::uint32_t index) {
        const Tool& tool = line_.tools_[index];
        const StationSpec& spec = *line_.station_of(tool).spec;
        InitialToolSpec row = row_of(tool);
        row.setup = tool.setup;
        row.run = tool.setup.valid() ? tool.run : 0;
        for (std::size_t k = 0; k < tables_.spec.tooling.size(); ++k) {
            const ToolingId kind = ToolingId::from_index(k);
            for (const Tooling::KitPlace& kit : line_.tooling_.places(kind)) {
                if (kit.tool == index) {
                    row.kits.push_back({kind, kit.uses});
                }
            }
        }
        if (tool.failing > 0 && !spec.failures.empty()) {
            row.down = from_seconds(spec.failures.front().repair.mean());
        } else if (tool.maintenance_running >= 0) {
            const auto m = static_cast<std::size_t>(tool.maintenance_running);
            row.down = from_seconds(spec.maintenance[m].duration.mean());
        }
        out_.gaps.down += row.down > Duration{} ? 1U : 0U;
        if (row.setup.valid() || !row.kits.empty() || row.down > Duration{}) {
            out_.tools.push_back(std::move(row));
        }
    }

    void maintenance_of(std::uint32_t index) {
        const Tool& tool = line_.tools_[index];
        const std::vector<MaintenanceSpec>& all = line_.station_of(tool).spec->maintenance;
        for (std::size_t m = 0; m < all.size() && tool.installed; ++m) {
            const MaintenanceState& state =
                line_.maintenance_[line_.station_of(tool).maintenance_index(tool, m)];
            const bool waits = (tool.maintenance_due >> m & 1U) != 0;
            InitialToolSpec row = row_of(tool);
            row.maintenance = static_cast<std::int32_t>(m);
            out_.gaps.down += waits ? 1U : 0U;
            if (state.every > 0) {
                row.due_count = waits ? 0 : std::max<std::int64_t>(state.every - state.pieces, 0);
            } else if (!waits) {
                // Of one that runs the next date is on the grid.
                const Time due =
                    state.due >= at_
                        ? state.due
                        : state.due + all[m].every * ((at_ - state.due).us / all[m].every.us + 1);
                row.due = due - at_;
            }
            out_.tools.push_back(std::move(row));
        }
    }

    static InitialToolSpec row_of(const Tool& tool) {
        InitialToolSpec row;
        row.station = tool.station;
        row.tool = tool.number;
        return row;
    }

    const Line& line_;
    const LineTables& tables_;
    Snapshot& out_;
    Time at_;
    std::map<std::uint32_t, Inside> inside_;  ///< by lot
};

void LineModel::tell(Snapshot& out, RandomKey key) const {
    SnapshotNames names{tables_};
    for (const Line& line : lines_) {
        LineTeller teller{line, out};
        teller.tools();
        teller.lots(names);
    }
    // On their way between processes.
    parcels_.for_each([&](const Parcel& parcel) {
        const StepIndex step = parcel.lot.step;
        InitialLotSpec row = lot_row(parcel.lot, parcel.detail, out.at);
        row.name = names.of(parcel.order);
        row.step = StepId{step.value - first_of_route(tables_, step).value};
        tell_history(tables_, {parcel.lot, parcel.detail, parcel.latent, parcel.kept_tools}, step,
                     out.at, key, row);
        row.arrives = left_of(way_to(tables_, step).time.mean(), out.at - parcel.lot.since);
        out.wip.push_back(std::move(row));
        ++out.gaps.guessed;
    });
}

}  // namespace packline::packaging
