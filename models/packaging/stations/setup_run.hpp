#pragma once

#include "models/packaging/spec/station_spec.hpp"

#include <cstdint>

namespace packline::packaging {

/// Whether a tool must go on with the family that it is set up for, because it has done only `run`
/// lots of it so far, rather than take a lot of this priority that wants another family. `idle`:
/// since its last lot.
inline bool must_go_on(const SetupSpec& setup, FamilyId set_up_for, std::uint32_t run,
                       FamilyId wanted, std::uint8_t priority, Duration idle) {
    const bool given_up = setup.run_given_up > Duration{} && idle >= setup.run_given_up;
    return run < setup.minimum_run && set_up_for.valid() && wanted.valid() &&
           wanted != set_up_for && std::int32_t{priority} > setup.run_broken_by && !given_up;
}

}  // namespace packline::packaging
