#include "models/report/sweep.hpp"

#include "models/report/interval_text.hpp"
#include "sim/experiment/paired.hpp"
#include "sim/stats/summary.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::report {

namespace {

/// What a path ends in: `parameters.delay` -> `delay`.
std::string last_part(const std::string& path) { return path.substr(path.rfind('.') + 1); }

/// A metric without `line.` before it.
std::string short_name(const std::string& metric) {
    return metric.starts_with("line.") ? metric.substr(5) : metric;
}

PairedDifference against_first(const Sweep& sweep, std::size_t point, const std::string& metric) {
    return paired_difference(sweep.points.front().values(metric),
                             sweep.points[point].values(metric));
}

/// A CSV field.
std::string quoted(const std::string& text) {
    return text.find_first_of(",\"") == std::string::npos ? text : "\"" + text + "\"";
}

}  // namespace

std::optional<SweepAxis> parse_axis(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos) {
        return std::nullopt;
    }
    SweepAxis axis{.path = text.substr(0, equals), .values = {}};
    std::size_t from = equals + 1;
    for (;;) {
        const std::size_t bar = std::min(text.find('|', from), text.size());
        if (bar == from) {
            return std::nullopt;  // a value that is not there
        }
        axis.values.push_back(text.substr(from, bar - from));
        if (bar == text.size()) {
            return axis;
        }
        from = bar + 1;
    }
}

std::vector<std::vector<std::string>> grid(const std::vector<SweepAxis>& axes) {
    std::vector<std::vector<std::string>> points{{}};
    for (const SweepAxis& axis : axes) {
        std::vector<std::vector<std::string>> longer;
        for (const std::vector<std::string>& point : points) {
            for (const std::string& value : axis.values) {
                longer.push_back(point);
                longer.back().push_back(value);
            }
        }
        points = std::move(longer);
    }
    return points;
}

StudyResult only(const StudyResult& study, const std::vector<std::string>& metrics) {
    StudyResult out;
    out.title = study.title;
    out.seed = study.seed;
    out.horizon = study.horizon;
    out.warmup = study.warmup;
    out.bucket = study.bucket;
    for (const ReplicationResult& r : study.replications) {
        out.replications.push_back({.replication = r.replication,
                                    .fingerprint = r.fingerprint,
                                    .events = r.events,
                                    .values = {},
                                    .series = {}});
    }
    for (const std::string& metric : metrics) {
        const auto info = std::ranges::find(study.metrics, metric, &MetricInfo::name);
        if (info == study.metrics.end()) {
            continue;
        }
        const auto index = static_cast<std::size_t>(info - study.metrics.begin());
        out.metrics.push_back(*info);
        for (std::size_t r = 0; r < study.replications.size(); ++r) {
            out.replications[r].values.push_back(study.replications[r].values[index]);
        }
    }
    return out;
}

std::string sweep_text(const Sweep& sweep) {
    const StudyResult& first = sweep.points.front();
    std::string out = fmt::format(
        "{}: {} points, {} replications of {:g} days each, seed {}, common random numbers; means "
        "with 95 % intervals\n\n",
        first.title, sweep.points.size(), first.replications.size(),
        to_seconds(first.horizon) / 86'400, first.seed);
    for (const SweepAxis& axis : sweep.axes) {
        out += fmt::format("  {:<14}", last_part(axis.path));
    }
    for (const std::string& metric : sweep.metrics) {
        out += fmt::format(" {:>24}", short_name(metric));
    }
    out += fmt::format(" {:>24}\n", "first: to the first row");
    const std::vector<std::vector<std::string>> points = grid(sweep.axes);
    for (std::size_t p = 0; p < points.size(); ++p) {
        for (const std::string& value : points[p]) {
            out += fmt::format("  {:<14}", value);
        }
        for (const std::string& metric : sweep.metrics) {
            out += fmt::format(" {:>24}", with_interval(summarise(sweep.points[p].values(metric))));
        }
        out += p == 0
                   ? "\n"
                   : fmt::format(
                         " {:>24}\n",
                         with_interval(against_first(sweep, p, sweep.metrics.front()).difference));
    }
    return out;
}

std::string sweep_csv(const Sweep& sweep) {
    std::string out;
    for (const SweepAxis& axis : sweep.axes) {
        out += quoted(axis.path) + ",";
    }
    out += "metric,mean,half_width,difference,difference_half_width,replications\n";
    const std::vector<std::vector<std::string>> points = grid(sweep.axes);
    for (std::size_t p = 0; p < points.size(); ++p) {
        for (const std::string& metric : sweep.metrics) {
            for (const std::string& value : points[p]) {
                out += quoted(value) + ",";
            }
            const PairedDifference d = against_first(sweep, p, metric);
            out += fmt::format("{},{:.10g},{:.6g},{:.10g},{:.6g},{}\n", metric, d.other.mean,
                               d.other.half_width, d.difference.mean, d.difference.half_width,
                               d.other.n);
        }
    }
    return out;
}

}  // namespace packline::report
