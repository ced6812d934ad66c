// What stands in a line between events, in the words in which a line states its start.

#include "models/packaging/critical_path.hpp"
#include "models/packaging/line_model.hpp"
#include "models/packaging/lot_history.hpp"
#include "models/packaging/snapshot.hpp"
#include "models/packaging/stations/shared_tool.hpp"
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
                rooms_of(t);
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
            const StepIndex here = tables_.index(line_.step_of(lot).route, row.step);
            if (line_.lots_[lot].state == LotState::in_tool && here == line_.lots_[lot].step) {
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
                inside_order_.push_back(lot);
            }
        }
    }

    /// Those that wait in the order of their queues, those in tools in the order of their loads,
    /// then the others.
    std::vector<LotId> in_order() const {
        std::vector<LotId> order;
        std::set<std::uint32_t> told;
        for (std::size_t s = 0; s < line_.stations_.size(); ++s) {
            if (!line_.belongs_here(StationId::from_index(s))) {
                continue;
            }
            for (const WaitingLot& waiting : line_.stations_[s].queue.lots()) {
                order.push_back(waiting.lot);
                told.insert(waiting.lot.value);
            }
        }
        for (const LotId lot : inside_order_) {
            order.push_back(lot);
            told.insert(lot.value);
        }
        for (std::size_t k = 0; k < line_.lots_.slots(); ++k) {
            const LotId lot = LotId::from_index(k);
            if (line_.lots_[lot].state != LotState::gone && !told.contains(lot.value)) {
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
            if (goes_on(tool, load)) {
                row.tool = static_cast<std::int32_t>(tool.number);
                row.began = tool.clock.at(at_) - load.restart_mark;
                row.has_leaves = lots_follow_on(*line_.station_of(tool).spec);
                row.leaves = row.has_leaves ? left_until(tool, in->second.load) : Duration{};
                return;
            }
        }
        ++out_.gaps.restarted;
        if (row.retest_pass == 0) {  // what is tested again has its parts
            take_apart(step, row);
        }
    }

    /// A load can be stated to be inside the tool.
    bool goes_on(const Tool& tool, const Load& load) const {
        for (LotId lot = load.first; lot.valid(); lot = line_.lots_[lot].next) {
            const Lot& record = line_.lots_[lot];
            const StepId step{record.step.value - first_of_route(tables_, record.step).value};
            if (step_of_form(tables_.spec, tables_.spec.products[record.product.index()], step,
                             line_.lots_.population(lot).singulated) != step) {
                return false;
            }
        }
        return load.piece == 0 && !tool.in_setup &&
               tables_.step(load.step).spec->components.empty() &&
               !comes_later(tables_.spec, tool.station, tool.number);
    }

    Duration left_until(const Tool& tool, LoadId load) const {
        Duration left{};
        for (MilestoneId m = tool.milestones; m.valid(); m = line_.agenda_.at(m).next) {
            const Milestone& milestone = line_.agenda_.at(m);
            if (milestone.load == load && milestone.kind == MilestoneKind::load_done) {
                left = milestone.mark - tool.clock.at(at_);
            }
        }
        return left;
    }

    /// When the next lot may follow those inside, and when each place is free.
    void rooms_of(std::uint32_t index) {
        const Tool& tool = line_.tools_[index];
        const StationSpec& station = *line_.station_of(tool).spec;
        if (!tool.loads.valid() || !lots_follow_on(station)) {
            return;
        }
        for (LoadId id = tool.loads; id.valid(); id = line_.agenda_.load(id).next) {
            if (!goes_on(tool, line_.agenda_.load(id))) {
                return;  // it leaves the tool
            }
        }
        InitialToolSpec row = row_of(tool);
        const Duration now = tool.clock.at(at_);
        row.has_enters = has_entrance(station);
        for (MilestoneId m = tool.milestones; row.has_enters && m.valid();
             m = line_.agenda_.at(m).next) {
            if (line_.agenda_.at(m).kind == MilestoneKind::entrance_free) {
                row.enters = line_.agenda_.at(m).mark - now;
            }
        }
        row.has_free = !line_.chambers_[index].empty();
        for (const Duration place : line_.chambers_[index]) {
            if (place > now) {
                row.free.push_back(place - now);
            }
        }
        row.free.resize(std::max<std::size_t>(row.free.size(), row.has_free ? 1 : 0));
        if (row.has_enters || row.has_free) {
            out_.tools.push_back(std::move(row));
        }
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
        const StepIndex there = place(id, row);
        const StepIndex base = first_of_route(tables_, there);
        const ProductSpec& product = tables_.spec.products[row.product.index()];
        row.step = step_of_form(tables_.spec, product, StepId{there.value - base.value},
                                detail.population.singulated);
        const StepIndex step{base.value + row.step.value};
        out_.gaps.reshaped += step != there ? 1U : 0U;
        tell_history(tables_,
                     {line_.lots_[id], detail, line_.lots_.latent(id), line_.lots_.kept_tools(id)},
                     step, at_, line_.options_.key, row);
        for (const QueueClock& clock : detail.clocks) {
            if (!clock.running()) {
                continue;
            }
            const QueueLimit& limit = tables_.limit(clock.limit);
            if (step == there || limit.to >= step) {
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
                    // One that this visit has worn out is replaced at its end.
                    const ToolingSpec& spec_of_kit = tables_.spec.tooling[k];
                    row.kits.push_back({kind, spec_of_kit.wears
                                                  ? std::min(kit.uses, spec_of_kit.life - 1)
                                                  : kit.uses});
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
    std::vector<LotId> inside_order_;
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
