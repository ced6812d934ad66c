#include "models/report/interval_text.hpp"

#include <cmath>
#include <fmt/format.h>

namespace packline::report {

namespace {

/// Digits that the interval supports: two significant ones of the half-width.
int decimals(double half_width, double value) {
    const double scale = half_width > 0 ? half_width : std::fabs(value) * 1e-3;
    if (!(scale > 0)) {
        return 2;
    }
    int digits = 0;
    for (double x = scale; x < 10 && digits < 6; x *= 10) {
        ++digits;
    }
    return digits;
}

}  // namespace

std::string with_interval(const Summary& s, double unit) {
    if (s.n == 0) {
        return "none";
    }
    const double mean = s.mean * unit;
    if (s.n < 2) {
        return fmt::format("{:.{}f} (one replication: no interval)", mean, decimals(0, mean));
    }
    const double half = s.half_width * unit;
    const int digits = decimals(half, mean);
    return fmt::format("{:.{}f} ± {:.{}f}", mean, digits, half, digits);
}

std::string brief_interval(const Summary& s, double unit) {
    if (s.n == 0) {
        return "none";
    }
    return s.n < 2 ? fmt::format("{:.6g}", s.mean * unit)
                   : fmt::format("{:.6g} ± {:.3g}", s.mean * unit, s.half_width * unit);
}

std::string percent(const Summary& s) {
    return s.n < 2 ? fmt::format("{:.2f}", 100 * s.mean)
                   : fmt::format("{:.2f} ± {:.2f}", 100 * s.mean, 100 * s.half_width);
}

}  // namespace packline::report
