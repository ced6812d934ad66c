#include "models/scenario/route_flow.hpp"

#include <algorithm>

namespace packline::scenario {

using namespace packaging;

RouteFlow::RouteFlow(const LineSpec& line, const RouteSpec& route, const ProductSpec& product)
    : line_{line}, route_{route}, product_{product}, flow_(route.steps.size()) {
    losses();
    reworks();
}

bool RouteFlow::of_items(MechanismId m) const {
    return line_.mechanisms[m.index()].level == Level::item;
}

void RouteFlow::losses() {
    double items = 1;
    double sites = 1;
    std::map<std::uint32_t, double> latent;  // share by mechanism
    for (const YieldSpec& y : product_.incoming) {
        latent[y.mechanism.value] = 1 - y.survive;
    }
    for (std::size_t i = 0; i < route_.main_steps; ++i) {
        const StepSpec& s = route_.steps[i];
        flow_[i].items = items;
        flow_[i].sites = sites;
        if (s.positions > 0) {
            sites = 1;
        }
        for (const YieldSpec& y : s.yields) {
            if (y.latent) {
                latent[y.mechanism.value] += 1 - y.survive;
            } else {
                (of_items(y.mechanism) ? items : sites) *= y.survive;
            }
        }
        for (const BinSpec& bin : s.bins) {
            binned_[i] += bin.into.valid() ? bin.share : 0;
        }
        if (!s.inspects) {
            flow_[i].sorted = items * sites;
            sites *= 1 - binned_[i];
            continue;
        }
        double fails = 0;
        double caught = 1;
        for (std::uint32_t pass = 0; pass < s.inspection.retests; ++pass) {
            caught *= 1 - s.inspection.retest_escape;
        }
        for (const InspectionSpec::Finds& f : s.inspection.finds) {
            double& there = latent[f.mechanism.value];
            fails += of_items(f.mechanism) ? 0 : there * f.coverage;
            const double found = there * f.coverage * caught;
            there -= found;
            const bool reworked =
                std::ranges::find(s.rework.mechanisms, f.mechanism) != s.rework.mechanisms.end();
            if (reworked) {
                found_[i] += found;
            } else {
                (of_items(f.mechanism) ? items : sites) *= 1 - found;
            }
        }
        // What fails goes through again, and again what then still fails. Overkill is a share
        // of the good ones, which are what was not found.
        const double good = 1 - fails;
        double overkill = s.inspection.overkill;
        fails += overkill * good;
        for (std::uint32_t pass = 0; pass < s.inspection.retests; ++pass) {
            flow_[i].retests += fails;
            flow_[i].failing.push_back(std::min(1.0, fails));
            fails -= overkill * good * (1 - s.inspection.overkill);
            overkill *= s.inspection.overkill;
        }
        sites *= 1 - overkill;
        flow_[i].sorted = items * sites;
        sites *= 1 - binned_[i];
    }
    end_ = {items, sites, 1};
}

void RouteFlow::reworks() {
    for (std::size_t i = 0; i < route_.main_steps; ++i) {
        const StepSpec& s = route_.steps[i];
        if (!s.reworks) {
            continue;
        }
        const double share = s.rework.share > 0 ? s.rework.share : found_[i];
        // r + r^2 + ... + r^max passes more than the first.
        double more = share / (1 - share);
        if (s.rework.max_passes > 0) {
            more = 0;
            double again = 1;
            for (std::uint32_t pass = 0; pass < s.rework.max_passes; ++pass) {
                again *= share;
                more += again;
            }
        }
        std::size_t at = s.rework.to.index();
        while (at >= route_.main_steps) {
            flow_[at].passes = more;
            flow_[at].items = flow_[i].items;
            flow_[at].sites = flow_[i].sites;
            at = route_.steps[at].next.index();
        }
        for (std::size_t k = at; k <= i; ++k) {
            flow_[k].passes += more;
        }
    }
}

}  // namespace packline::scenario
