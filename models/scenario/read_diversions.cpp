// What gates ask of the line: lots that go through it, and where releases go meanwhile.

#include "models/scenario/line_reader.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

/// Lots of a stage: of a product that nothing else releases, so that each of them can be told.
void LineReader::stage_lots(MapReader& in, GateStage& stage) {
    constexpr std::int64_t kMostLots = 1000;
    stage.lots = static_cast<std::uint32_t>(in.count("lots", 1, kMostLots, 0).n);
    if (in.has("lots") != in.has("of")) {
        in.error(in.has("of") ? "of" : "lots", "lots of a stage are lots of a product",
                 "write `lots: 3, of: product`");
        stage.lots = 0;
        return;
    }
    if (stage.lots == 0) {
        return;
    }
    const std::size_t errors = diagnostics_.errors();
    stage.lots_of = ProductId{find(product_names_, in.text("of"), in.at("of"), "product")};
    if (diagnostics_.errors() > errors || stage.lots_of.index() >= line_.products.size()) {
        stage.lots = 0;
        return;
    }
    const ProductSpec& p = line_.products[stage.lots_of.index()];
    const bool streamed = release_of(line_, stage.lots_of.index()).release != &p.release;
    if (p.lot_class != LotClass::qualification || p.release.kind != ReleaseKind::none || streamed) {
        in.error("of", fmt::format("'{}' is no product for qualification alone", p.name),
                 "give it `class: qualification` and `release: none`: the gate releases it");
    }
    if (std::ranges::find(qualifying_, p.name) != qualifying_.end()) {
        in.error("of", fmt::format("another gate waits for lots of '{}' as well", p.name),
                 "give each gate a product of its own (with the same route)");
    }
    if (std::ranges::find(stage_products_, p.name) == stage_products_.end()) {
        stage_products_.push_back(p.name);
    }
}

/// Lots that open a gate must come through while it is shut.
void LineReader::check_lots_pass(MapReader& reader, const GateSpec& gate) {
    for (const GateStage& stage : gate.stages) {
        if (stage.lots == 0) {
            continue;
        }
        const ProductSpec& p = line_.products[stage.lots_of.index()];
        for (const StepSpec& step : line_.routes[p.route.index()].steps) {
            const StationSpec& station = line_.stations[step.station.index()];
            const bool shut = std::ranges::any_of(gate.scope.tools, [&](const ScopeSpec::Tools& t) {
                return t.station == step.station && t.count == station.tools;
            });
            if (shut) {
                reader.error("scope",
                             fmt::format("the lots of '{}' that are to open the gate need station "
                                         "'{}', which it shuts",
                                         p.name, station.name),
                             "name the product or the route that waits, or leave a tool open");
                return;
            }
        }
    }
}

/// After all gates, since a diversion may wait for any of them.
void LineReader::diversions() {
    const auto of = [&](const char* kind, auto& specs) {
        const Node* all = root_.find(kind);
        for (auto& spec : specs) {
            const Node* node = all == nullptr ? nullptr : all->find(spec.name);
            const Node* map = node == nullptr ? nullptr : node->find("divert");
            for (std::size_t i = 0; map != nullptr && i < map->members.size(); ++i) {
                diversion(map->members[i], spec.diversions);
            }
        }
    };
    of("gates", line_.gates);
    of("masks", line_.masks);
}

void LineReader::diversion(const Member& member, std::vector<DiversionSpec>& out) {
    MapReader in{member.value, "diversion", diagnostics_};
    const std::size_t errors = diagnostics_.errors();
    DiversionSpec d;
    d.from = ProductId{find(product_names_, member.key, member.at, "product")};
    d.to = ProductId{find(product_names_, in.text("to"), in.at("to"), "product")};
    d.share = in.share("share", 1.0);
    for (const Node* name : in.list("after")) {
        d.after.push_back(GateId{find(gate_names_, name->text, name->at, "gate")});
    }
    if (diagnostics_.errors() > errors) {
        return;
    }
    const ReleaseSpec& release = *release_of(line_, d.from.index()).release;
    const bool counted =
        release.kind == ReleaseKind::cards || release.cap.most > 0 || release.units > 0;
    if (counted || release.kind == ReleaseKind::none) {
        diagnostics_.error(
            member.at,
            fmt::format("'{}' is released {}", member.key,
                        counted ? "by what is in process, so that nothing of it can go elsewhere"
                                : "by nothing"),
            "divert a product with `every`, `rate` or `schedule` of lots");
    } else if (d.from == d.to) {
        in.error("to", "a product is diverted to itself", "name another one");
    } else {
        out.push_back(std::move(d));
    }
}

}  // namespace packline::scenario
