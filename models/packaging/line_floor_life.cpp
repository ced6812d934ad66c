// Floor life: exposure that adds up over steps until a lot must be baked.

#include "models/packaging/line.hpp"

namespace packline::packaging {

/// The lot has come to `step`. True where its floor life has run out and it goes to the bake.
bool Line::expose(LotId lot, StepIndex step) {
    FloorLife& floor = lots_.detail(lot).floor_life;
    if (!floor.open()) {
        return false;
    }
    const StepTable& table = tables_.step(step);
    if (table.spec->dry) {
        floor.enter_dry_storage(now());
    } else {
        floor.leave_dry_storage(now());
    }
    if (!table.spec->has_floor_life) {
        return false;
    }
    if (floor.exposure(now()) >= table.spec->floor_life.limit) {
        bake(lot);
        return true;
    }
    watch_floor_life(lot);
    return false;
}

/// Tells when the floor life of a lot that waits for its step runs out.
void Line::watch_floor_life(LotId lot) {
    const FloorLife& floor = lots_.detail(lot).floor_life;
    const StepTable& step = step_of(lot);
    const Time at = floor.open() && step.spec->has_floor_life
                        ? floor.runs_out(step.spec->floor_life.limit)
                        : Time::never();
    if (at != Time::never()) {
        const EntityId entity = tables_.station_entity(step.station);
        send(entity, entity, at, Priority::expire, LineEvent::floor_life, lots_.handle(lot));
    }
}

/// Whether a step with `sample: expired lots` is for this lot.
bool Line::floor_life_over(LotId lot, StepIndex step) const {
    const FloorLife& floor = lots_.detail(lot).floor_life;
    return floor.open() && floor.exposure(now()) >= tables_.step(step).bake_limit;
}

/// Where a running-out event means something still: the lot waits at the same step for as long,
/// and not between two passes of a test, whose first one has ended the exposure.
bool Line::floor_life_runs_out(LotId lot, Time at) const {
    const LotState state = lots_[lot].state;
    const StepSpec& step = *step_of(lot).spec;
    return (state == LotState::queued || state == LotState::short_of_parts) &&
           step.has_floor_life && lots_.detail(lot).retest_pass == 0 &&
           lots_.detail(lot).floor_life.runs_out(step.floor_life.limit) == at;
}

/// It ran out while the lot waited for this step: for a tool, carriers or its kit.
void Line::on_floor_life(LotId lot) {
    stop_waiting(lot);
    bake(lot);
}

void Line::bake(LotId lot) {
    ++product_statistics(lot).baked;
    trace(TraceKind::expire, lot);
    const StepTable& table = step_of(lot);
    jump_back(lot, tables_.index(table.route, table.spec->floor_life.bake));
}

/// The end of a step opens the pack, ends a bake or leaves dry storage.
void Line::end_exposure_of(LotId lot, const StepTable& step) {
    FloorLife& floor = lots_.detail(lot).floor_life;
    if (step.opens_pack || (step.bake_limit > Duration{} && floor.open())) {
        floor.start(now());
    } else if (step.spec->dry && floor.open()) {
        floor.leave_dry_storage(now());
    }
}

}  // namespace packline::packaging
