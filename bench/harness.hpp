#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <string_view>
#include <vector>

namespace packline::bench {

/// What one repetition did. `check` must equal the reference answer, so a fast
/// wrong program fails instead of winning.
struct Repetition {
    std::uint64_t operations;
    std::uint64_t check;
};

/// Runs `body(state)` on a fresh `setup()` each time, the first time as untimed
/// warm-up, and prints one JSON line with the median and range of ns/operation.
/// Returns false where any check differs from `expected`.
template <class Setup, class Body>
bool run(std::string_view name, std::uint64_t expected, Setup setup, Body body,
         int repetitions = 9) {
    std::vector<double> ns;
    bool correct = true;
    for (int r = -1; r < repetitions; ++r) {
        auto state = setup();
        const auto start = std::chrono::steady_clock::now();
        const Repetition done = body(state);
        const std::chrono::duration<double, std::nano> took =
            std::chrono::steady_clock::now() - start;
        correct = correct && done.check == expected;
        if (r >= 0) {
            ns.push_back(took.count() / static_cast<double>(done.operations));
        }
    }
    std::sort(ns.begin(), ns.end());
    std::cout << R"({"name":")" << name << R"(","unit":"ns/op","median":)" << ns[ns.size() / 2]
              << R"(,"min":)" << ns.front() << R"(,"max":)" << ns.back() << R"(,"correct":)"
              << (correct ? "true" : "false") << "}\n";
    return correct;
}

}  // namespace packline::bench
