#pragma once

#include <chrono>

namespace packline {

/// Splits a thread's time into work and waiting; costs nothing unless it is wanted.
class Stopwatch {
public:
    explicit Stopwatch(bool wanted) : wanted_{wanted}, last_{wanted ? Clock::now() : Moment{}} {}
    /// Seconds since the last call.
    double lap() {
        if (!wanted_) {
            return 0;
        }
        const Moment now = Clock::now();
        const std::chrono::duration<double> passed = now - last_;
        last_ = now;
        return passed.count();
    }

private:
    using Clock = std::chrono::steady_clock;
    using Moment = Clock::time_point;
    bool wanted_;
    Moment last_;
};

}  // namespace packline
