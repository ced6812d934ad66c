#include "models/report/resource_metrics.hpp"

#include <array>
#include <fmt/format.h>
#include <numeric>

namespace packline::report {

namespace {

class Resources {
public:
    Resources(const packaging::LineTables& tables, const packaging::LineResult* result,
              const AddMetric& add)
        : tables_{tables}, result_{result}, add_{add} {}

    void buffers() {
        for (std::size_t b = 0; b < tables_.spec.buffers.size(); ++b) {
            add_(fmt::format("buffer.{}.used", tables_.spec.buffers[b].name), "1",
                 "places taken (lots or items), mean over time",
                 [&] { return result_->places_taken[b]; });
        }
    }

    void fleets() {
        for (std::size_t f = 0; f < tables_.spec.fleets.size(); ++f) {
            const packaging::FleetSpec& spec = tables_.spec.fleets[f];
            const std::string name = "fleet." + spec.name;
            const packaging::FleetStatistics* s =
                result_ == nullptr ? nullptr : &result_->fleets[f];
            const auto share = [this, &spec](Duration d) {
                return as_double(d.us) / (days() * kDay * spec.vehicles);
            };
            add_(name + ".busy", "1", "vehicles under way, loaded or empty, over all vehicles",
                 [&] { return share(s->loaded + s->empty); });
            add_(name + ".empty_travel", "1", "vehicles on their way to a pick-up",
                 [&] { return share(s->empty); });
            if (spec.fails) {
                add_(name + ".down", "1", "failed vehicles, over all vehicles",
                     [&] { return share(s->down); });
                add_(name + ".failures", "1", "of vehicles",
                     [&] { return as_double(s->failures); });
            }
            add_(name + ".moves_per_day", "1/d", "loaded moves",
                 [&] { return as_double(s->moves) / days(); });
            add_(name + ".lots_per_move", "1", "lots carried at once",
                 [&] { return ratio(as_double(s->lots), as_double(s->moves)); });
            add_(name + ".wait", "h", "of lots from the call to the pick-up",
                 [&] { return s->wait.count() == 0 ? kNone : s->wait.mean_us() / kHour; });
        }
    }

    void operators(std::size_t g) {
        constexpr std::array<std::string_view, packaging::kOperatorTasks> tasks{
            "setup", "load", "run", "assist", "repair", "maintenance"};
        const std::string name = "operators." + tables_.spec.operators[g].name;
        const packaging::OperatorResult* r = result_ == nullptr ? nullptr : &result_->operators[g];
        add_(name + ".on_duty", "persons",
             "in their shift, or at a task begun in it; mean over time",
             [r] { return r->on_duty; });
        add_(name + ".busy", "1", "share of their time on duty that they are at a task", [r] {
            return ratio(std::accumulate(r->busy.begin(), r->busy.end(), 0.0), r->on_duty);
        });
        for (std::size_t t = 0; t < tasks.size(); ++t) {
            add_(fmt::format("{}.{}", name, tasks[t]), "1", "share of their time on duty at this",
                 [r, t] { return ratio(r->busy[t], r->on_duty); });
        }
        add_(name + ".tasks_per_day", "1/d", "tasks begun",
             [this, r] { return as_double(r->wait.count()) / days(); });
        add_(name + ".wait", "h", "that their tasks waited for them, mean over tasks",
             [r] { return r->wait.count() == 0 ? kNone : r->wait.mean_us() / kHour; });
    }

    void kits(std::size_t k) {
        const std::string name = "tooling." + tables_.spec.tooling[k].name;
        const packaging::ToolingResult* r = result_ == nullptr ? nullptr : &result_->tooling[k];
        add_(name + ".in_use", "kits", "on tools with something inside, mean over time",
             [r] { return r->in_use; });
        add_(name + ".away", "kits", "refurbished or on order, mean over time",
             [r] { return r->away; });
        add_(name + ".waiting", "lots", "that have a tool but not this kit, mean over time",
             [r] { return r->waiting; });
        add_(name + ".worn", "1", "ends of life", [r] { return as_double(r->worn); });
        add_(name + ".lost", "1", "of these, neither refurbished nor replaced",
             [r] { return as_double(r->lost); });
    }

private:
    double days() const { return days_of(*result_); }

    const packaging::LineTables& tables_;
    const packaging::LineResult* result_;
    const AddMetric& add_;
};

}  // namespace

void resource_metrics(const packaging::LineTables& tables, const packaging::LineResult* result,
                      const AddMetric& add) {
    Resources list{tables, result, add};
    list.buffers();
    list.fleets();
    for (std::size_t g = 0; g < tables.spec.operators.size(); ++g) {
        list.operators(g);
    }
    for (std::size_t k = 0; k < tables.spec.tooling.size(); ++k) {
        list.kits(k);
    }
}

}  // namespace packline::report
