#include "models/packaging/utilities/rations.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace packline::packaging {

std::int64_t Ration::need(const Activity& handled) const {
    return static_cast<std::int64_t>((amount(*rates, handled) + (kPartsOfMicroUnit - 1)) /
                                     kPartsOfMicroUnit);
}

RationDesk::RationDesk(std::int64_t ration, std::vector<std::uint32_t> tools)
    : ration_{ration},
      tools_{std::move(tools)},
      all_tools_{std::accumulate(tools_.begin(), tools_.end(), std::int64_t{0})},
      asked_(tools_.size()),
      given_(tools_.size(), 0) {}

std::int64_t RationDesk::of_tools(std::int64_t amount, std::size_t station) const {
    return static_cast<std::int64_t>(Int128{amount} * tools_[station] / all_tools_);
}

/// A third: what is given in advance of a budget of which nothing is used comes to that.
std::int64_t RationDesk::at_start(std::size_t station) const {
    return of_tools(ration_ / 3, station);
}

void RationDesk::ask(std::size_t station, std::int64_t load, std::uint32_t loads) {
    asked_[station] = {load, loads};
}

/// Who asks no more leaves the line, who asks for the first time joins it.
void RationDesk::line_up() {
    std::erase_if(line_, [&](std::size_t s) { return asked_[s].loads == 0; });
    for (std::size_t s = 0; s < asked_.size(); ++s) {
        if (asked_[s].loads > 0) {
            ++held_;
            if (std::ranges::find(line_, s) == line_.end()) {
                line_.push_back(s);
            }
        }
    }
}

std::span<const std::int64_t> RationDesk::share(std::int64_t kept) {
    std::int64_t free = std::max<std::int64_t>(ration_ - kept - std::exchange(left_, 0), 0);
    std::ranges::fill(given_, 0);
    line_up();
    while (!line_.empty() && asked_[line_.front()].load <= free) {
        const std::size_t s = line_.front();
        free -= asked_[s].load;
        given_[s] += asked_[s].load;
        line_.erase(line_.begin());
        if (--asked_[s].loads > 0) {
            line_.push_back(s);
        }
    }
    for (std::size_t s = 0; s < given_.size() && line_.empty(); ++s) {
        given_[s] += of_tools(free / 2, s);
    }
    std::ranges::fill(asked_, Ask{});
    return given_;
}

}  // namespace packline::packaging
