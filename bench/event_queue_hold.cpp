// The hold model: the list keeps n events; one operation removes the next and sends another a
// random step after it. Source: Jones 1986, "An empirical comparison of priority-queue and
// event-set implementations", Comm. ACM 29(4).

#include "bench/harness.hpp"
#include "sim/base/math.hpp"
#include "sim/core/event_queue.hpp"
#include "sim/random/draws.hpp"

#include <cstdint>
#include <limits>
#include <queue>
#include <string>
#include <vector>

namespace {
using namespace packline;

/// The standard library's binary heap behind the same interface: the baseline.
class BinaryHeap {
public:
    void push(const Event& e) { heap_.push(e); }
    std::int64_t next_time() const {
        return heap_.empty() ? std::numeric_limits<std::int64_t>::max() : heap_.top().time;
    }
    bool pop_before(std::int64_t bound, Event& out) {
        if (next_time() >= bound) {
            return false;
        }
        out = heap_.top();
        heap_.pop();
        return true;
    }
    std::size_t size() const { return heap_.size(); }
    bool empty() const { return heap_.empty(); }

private:
    struct Later {
        bool operator()(const Event& a, const Event& b) const { return before(b, a); }
    };
    std::priority_queue<Event, std::vector<Event>, Later> heap_;
};
static_assert(EventQueue<BinaryHeap>);

/// Steps between events [us], drawn beforehand so that only the list is timed.
std::vector<std::int64_t> steps(const std::string& kind) {
    Draws draws{{1, 0}, 7, Purpose::test, 0};
    std::vector<std::int64_t> out;
    for (int i = 0; i < 1 << 16; ++i) {
        const double u = draws.uniform();
        double s = -60 * math::log(u);  // a minute on average
        if (kind == "bimodal" && i % 50 == 0) {
            s *= 43'200;  // a month: failures among operations
        } else if (kind == "near_constant") {
            s = 60 + u;
        } else if (kind == "ties") {
            s = static_cast<double>(static_cast<int>(u * 4)) * 60;
        }
        out.push_back(static_cast<std::int64_t>(s * 1e6));
    }
    return out;
}

template <EventQueue Queue>
struct Hold {
    const std::vector<std::int64_t>& step;
    Queue queue{};
    std::uint64_t sequence = 0;

    void send(std::int64_t from) {
        queue.push({.time = from + step[sequence % step.size()],
                    .tie = make_tie(0, static_cast<std::uint32_t>(sequence % 1000), sequence)});
        ++sequence;
    }
    bench::Repetition run(std::uint64_t operations) {
        std::uint64_t check = 0;
        Event e;
        for (std::uint64_t i = 0; i < operations; ++i) {
            queue.pop_before(std::numeric_limits<std::int64_t>::max(), e);
            check = check * 0x9E3779B97F4A7C15ULL + sequence_of(e.tie);  // depends on the order
            send(e.time);
        }
        return {operations, check};
    }
};

}  // namespace

int main() {
    constexpr std::uint64_t operations = 500'000;
    bool right = true;
    for (const char* kind : {"exponential", "bimodal", "near_constant", "ties"}) {
        const std::vector<std::int64_t> step = steps(kind);
        for (const std::uint64_t n : {10ULL, 1'000ULL, 100'000ULL, 1'000'000ULL}) {
            const auto filled = [&](auto hold) {
                for (std::uint64_t i = 0; i < n; ++i) {
                    hold.send(0);
                }
                return hold;
            };
            const auto timed = [](auto& hold) { return hold.run(operations); };
            const auto binary = [&] { return filled(Hold<BinaryHeap>{step}); };
            const auto ours = [&] { return filled(Hold<FutureEventList>{step}); };
            const std::uint64_t expected = binary().run(operations).check;
            const std::string tail = std::string{"/"} + kind + "/n=" + std::to_string(n);
            right &= bench::run("hold/std_priority_queue" + tail, expected, binary, timed, 5);
            right &= bench::run("hold/future_event_list" + tail, expected, ours, timed, 5);
        }
    }
    return right ? 0 : 1;
}
