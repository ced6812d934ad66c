#include "sim/parallel/simulated_scaling.hpp"

#include "sim/base/errors.hpp"
#include "sim/parallel/barrier.hpp"
#include "sim/parallel/stopwatch.hpp"
#include "sim/parallel/team.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace packline {

namespace {

/// Time until the last of `workers` is done with `costs`, dearest first [ns].
double busiest(std::vector<double>& costs, unsigned workers, std::vector<double>& load) {
    std::ranges::sort(costs, std::greater<>{});
    // A heap of the workers' loads, the least on top.
    load.assign(workers, 0.0);
    for (const double cost : costs) {
        std::ranges::pop_heap(load, std::greater<>{});
        load.back() += cost;
        std::ranges::push_heap(load, std::greater<>{});
    }
    return *std::ranges::max_element(load);
}

}  // namespace

double simulated_seconds(std::span<const WindowCost> costs, unsigned workers,
                         double barrier_seconds) {
    expect(workers >= 1, "scaling needs a worker");
    double sum = 0;
    std::vector<double> window;
    std::vector<double> load;
    for (std::size_t i = 0; i < costs.size();) {
        window.clear();
        const std::uint64_t number = costs[i].window;
        for (; i < costs.size() && costs[i].window == number; ++i) {
            window.push_back(costs[i].nanoseconds);
        }
        sum += busiest(window, workers, load) * 1e-9 + barrier_seconds;
    }
    return sum;
}

double measured_barrier_seconds() {
    constexpr int rounds = 20'000;
    constexpr unsigned spins = 4000;
    double best = 1.0;
    for (int repetition = 0; repetition < 5; ++repetition) {
        Barrier barrier{spins};
        double took = 0;
        const auto both = [&] {
            Stopwatch watch{true};
            for (int i = 0; i < rounds; ++i) {
                barrier.arrive_and_wait(false);
            }
            return watch.lap() / rounds;
        };
        run_team(
            2,
            [&] {
                while (barrier.members() < 2 && machine_cores() > 1) {
                    barrier.arrive_and_wait(true);
                }
                took = both();
                barrier.close();
            },
            [&] {
                if (barrier.join()) {
                    both();
                }
            });
        best = std::min(best, took);
    }
    return 2 * best;
}

}  // namespace packline
