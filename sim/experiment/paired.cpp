#include "sim/experiment/paired.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace packline {

PairedDifference paired_difference(std::span<const double> base, std::span<const double> other) {
    expect(base.size() == other.size(), "paired scenarios have as many replications each");
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> d;
    for (std::size_t i = 0; i < base.size(); ++i) {
        if (!std::isnan(base[i]) && !std::isnan(other[i])) {
            a.push_back(base[i]);
            b.push_back(other[i]);
            d.push_back(other[i] - base[i]);
        }
    }
    PairedDifference out{summarise(a), summarise(b), summarise(d), 0, 0};
    const double unpaired = out.base.sd * out.base.sd + out.other.sd * out.other.sd;
    const double paired = out.difference.sd * out.difference.sd;
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    out.variance_ratio = unpaired > 0 ? paired / unpaired : kNone;
    // With n of each and their variances alike, Welch's interval has the paired one's shape: the
    // same quantile serves, so that the ratio of the two shows the pairing alone.
    out.unpaired_half_width = paired > 0 ? out.difference.half_width * std::sqrt(unpaired / paired)
                                         : std::sqrt(out.base.half_width * out.base.half_width +
                                                     out.other.half_width * out.other.half_width);
    return out;
}

std::vector<double> backlog(std::span<const double> base_output,
                            std::span<const double> other_output, Duration bucket) {
    expect(base_output.size() == other_output.size(), "paired series are of one length");
    const double days = to_seconds(bucket) / 86'400;
    std::vector<double> out;
    double behind = 0;
    for (std::size_t i = 0; i < base_output.size(); ++i) {
        behind += (base_output[i] - other_output[i]) * days;
        out.push_back(behind);
    }
    return out;
}

Recoveries recoveries(std::span<const double> backlog, Duration bucket, double tolerance,
                      Duration lasting) {
    const auto needed = (lasting.us + bucket.us - 1) / bucket.us;
    Recoveries out;
    std::int64_t within = 0;
    for (std::size_t i = 0; i < backlog.size(); ++i) {
        const bool above = backlog[i] > tolerance;
        out.behind_at_end = out.behind_at_end || above;
        within = above ? 0 : within + 1;
        // `within` ends of buckets in a row span one bucket less.
        if (out.behind_at_end && within == needed + 1) {
            out.at.push_back(Time{} + bucket * (static_cast<std::int64_t>(i) + 1 - needed));
            out.behind_at_end = false;
        }
    }
    return out;
}

std::optional<Time> recovered_at(std::span<const double> backlog, Duration bucket, double tolerance,
                                 Duration lasting) {
    const Recoveries all = recoveries(backlog, bucket, tolerance, lasting);
    if (!all.at.empty()) {
        return all.at.front();
    }
    return all.behind_at_end ? std::nullopt : std::optional{Time{}};
}

}  // namespace packline
