// Random networks of logical processes: whatever the partition and the threads, windows must
// give what the sequential executive gives.

#include "sim/base/hash.hpp"
#include "sim/core/executive.hpp"
#include "sim/parallel/window_executive.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <random>
#include <vector>

using namespace packline;

namespace {

/// Who may send to whom, how soon; and how much goes on where.
struct Net {
    std::uint32_t entities = 0;
    std::vector<std::uint32_t> process_of;
    std::vector<Channel> channels;
    std::uint32_t hot = 0;  ///< an entity that sends to itself far more often
    Time end;
};

Net random_net(std::uint32_t seed) {
    std::mt19937 random{seed};
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    Net net;
    const std::uint32_t processes = 1 + below(12);
    net.entities = processes + below(20);
    for (std::uint32_t e = 0; e < net.entities; ++e) {
        net.process_of.push_back(e < processes ? e : below(processes));
    }
    const bool dense = below(3) == 0;
    for (std::uint32_t from = 0; from < processes; ++from) {
        for (std::uint32_t to = 0; to < processes; ++to) {
            if (from != to && (dense || below(3) == 0)) {
                // Nearly nothing, a while, or very long.
                const std::int64_t lookahead = below(3) == 0   ? 1
                                               : below(2) == 0 ? 1 + below(50)
                                                               : 500 + below(5000);
                net.channels.push_back({from, to, Duration{lookahead}});
            }
        }
    }
    net.hot = below(net.entities);
    net.end = Time{300 + below(3000)};
    return net;
}

/// Entities that change a word by each event and send what follows from it: to themselves, to
/// others of the process (also at once), and along channels at exactly the lookahead or later.
struct Chatter {
    const Net& net;
    const LogicalProcesses& processes;
    std::vector<std::uint64_t> words;
    std::vector<std::vector<std::uint32_t>> siblings;  ///< by process
    std::vector<std::vector<Channel>> ways;            ///< by process

    Chatter(const Net& n, const LogicalProcesses& p)
        : net{n}, processes{p}, words(n.entities, 1), siblings(p.size()), ways(p.size()) {
        for (std::uint32_t e = 0; e < n.entities; ++e) {
            siblings[p.process_of(e)].push_back(e);
        }
        for (const Channel& c : p.channels()) {
            ways[c.from].push_back(c);
        }
    }
    void start(Scheduler& s) const {
        for (std::uint32_t e = 0; e < net.entities; ++e) {
            s.schedule(EntityId{e}, EntityId{e}, Time{static_cast<std::int64_t>(e % 3)},
                       Priority::arrive, 1, 0, e);
        }
    }
    bool live(const Event& e) const { return (e.payload & 15) != 15; }
    void handle(const Event& e, Scheduler& s) {
        std::uint64_t& word = words[e.target];
        word = mix64(word ^ e.payload ^ static_cast<std::uint64_t>(e.time));
        const std::uint32_t here = processes.process_of(e.target);
        const auto& family = siblings[here];
        const EntityId self{e.target};
        // Each entity goes on by one event; those from elsewhere are answered now and then.
        if (e.kind == 1) {
            const std::int64_t step =
                e.target == net.hot ? 1 : 1 + static_cast<std::int64_t>(word % 40);
            s.schedule(self, self, s.now() + Duration{step}, Priority::arrive, 1, 0, word & ~15ULL);
        }
        if (word >> 8 & 1 && e.kind == 1) {
            const std::uint32_t to = family[(word >> 16) % family.size()];
            s.schedule(self, EntityId{to}, s.now(), Priority::dispatch, 2, 0, word >> 4);
        }
        if (word >> 9 & 1 && (e.kind == 1 || (word >> 12 & 1)) && !ways[here].empty()) {
            const Channel& c = ways[here][(word >> 24) % ways[here].size()];
            const auto& there = siblings[c.to];
            const std::uint32_t to = there[(word >> 32) % there.size()];
            const Duration more{word >> 10 & 1 ? static_cast<std::int64_t>(word >> 40) % 30 : 0};
            s.schedule(self, EntityId{to}, s.now() + c.lookahead + more, Priority::arrive, 3, 0,
                       word >> 4);
        }
    }
};

struct Outcome {
    std::uint64_t fingerprint = 0;
    std::uint64_t events = 0;
    std::vector<std::uint64_t> words;
    bool operator==(const Outcome&) const = default;
};

Outcome in_sequence(const Net& net, const LogicalProcesses& processes) {
    Scheduler scheduler{processes};
    Chatter model{net, processes};
    model.start(scheduler);
    run_sequential(model, scheduler, net.end);
    return {scheduler.fingerprint().value(), scheduler.events(), model.words};
}

Outcome in_windows(const Net& net, const LogicalProcesses& processes, const WindowPlan& plan,
                   bool in_two_parts) {
    Scheduler scheduler{processes};
    Chatter model{net, processes};
    model.start(scheduler);
    WindowExecutive executive{model, scheduler, plan};
    if (in_two_parts) {
        executive.run(Time{net.end.us / 2});
    }
    executive.run(net.end);
    return {scheduler.fingerprint().value(), scheduler.events(), model.words};
}

/// Any assignment of processes to clusters will do, in any order.
Partition random_partition(std::size_t processes, std::mt19937& random) {
    Partition out;
    out.clusters = 1 + random() % processes;
    for (std::size_t p = 0; p < processes; ++p) {
        out.cluster_of.push_back(
            static_cast<std::uint32_t>(p < out.clusters ? p : random() % out.clusters));
    }
    std::shuffle(out.cluster_of.begin(), out.cluster_of.end(), random);
    return out;
}

void compare(std::uint32_t seed, std::initializer_list<unsigned> team_sizes) {
    INFO("seed " << seed);
    const Net net = random_net(seed);
    const LogicalProcesses processes{net.process_of, net.channels};
    const Outcome expected = in_sequence(net, processes);
    REQUIRE(expected.events > net.entities);
    std::mt19937 random{seed};
    for (const unsigned threads : team_sizes) {
        INFO(threads << " threads");
        const WindowPlan plan{.partition = random_partition(processes.size(), random),
                              .threads = threads};
        REQUIRE(in_windows(net, processes, plan, seed % 2 == 0) == expected);
    }
    const std::vector<double> load(processes.size(), 1.0);
    const WindowPlan ours{.partition = make_partition(processes, load, 4), .threads = 2};
    REQUIRE(in_windows(net, processes, ours, false) == expected);
}

}  // namespace

TEST_CASE("Windows give what the sequential executive gives: 1,000 random topologies",
          "[property]") {
    for (std::uint32_t seed = 1; seed <= 1000; ++seed) {
        compare(seed, {1, 2});
    }
}

TEST_CASE("Windows on three and eight threads, more than there are cores", "[property]") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        compare(seed, {3, 8});
    }
}
