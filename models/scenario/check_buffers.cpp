#include "models/scenario/check_buffers.hpp"

#include "models/packaging/critical_path.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace packline::scenario {

using namespace packaging;

namespace {

class BufferChecker {
public:
    BufferChecker(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics)
        : line_{line}, at_{at}, diagnostics_{diagnostics} {}

    void check() {
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            if (line_.stations[s].buffer.valid()) {
                loads_fit(line_.stations[s], at_.stations[s]);
            }
        }
        for (std::size_t p = 0; p < line_.products.size(); ++p) {
            lots_fit(line_.products[p]);
            losing(p);
        }
        circles();
    }

private:
    void loads_fit(const StationSpec& station, const Location& at) {
        const BufferSpec& b = line_.buffers[station.buffer.index()];
        if (station.kind == StationKind::batch &&
            (b.places == 0 ||
             (b.counted_in == station.load.counted_in && b.places < station.load.min))) {
            diagnostics_.error(
                at,
                fmt::format("'{}' starts with {} and there {} place for {} (no load would ever be "
                            "complete)",
                            station.name, station.load.min, b.places == 0 ? "is no" : "is only",
                            b.places == 0 ? "any" : std::to_string(b.places)),
                "make the buffer hold at least one load");
        }
    }

    /// A lot that is larger than the whole buffer would never come in.
    void lots_fit(const ProductSpec& product) {
        const RouteSpec& route = line_.routes[product.route.index()];
        const std::vector<NominalCounts> counts = nominal_counts(line_, product);
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const BufferId id = line_.stations[route.steps[i].station.index()].buffer;
            if (!id.valid() || line_.buffers[id.index()].counted_in != Level::item) {
                continue;
            }
            const BufferSpec& b = line_.buffers[id.index()];
            const std::int64_t sublot =
                i > 0 && i < route.main_steps ? route.steps[i - 1].sublot : 0;
            const std::int64_t comes =
                sublot > 0 ? std::min(sublot, counts[i].items) : counts[i].items;
            if (b.places > 0 && comes > b.places) {
                diagnostics_.error(
                    at_.buffers[id.index()],
                    fmt::format("a lot of '{}' has {} items at step '{}' and the buffer of '{}' "
                                "holds {} (it could not come in)",
                                product.name, comes, route.steps[i].name, b.name, b.places),
                    "make it larger, the lot smaller, or count it in lots");
                return;
            }
        }
    }

    void losing(std::size_t p) {
        const ProductSpec& product = line_.products[p];
        const StationSpec& first =
            line_.stations[line_.routes[product.route.index()].steps.front().station.index()];
        if (release_of(line_, p).release->lost_when_full && !first.buffer.valid()) {
            diagnostics_.error(
                at_.products[p],
                fmt::format("product '{}' loses lots when '{}' is full, which never is",
                            product.name, first.name),
                "give the station a `buffer:`, or leave `when_full` out");
        }
    }

    /// Lots that go round between stations of finite buffers can wait for each other for ever.
    void circles() {
        ways_.resize(line_.stations.size());
        for (const RouteSpec& route : line_.routes) {
            for (const StepSpec& step : route.steps) {
                way(route, step, step.next);
                if (step.reworks) {
                    way(route, step, step.rework.to);
                }
            }
        }
        colour_.assign(ways_.size(), Colour::white);
        for (std::size_t s = 0; s < ways_.size(); ++s) {
            if (comes_back(s)) {
                return;
            }
        }
    }

    void way(const RouteSpec& route, const StepSpec& from, StepId to) {
        if (!to.valid()) {
            return;
        }
        const StationId next = route.steps[to.index()].station;
        if (line_.stations[from.station.index()].buffer.valid() &&
            line_.stations[next.index()].buffer.valid()) {
            ways_[from.station.index()].push_back(next.index());
        }
    }

    /// Depth first: a way to a station that is still being looked at closes a circle.
    bool comes_back(std::size_t station) {
        if (colour_[station] != Colour::white) {
            return false;
        }
        colour_[station] = Colour::grey;
        for (const std::size_t next : ways_[station]) {
            if (colour_[next] == Colour::grey) {
                diagnostics_.warning(
                    at_.stations[next],
                    fmt::format("lots come back to '{}' over finite buffers only (they may block "
                                "each other for ever)",
                                line_.stations[next].name),
                    "let one station on the way have room for any number");
                return true;
            }
            if (comes_back(next)) {
                return true;
            }
        }
        colour_[station] = Colour::black;
        return false;
    }

    enum class Colour : std::uint8_t { white, grey, black };

    const LineSpec& line_;
    const LineLocations& at_;
    Diagnostics& diagnostics_;
    std::vector<std::vector<std::size_t>> ways_;  ///< between stations with finite buffers
    std::vector<Colour> colour_;
};

}  // namespace

void check_buffers(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    BufferChecker{line, at, diagnostics}.check();
}

}  // namespace packline::scenario
