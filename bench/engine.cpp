// PHOLD and queueing networks: events per second of the general engine, on one thread and in
// windows on two. The answer is checked by the fingerprint of the sequential run.

#include "bench/harness.hpp"
#include "models/reference/phold.hpp"
#include "models/reference/queueing_network.hpp"
#include "sim/core/executive.hpp"
#include "sim/parallel/window_executive.hpp"

#include <string>
#include <vector>

using namespace packline;
using namespace packline::reference;

namespace {

template <class Model, class Spec>
std::uint64_t simulate(const Spec& spec, Time end, unsigned threads, std::uint64_t& events) {
    const LogicalProcesses processes = Model::processes(spec);
    Scheduler scheduler{processes};
    Model model{spec};
    model.start(scheduler);
    if (threads == 1) {
        run_sequential(model, scheduler, end);
    } else {
        const std::vector<double> load(processes.size(), 1.0);
        const WindowPlan plan{.partition = make_partition(processes, load, threads),
                              .threads = threads};
        WindowExecutive executive{model, scheduler, plan};
        executive.run(end);
    }
    events = scheduler.events();
    return scheduler.fingerprint().value();
}

template <class Model, class Spec>
bool time(const std::string& name, const Spec& spec, Time end) {
    std::uint64_t events = 0;
    const std::uint64_t expected = simulate<Model>(spec, end, 1, events);
    bool right = true;
    for (const unsigned threads : {1U, 2U}) {
        const auto nothing = [] { return 0; };
        right &= bench::run(
            name + "/threads=" + std::to_string(threads), expected, nothing,
            [&](int) {
                const std::uint64_t check = simulate<Model>(spec, end, threads, events);
                return bench::Repetition{events, check};
            },
            5);
    }
    return right;
}

Time units(double n) { return Time{static_cast<std::int64_t>(n * 1e6)}; }

}  // namespace

int main() {
    bool right = time<Phold>("phold/1024x16", PholdSpec{}, units(200));
    right &= time<Phold>("phold/131072x1", PholdSpec{.processes = 131'072, .events_per_process = 1},
                         units(40));
    right &= time<Phold>("phold/1024x1000", PholdSpec{.events_per_process = 1000}, units(8));
    right &= time<Phold>("phold/1000000x1",
                         PholdSpec{.processes = 1'000'000, .events_per_process = 1}, units(8));
    right &= time<QueueingNetwork>("tandem/10", NetworkSpec{}, units(300'000));
    right &= time<QueueingNetwork>(
        "closed/64x1024", NetworkSpec{.stations = 64, .customers = 1024, .transit = seconds(1)},
        units(50'000));
    return right ? 0 : 1;
}
