#include "sim/parallel/topology.hpp"

#include "sim/base/errors.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/adjacency_matrix.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/floyd_warshall_shortest.hpp>
#include <boost/graph/howard_cycle_ratio.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>

namespace packline {

Contraction contract(std::size_t parts, std::span<const Coupling> couplings) {
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> graph{parts};
    for (const Coupling& c : couplings) {
        expect(c.a < parts && c.b < parts, "a coupling of a part that is not there");
        boost::add_edge(c.a, c.b, graph);
    }
    Contraction out;
    out.group_of.resize(parts);
    // Components are found in the order of their first parts.
    out.groups = boost::connected_components(
        graph,
        boost::make_iterator_property_map(out.group_of.begin(), get(boost::vertex_index, graph)));
    return out;
}

namespace {

constexpr std::int64_t kNever = LogicalProcesses::no_channel().us;

/// Sum of two lookaheads; never stays never.
struct Joined {
    std::int64_t operator()(std::int64_t a, std::int64_t b) const {
        return a > kNever - b ? kNever : a + b;
    }
};

/// Direct lookaheads between clusters; `kNever` where no channel leads.
std::vector<std::vector<std::int64_t>> direct_lookaheads(const LogicalProcesses& processes,
                                                         const Partition& partition) {
    const std::size_t n = partition.clusters;
    std::vector<std::vector<std::int64_t>> direct(n, std::vector<std::int64_t>(n, kNever));
    for (const Channel& c : processes.channels()) {
        const std::uint32_t from = partition.cluster_of[c.from];
        const std::uint32_t to = partition.cluster_of[c.to];
        if (from != to) {
            direct[from][to] = std::min(direct[from][to], c.lookahead.us);
        }
    }
    return direct;
}

/// Least mean lookahead of the cycles, by Howard's algorithm; else 16 of the longest.
Duration pace_of(const std::vector<std::vector<std::int64_t>>& direct) {
    using Graph = boost::adjacency_list<
        boost::vecS, boost::vecS, boost::directedS, boost::no_property,
        boost::property<boost::edge_weight_t, double, boost::property<boost::edge_index_t, int>>>;
    Graph graph{direct.size()};
    int edges = 0;
    std::int64_t longest = 0;
    for (std::size_t i = 0; i < direct.size(); ++i) {
        for (std::size_t j = 0; j < direct.size(); ++j) {
            if (direct[i][j] != kNever) {
                const double weight = static_cast<double>(direct[i][j]);
                boost::add_edge(i, j, Graph::edge_property_type{weight, edges++}, graph);
                longest = std::max(longest, direct[i][j]);
            }
        }
    }
    if (edges == 0) {
        return LogicalProcesses::no_channel();
    }
    const double mean =
        boost::minimum_cycle_mean(graph, get(boost::vertex_index, graph),
                                  get(boost::edge_weight, graph), get(boost::edge_index, graph));
    const double longest_mean = static_cast<double>(longest);
    return Duration{mean <= longest_mean
                        ? std::max<std::int64_t>(1, static_cast<std::int64_t>(mean))
                        : Joined{}(longest * 15, longest)};
}

}  // namespace

bool is_acyclic(const LogicalProcesses& processes) {
    if (processes.is_complete()) {
        return processes.size() <= 1;
    }
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph{processes.size()};
    for (const Channel& c : processes.channels()) {
        boost::add_edge(c.from, c.to, graph);
    }
    std::vector<std::size_t> component(processes.size());
    return boost::strong_components(
               graph, boost::make_iterator_property_map(
                          component.begin(), get(boost::vertex_index, graph))) == processes.size();
}

LookaheadMatrix::LookaheadMatrix(const LogicalProcesses& processes, const Partition& partition)
    : size_{partition.clusters}, ways_(size_ * size_, LogicalProcesses::no_channel()) {
    const std::size_t n = size_;
    if (processes.is_complete()) {
        const Duration direct = processes.lookahead(0, 0);
        for (std::size_t i = 0; i < n * n && n > 1; ++i) {
            ways_[i] = i / n == i % n ? direct + direct : direct;
            pace_ = direct;
            acyclic_ = false;
        }
        return;
    }
    using Graph = boost::adjacency_matrix<boost::directedS, boost::no_property,
                                          boost::property<boost::edge_weight_t, std::int64_t>>;
    const std::vector<std::vector<std::int64_t>> direct = direct_lookaheads(processes, partition);
    pace_ = pace_of(direct);
    Graph graph{n};
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            if (direct[i][j] != kNever) {
                boost::add_edge(i, j, direct[i][j], graph);
            }
        }
    }
    std::vector<std::vector<std::int64_t>> ways(n, std::vector<std::int64_t>(n, kNever));
    boost::floyd_warshall_all_pairs_shortest_paths(
        graph, ways,
        boost::distance_combine(Joined{}).distance_inf(kNever).distance_zero(std::int64_t{0}));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            if (i != j) {
                ways_[i * n + j] = Duration{ways[i][j]};
                // A cluster reaches itself by leaving and coming back.
                const std::int64_t round = Joined{}(ways[i][j], ways[j][i]);
                ways_[i * n + i] = std::min(ways_[i * n + i], Duration{round});
                acyclic_ = acyclic_ && round == kNever;
            }
        }
    }
}

}  // namespace packline
