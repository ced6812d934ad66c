#include "sim/base/errors.hpp"
#include "sim/parallel/topology.hpp"

#include <boost/pending/disjoint_sets.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace packline {

namespace {

/// Groups of processes that stay together, with the sum of their loads.
class Groups {
public:
    explicit Groups(std::span<const double> load)
        : load_(load.begin(), load.end()),
          rank_(load.size(), 0),
          parent_(load.size()),
          sets_{rank_.data(), parent_.data()} {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t of(std::size_t process) { return sets_.find_set(process); }
    double load(std::size_t group) const { return load_[group]; }
    void join(std::size_t a, std::size_t b) {
        const double sum = load_[a] + load_[b];
        sets_.link(a, b);
        load_[of(a)] = sum;
    }

private:
    std::vector<double> load_;  ///< of groups, by the process that stands for them
    std::vector<std::size_t> rank_;
    std::vector<std::size_t> parent_;
    boost::disjoint_sets<std::size_t*, std::size_t*> sets_;
};

/// Joins along the shortest lookaheads first (Kruskal), but nothing beyond `most`.
void join_along_channels(const LogicalProcesses& processes, double most, Groups& groups) {
    std::vector<Channel> channels = processes.channels();
    std::sort(channels.begin(), channels.end(), [](const Channel& a, const Channel& b) {
        return std::tuple{a.lookahead, a.from, a.to} < std::tuple{b.lookahead, b.from, b.to};
    });
    for (const Channel& c : channels) {
        const std::size_t a = groups.of(c.from);
        const std::size_t b = groups.of(c.to);
        if (a != b && groups.load(a) + groups.load(b) <= most) {
            groups.join(a, b);
        }
    }
}

}  // namespace

Partition make_partition(const LogicalProcesses& processes, std::span<const double> load,
                         std::size_t clusters) {
    expect(clusters >= 1 && clusters <= kMostClusters && load.size() == processes.size(),
           "a partition has 1 to 256 clusters and a load for each process");
    const std::size_t n = processes.size();
    Partition out{.cluster_of = std::vector<std::uint32_t>(n, 0),
                  .clusters = std::min(clusters, n)};
    const double total = std::accumulate(load.begin(), load.end(), 0.0);
    if (processes.is_complete()) {
        // All are alike to each other: neighbours together, for the sake of the caches.
        double before = 0;
        for (std::size_t p = 0; p < n; ++p) {
            const double share = total > 0 ? before / total : double(p) / double(n);
            out.cluster_of[p] = std::min(static_cast<std::uint32_t>(out.clusters - 1),
                                         static_cast<std::uint32_t>(share * double(out.clusters)));
            before += load[p];
        }
        return out;
    }
    Groups groups{load};
    join_along_channels(processes, total / static_cast<double>(out.clusters), groups);
    std::vector<std::size_t> heads;
    for (std::size_t p = 0; p < n; ++p) {
        if (groups.of(p) == p) {
            heads.push_back(p);
        }
    }
    // The largest first, each to the cluster with the least so far (Graham 1969).
    std::sort(heads.begin(), heads.end(), [&](std::size_t a, std::size_t b) {
        return std::tuple{-groups.load(a), a} < std::tuple{-groups.load(b), b};
    });
    out.clusters = std::min(out.clusters, heads.size());
    std::vector<double> sum(out.clusters, 0);
    std::vector<std::uint32_t> cluster_of_head(n, 0);
    for (const std::size_t head : heads) {
        const auto least = std::min_element(sum.begin(), sum.end()) - sum.begin();
        cluster_of_head[head] = static_cast<std::uint32_t>(least);
        // Even what never does anything fills a place, so that every cluster gets some.
        sum[static_cast<std::size_t>(least)] += std::max(groups.load(head), total * 1e-9);
    }
    for (std::size_t p = 0; p < n; ++p) {
        out.cluster_of[p] = cluster_of_head[groups.of(p)];
    }
    return out;
}

}  // namespace packline
