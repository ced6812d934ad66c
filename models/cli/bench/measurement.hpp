#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace packline::cli {

/// What one repetition of a benchmark did.
struct BenchRun {
    double seconds = 0;  ///< of the run alone, without building the model
    std::uint64_t events = 0;
    std::uint64_t lot_moves = 0;  ///< 0: no line
    std::uint64_t fingerprint = 0;
};

/// A benchmark with what its repetitions gave.
struct Measurement {
    std::string name;
    unsigned threads = 1;
    std::uint64_t events = 0;
    std::uint64_t lot_moves = 0;
    std::uint64_t fingerprint = 0;
    bool right = true;            ///< all repetitions, and those on other threads, agree
    std::vector<double> seconds;  ///< sorted
    double peak_megabytes = 0;    ///< most memory of the process; 0: the system does not tell

    double median() const { return seconds[seconds.size() / 2]; }
    double events_per_second() const { return static_cast<double>(events) / median(); }
    double lot_moves_per_second() const { return static_cast<double>(lot_moves) / median(); }
};

/// Runs `body` `repetitions` times after a first time that does not count.
Measurement measure(const std::string& name, unsigned threads, unsigned repetitions,
                    const std::function<BenchRun()>& body);

/// JSON of measurements, with machine and compiler.
std::string measurements_json(const std::vector<Measurement>& all);

/// A table for people. Speed-ups are against the same name on one thread.
std::string measurements_table(const std::vector<Measurement>& all);

/// What changed beyond noise since `old_json`, a line per benchmark. Throws UsageError where
/// the text is no such file's.
std::string compare_measurements(const std::vector<Measurement>& now, const std::string& old_json);

}  // namespace packline::cli
