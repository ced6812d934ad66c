// `yield:` of a step and `incoming:` of a product.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {

/// Area of the die of a grid [mm2], where there is one.
std::optional<double> grid_die(const Node* sites) {
    if (sites == nullptr || !sites->is_map()) {
        return std::nullopt;
    }
    const Node* inner = sites->find("grid");
    std::string why;
    const auto die = parse_size((inner == nullptr ? *sites : *inner).text_of("die"), why);
    return die ? std::optional{die->width * die->height} : std::nullopt;
}

}  // namespace

/// Losses without a name are booked under the step's; those of a repeat's rounds have been given
/// one name for all (name_mechanisms).
void LineReader::yields(MapReader& reader, StepSpec& s) {
    for (const Node* node : reader.list("yield")) {
        YieldSpec y;
        if (node->is_scalar()) {
            std::string why;
            const auto share = parse_share(node->text, why);
            if (!share) {
                diagnostics_.error(node->at, fmt::format("yield = {} ({})", node->text, why),
                                   "the share of sites without this step's defect");
                continue;
            }
            y.survive = *share;
            y.mechanism = mechanism(s.name);
        } else {
            MapReader in{*node, "yield", diagnostics_};
            y.mechanism = mechanism(in.has("mechanism") ? in.text("mechanism") : s.name);
            y.latent = in.choice("found", {"at once", "latent"}, 0) == 1;
            chance(in, y, [this] { return die_of_route(); });
        }
        s.yields.push_back(y);
    }
}

/// What products bring with them is latent, whatever the chance of it.
void LineReader::incoming(MapReader& reader, ProductSpec& p) {
    const Node* node = reader.map("incoming");
    if (node == nullptr) {
        return;
    }
    for (const Member& m : node->members) {
        YieldSpec y;
        y.mechanism = mechanism(m.key);
        y.latent = true;
        if (m.value.is_map()) {
            MapReader in{m.value, "incoming", diagnostics_};
            chance(in, y, [&] { return grid_die(reader.node().find("sites")); });
        } else {
            std::string why;
            const auto share = parse_share(m.value.text, why);
            if (!share) {
                diagnostics_.error(m.value.at,
                                   fmt::format("{} = {} ({})", m.key, m.value.text, why),
                                   "the share of sites that come without this defect");
                continue;
            }
            y.survive = *share;
        }
        p.incoming.push_back(y);
    }
}

/// A chance stated as a share or by area, with what makes it uneven or better over time.
void LineReader::chance(MapReader& in, YieldSpec& y, const DieArea& die_mm2) {
    if (in.has("survive") == in.has("density")) {
        diagnostics_.error(in.node().at, "a yield states either `survive` or `density`",
                           "survive: a share; density: defects by area, such as 0.09 per cm2");
        return;
    }
    y.survive = in.share("survive", 1.0);
    y.correlation = in.share("correlation", 0.0);
    if (y.correlation >= 1.0) {
        in.error("correlation", "correlation = 1 (all sites of a lot share one fate)",
                 "declare the mechanism as `item`, or stay below 1");
        y.correlation = 0;
    }
    if (in.has("density")) {
        by_area(in, y, die_mm2);
    } else {
        for (const char* key : {"model", "alpha", "area", "critical"}) {
            if (in.has(key)) {
                in.error(key, fmt::format("'{}' goes with `density`", key),
                         "leave it out, or state defects by area instead of `survive`");
            }
        }
    }
    if (in.has("clusters")) {
        y.luck = in.choice("clusters", {"item", "lot"}, 0) == 0 ? Level::item : Level::lot;
        y.clustered = in.has("density");
        if (y.clustered && y.density.model == YieldModel::poisson) {
            in.error("clusters", "after Poisson the density is the same everywhere",
                     "add `model: negative_binomial` and `alpha:`, or leave `clusters` out");
        } else if (!y.clustered && y.correlation == 0) {
            in.error("clusters", "nothing says how unevenly the defects lie",
                     "add `correlation:`, or state `density:` with a model");
        }
    }
    learning(in, y);
}

void LineReader::by_area(MapReader& in, YieldSpec& y, const DieArea& die_mm2) {
    const double density = in.density("density", 0);
    const bool binomial = in.has("alpha") && !in.has("model");
    const std::vector<std::string> models{"poisson", "murphy", "seeds", "negative_binomial"};
    y.density.model = static_cast<YieldModel>(in.choice("model", models, binomial ? 3 : 0));
    y.density.alpha = in.number("alpha", 1);
    if ((y.density.model == YieldModel::negative_binomial) != in.has("alpha")) {
        in.error(in.has("alpha") ? "alpha" : "model",
                 "alpha belongs to the negative binomial model, and that needs it",
                 "write `model: negative_binomial` with `alpha: 3`, or another model without");
    }
    if (in.has("correlation")) {
        in.error("correlation", "the model of the density says how unevenly the defects lie",
                 "leave one of them out");
    }
    std::optional<double> area;
    if (in.has("area")) {
        area = in.area("area", 1);
    } else {
        area = die_mm2();
        if (!area) {
            in.error("density", "the area of a site is not known (no grid, or several)",
                     "add `area: 200 mm2` or `area: 10 x 20 mm`");
        }
    }
    y.density.per_site = density * area.value_or(1) * in.share("critical", 1.0);
    y.survive = die_yield(y.density);
}

void LineReader::learning(MapReader& reader, YieldSpec& y) {
    const Node* node = reader.map("learning");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "learning", diagnostics_};
    LearningSpec& l = y.learning;
    l.from = in.share("from", 0.0);
    if (in.has("over") == in.has("volume")) {
        diagnostics_.error(node->at, "learning goes by `over` (time) or by `volume` (units)",
                           "write {from: 80 %, over: 60 d} or {from: 80 %, volume: 10000 units}");
        return;
    }
    if (y.clustered) {
        reader.error("learning", "a density that is drawn anew for each lot or item is not learned",
                     "leave `clusters` out, or the learning");
        return;
    }
    if (in.has("over")) {
        l.by = LearningSpec::By::time;
        l.constant = in.duration("over", days(1));
        if (l.constant <= Duration{}) {
            in.error("over", "learning takes time", "write the time constant, such as 60 d");
            l.constant = days(1);
        }
        if (in.has("exponent")) {
            in.error("exponent", "an exponent goes with `volume`", "leave it out");
        }
        return;
    }
    l.by = LearningSpec::By::volume;
    l.volume = static_cast<double>(in.count("volume", 1, 1'000'000'000'000, 1).n);
    l.exponent = in.number("exponent", 0.5);
}

/// Of the route in hand: what a step places, or what its products bring, if that is one size.
std::optional<double> LineReader::die_of_route() const {
    for (const Node* step : step_nodes_) {
        if (const auto die = grid_die(step->find("places"))) {
            return die;
        }
    }
    std::optional<double> one;
    const Node* products = root_.find("products");
    if (products == nullptr) {
        return one;
    }
    for (const Member& product : products->members) {
        if (product.value.text_of("route") != route_->name) {
            continue;
        }
        const auto die = grid_die(product.value.find("sites"));
        if (!die || (one && *one != *die)) {
            return std::nullopt;
        }
        one = die;
    }
    return one;
}

}  // namespace packline::scenario
