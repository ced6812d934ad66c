// What a load that is not full does: it waits for lots that are known to come, or takes dummies.

#include "models/scenario/line_reader.hpp"

#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::look_ahead(MapReader& in, LoadSpec& load) {
    load.look_ahead = in.duration("look_ahead", Duration{});
    load.waits_for = static_cast<WaitsFor>(in.choice("waits_for", {"what pays", "any"}, 0));
    if (in.has("waits_for") && !in.has("look_ahead")) {
        in.error("waits_for", "no horizon is stated (nothing is waited for)",
                 "add `look_ahead: 1 h`, or leave the key out");
    }
    if (in.has("look_ahead") && load.look_ahead <= Duration{}) {
        in.error("look_ahead", "look_ahead = 0 sees nobody come",
                 "write how far ahead is looked, as `1 h`, or leave the key out");
    }
    if (in.has("look_ahead") && load.start == BatchStart::full) {
        in.error("look_ahead",
                 "with `start: full` a load waits for company whoever comes, so that looking ahead "
                 "changes nothing",
                 "leave `start` out: a load of `min` then waits for lots that come in time");
    }
}

void LineReader::filler(MapReader& in, LoadSpec& load) {
    if (!in.has("filler")) {
        return;
    }
    load.filler =
        CarrierPoolId{find(carrier_names_, in.text("filler"), in.at("filler"), "carrier pool")};
    if (!load.has_wait) {
        in.error("filler", "no time-out starts a load below `min` (nothing is filled up)",
                 "add `wait: 4 h`");
    }
    if (load.strict_min) {
        in.error("filler", "`strict_min` forbids the loads that dummies would fill up",
                 "leave one of the two out");
    }
    if (load.min == 1) {
        in.error("filler", "no load is below min = 1 (nothing is filled up)",
                 "state the `min` that a load needs");
    }
}

}  // namespace packline::scenario
