#include "models/packaging/utilities/use_rates.hpp"

#include <algorithm>
#include <utility>

namespace packline::packaging {

namespace {

const std::vector<UtilitySpec::Part>& parts_at(const UtilitySpec& utility,
                                               const std::string& site) {
    const auto own = std::ranges::find(utility.at, site, &UtilitySpec::AtSite::site);
    return own == utility.at.end() ? utility.parts : own->parts;
}

/// Adds so many millionths of a figure, rounded to the nearest. False: too much.
bool add_share(std::int64_t& to, std::int64_t figure, std::int64_t millionths) {
    const Int128 share = (Int128{figure} * millionths + 500'000) / 1'000'000;
    const Int128 sum = to + share;
    to = static_cast<std::int64_t>(std::min<Int128>(sum, kMostUse));
    return sum <= kMostUse;
}

bool add_share(UseRates& to, const UseRates& rates, std::int64_t millionths) {
    bool fits = true;
    for (std::size_t g = 0; g < kStateGroups; ++g) {
        fits = add_share(to.per_hour[g], rates.per_hour[g], millionths) && fits;
    }
    fits = add_share(to.per_lot, rates.per_lot, millionths) && fits;
    fits = add_share(to.per_item, rates.per_item, millionths) && fits;
    return add_share(to.per_site, rates.per_site, millionths) && fits;
}

}  // namespace

std::optional<std::vector<UseRates>> use_rates(const LineSpec& line, const StationSpec& station) {
    const std::size_t n = line.utilities.size();
    std::vector<UseRates> out(n);
    std::vector<bool> done(n, false);
    bool fits = true;
    const auto work_out = [&](const auto& self, std::size_t u) -> void {
        if (done[u]) {
            return;
        }
        done[u] = true;
        const auto own =
            std::ranges::find(station.uses, UtilityId::from_index(u), &UseSpec::utility);
        if (own != station.uses.end()) {
            const UseRates stated{own->per_hour, own->per_lot, own->per_item, own->per_site};
            fits = add_share(out[u], stated, 1'000'000) && fits;
        }
        for (const UtilitySpec::Part& part : parts_at(line.utilities[u], station.site)) {
            self(self, part.of.index());
            fits = add_share(out[u], out[part.of.index()], part.millionths) && fits;
        }
    };
    for (std::size_t u = 0; u < n; ++u) {
        work_out(work_out, u);
    }
    return fits ? std::optional{std::move(out)} : std::nullopt;
}

LineSites line_sites(const LineSpec& line) {
    const bool any =
        std::ranges::any_of(line.stations, [](const StationSpec& s) { return !s.site.empty(); });
    LineSites out;
    for (const StationSpec& station : line.stations) {
        const std::string name = !station.site.empty() ? station.site : any ? "shared" : "line";
        const auto known = std::ranges::find(out.names, name);
        out.of_station.push_back(static_cast<std::size_t>(known - out.names.begin()));
        if (known == out.names.end()) {
            out.names.push_back(name);
        }
    }
    return out;
}

}  // namespace packline::packaging
