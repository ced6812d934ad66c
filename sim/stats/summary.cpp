#include "sim/stats/summary.hpp"

#include "sim/base/math.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace packline {

Summary summarise(std::span<const double> values, double level) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    Summary s{.mean = kNone, .sd = kNone, .half_width = kNone, .least = kNone, .most = kNone};
    // Welford's update: sums of squares would cancel for large means (NIST NumAcc4).
    double mean = 0;
    double squares = 0;
    for (const double x : values) {
        if (std::isnan(x)) {
            ++s.missing;
            continue;
        }
        ++s.n;
        const double delta = x - mean;
        mean += delta / static_cast<double>(s.n);
        squares += delta * (x - mean);
        s.least = s.n == 1 ? x : std::min(s.least, x);
        s.most = s.n == 1 ? x : std::max(s.most, x);
    }
    if (s.n == 0) {
        return s;
    }
    s.mean = mean;
    if (s.n >= 2) {
        const double n = static_cast<double>(s.n);
        s.sd = std::sqrt(squares / (n - 1));
        s.half_width = math::student_t_quantile(0.5 + 0.5 * level, n - 1) * s.sd / std::sqrt(n);
    }
    return s;
}

bool precise_enough(const Summary& s, double gamma) {
    return s.n >= 2 && s.half_width <= gamma / (1 + gamma) * std::fabs(s.mean);
}

}  // namespace packline
