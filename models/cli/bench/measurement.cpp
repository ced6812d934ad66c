#include "models/cli/bench/measurement.hpp"

#include "models/cli/arguments.hpp"
#include "sim/parallel/team.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>

namespace packline::cli {

namespace {

/// Linux forgets the most memory so far; elsewhere the most since the start is shown.
void forget_peak_memory() { std::ofstream{"/proc/self/clear_refs"} << "5"; }

/// A line "KEY: VALUE ..." of a file of the system; empty where there is none.
std::string system_line(const std::string& path, const std::string& key) {
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(key)) {
            const std::size_t colon = line.find(':');
            const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
            return begin == std::string::npos ? "" : line.substr(begin);
        }
    }
    return "";
}

double peak_megabytes() {
    const std::string kilobytes = system_line("/proc/self/status", "VmHWM");
    return kilobytes.empty() ? 0.0 : std::stod(kilobytes) / 1024;
}

std::string label(const Measurement& m) { return fmt::format("{}/threads={}", m.name, m.threads); }

}  // namespace

Measurement measure(const std::string& name, unsigned threads, unsigned repetitions,
                    const std::function<BenchRun()>& body) {
    Measurement out{.name = name, .threads = threads, .seconds = {}};
    forget_peak_memory();
    for (unsigned r = 0; r <= repetitions; ++r) {
        const BenchRun run = body();
        if (r == 0) {
            out.events = run.events;
            out.lot_moves = run.lot_moves;
            out.fingerprint = run.fingerprint;
        } else {
            out.seconds.push_back(run.seconds);
        }
        out.right = out.right && run.fingerprint == out.fingerprint;
    }
    out.peak_megabytes = peak_megabytes();
    std::ranges::sort(out.seconds);
    return out;
}

std::string measurements_json(const std::vector<Measurement>& all) {
    nlohmann::ordered_json out;
    out["processor"] = system_line("/proc/cpuinfo", "model name");
    out["cores"] = machine_cores();
    out["compiler"] = __VERSION__;
    for (const Measurement& m : all) {
        out["benchmarks"].push_back({{"name", m.name},
                                     {"threads", m.threads},
                                     {"events", m.events},
                                     {"lot_moves", m.lot_moves},
                                     {"seconds", m.median()},
                                     {"seconds_least", m.seconds.front()},
                                     {"seconds_most", m.seconds.back()},
                                     {"events_per_second", m.events_per_second()},
                                     {"lot_moves_per_second", m.lot_moves_per_second()},
                                     {"peak_megabytes", m.peak_megabytes},
                                     {"fingerprint", fmt::format("{:016x}", m.fingerprint)},
                                     {"right", m.right}});
    }
    return out.dump(2) + "\n";
}

std::string measurements_table(const std::vector<Measurement>& all) {
    std::string out =
        fmt::format("{:<24} {:>7} {:>22} {:>12} {:>8} {:>9}  {}\n", "benchmark", "threads",
                    "M events/s (range)", "k moves/s", "speed-up", "peak MB", "fingerprint");
    for (const Measurement& m : all) {
        const double million = static_cast<double>(m.events) * 1e-6;
        const auto single = std::ranges::find_if(
            all, [&](const Measurement& o) { return o.name == m.name && o.threads == 1; });
        const std::string speed_up = m.threads == 1 || single == all.end()
                                         ? ""
                                         : fmt::format("{:.2f}", single->median() / m.median());
        out += fmt::format(
            "{:<24} {:>7} {:>7.2f} ({:.2f}-{:.2f}) {:>12} {:>8} {:>9.0f}  {:016x}{}\n", m.name,
            m.threads, million / m.median(), million / m.seconds.back(),
            million / m.seconds.front(),
            m.lot_moves > 0 ? fmt::format("{:.0f}", m.lot_moves_per_second() * 1e-3) : "", speed_up,
            m.peak_megabytes, m.fingerprint, m.right ? "" : " WRONG");
    }
    return out;
}

std::string compare_measurements(const std::vector<Measurement>& now, const std::string& old_json) {
    std::string out;
    try {
        const nlohmann::json old = nlohmann::json::parse(old_json).at("benchmarks");
        for (const Measurement& m : now) {
            const nlohmann::json* before = nullptr;
            for (const nlohmann::json& b : old) {
                if (b.at("name") == m.name && b.at("threads") == m.threads) {
                    before = &b;
                }
            }
            if (before == nullptr) {
                out += fmt::format("{:<40} new\n", label(m));
                continue;
            }
            if (before->at("events") != m.events) {
                out += fmt::format("{:<40} not comparable: {} events, {} before\n", label(m),
                                   m.events, before->at("events").get<std::uint64_t>());
                continue;
            }
            const double ratio = before->at("seconds").get<double>() / m.median();
            // Ranges that overlap, or a change of less than 5 %, say nothing.
            const bool overlap = m.seconds.front() <= before->at("seconds_most").get<double>() &&
                                 before->at("seconds_least").get<double>() <= m.seconds.back();
            const bool noise = overlap || std::abs(ratio - 1) < 0.05;
            const bool same = before->at("fingerprint") == fmt::format("{:016x}", m.fingerprint);
            out += fmt::format("{:<40} {:.2f} x as fast{}{}\n", label(m), ratio,
                               noise ? " (within noise)" : "",
                               same ? "" : "; the fingerprint differs: results have changed");
        }
    } catch (const nlohmann::json::exception& e) {
        throw UsageError(fmt::format(
            "--compare: this is not what 'packline bench --json' wrote ({})", e.what()));
    }
    return out;
}

}  // namespace packline::cli
