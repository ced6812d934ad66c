#pragma once

#include "sim/base/time.hpp"

namespace packline::packaging {

/// Exposure of a lot to the air of the floor since its dry pack was opened or it was baked.
class FloorLife {
public:
    bool open() const { return open_; }
    Duration exposure(Time now) const {
        return since_ == Time::never() ? used_ : used_ + (now - since_);
    }
    /// When the exposure will reach `limit` if nothing stops it; never in dry storage.
    Time runs_out(Duration limit) const {
        return since_ == Time::never() ? Time::never() : since_ + (limit - used_);
    }

    /// The dry pack is opened, or a bake has ended; or so much was used up before.
    void start(Time now, Duration used = {}) {
        open_ = true;
        used_ = used;
        since_ = now;
    }
    void enter_dry_storage(Time now) {
        used_ = exposure(now);
        since_ = Time::never();
    }
    void leave_dry_storage(Time now) { since_ = since_ == Time::never() ? now : since_; }
    /// Of two lots that merge, the longer exposure holds for both.
    void merge(const FloorLife& other, Time now) {
        if (other.open_ && (!open_ || other.exposure(now) > exposure(now))) {
            *this = other;
        }
    }

private:
    bool open_ = false;
    Duration used_;
    Time since_ = Time::never();  ///< never: it stands still
};

}  // namespace packline::packaging
