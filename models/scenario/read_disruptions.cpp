// `gates:` and `masks:` of a line.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {

/// What a mask without an end lasts: longer than any run.
constexpr double kForEver_s = 200.0 * 365 * 86400;

/// Members of `gates:` so that each stands behind those it waits for; what is left over waits in a
/// circle.
std::vector<const Member*> in_order(const Node& gates, std::vector<const Member*>& circle) {
    std::vector<const Member*> out;
    std::vector<const Member*> left;
    for (const Member& m : gates.members) {
        left.push_back(&m);
    }
    const auto waits = [&](const Member* m, const std::string& name) {
        return name != m->key &&
               std::ranges::any_of(left, [&](const Member* other) { return other->key == name; });
    };
    for (bool found = true; found;) {
        found = false;
        for (std::size_t i = 0; i < left.size() && !found; ++i) {
            const Node* after = left[i]->value.find("after");
            bool free =
                after == nullptr || !(after->text == left[i]->key || waits(left[i], after->text));
            for (const Node& a : after == nullptr ? std::vector<Node>{} : after->items) {
                free = free && a.text != left[i]->key && !waits(left[i], a.text);
            }
            if (free) {
                out.push_back(left[i]);
                left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
                found = true;
            }
        }
    }
    circle = std::move(left);
    return out;
}

}  // namespace

void LineReader::disruptions() {
    budgets();
    if (const Node* gates = root_.find("gates")) {
        std::vector<const Member*> circle;
        for (const Member* m : in_order(*gates, circle)) {
            gate(*m);
        }
        for (const Member* m : circle) {
            diagnostics_.error(m->at, fmt::format("gate '{}' waits for itself (a circle)", m->key),
                               "break the circle of `after:`");
        }
    }
    plans();
    if (const Node* masks = root_.find("masks")) {
        for (const Member& m : masks->members) {
            mask(m);
        }
    }
    for (MaskSpec& m : budget_masks_) {
        line_.masks.push_back(std::move(m));
    }
    diversions();
}

void LineReader::gate(const Member& member) {
    MapReader reader{member.value, "gate", diagnostics_};
    GateSpec g;
    g.name = member.key;
    g.scope = scope(reader, MaskEffect::capacity);
    g.when = condition(reader);
    if (reader.has("shuts")) {
        g.shuts = reader.time("shuts");
    }
    if (reader.has("begins")) {
        g.begins = reader.time("begins");
    }
    for (const Node* name : reader.list("after")) {
        const std::size_t errors = diagnostics_.errors();
        const GateId id{find(gate_names_, name->text, name->at, "gate")};
        if (diagnostics_.errors() == errors) {
            g.after.push_back(id);
            if (line_.gates[id.index()].when.kind != ConditionSpec::Kind::none) {
                diagnostics_.error(name->at,
                                   fmt::format("gate '{}' may never shut, as it waits for a "
                                               "condition",
                                               name->text),
                                   "a gate can wait for those that shut at a time");
            }
        }
    }
    g.reentry = reentry(reader, !g.scope.products.empty());
    stage_products_.clear();
    stages(reader, g);
    check_lots_pass(reader, g);
    qualifying_.insert(qualifying_.end(), stage_products_.begin(), stage_products_.end());
    gate_names_.push_back(g.name);
    line_.gates.push_back(std::move(g));
}

void LineReader::stages(MapReader& reader, GateSpec& g) {
    std::vector<std::string> names;
    for (const Node* node : reader.list("stages")) {
        names.emplace_back(node->text_of("stage"));
    }
    for (const Node* node : reader.list("stages")) {
        MapReader in{*node, "stage", diagnostics_};
        GateStage s;
        s.name = in.text("stage");
        s.takes = regime_time(in, "takes");
        s.fails = in.share("fails", 0.0);
        s.denied = in.share("denied", 0.0);
        stage_lots(in, s);
        s.back_to = static_cast<std::uint32_t>(g.stages.size());
        if (in.has("back_to")) {
            s.back_to = find(names, in.text("back_to"), in.at("back_to"), "stage of this gate");
            if (s.back_to > g.stages.size()) {
                in.error("back_to", fmt::format("stage '{}' comes later", in.text("back_to")),
                         "a failure goes back, not on");
            }
        }
        if (s.fails >= 1.0) {
            in.error("fails", "a stage that always fails never ends", "lower `fails`");
        }
        g.stages.push_back(std::move(s));
    }
}

void LineReader::mask(const Member& member) {
    MapReader reader{member.value, "mask", diagnostics_};
    MaskSpec m;
    m.name = member.key;
    m.effect = static_cast<MaskEffect>(
        reader.choice("what", {"capacity", "speed", "yield", "starts", "workforce", "supply"}, 0));
    m.scope = scope(reader, m.effect);
    m.when = condition(reader);
    m.level = reader.share("level", 0.0);
    if (reader.has("from")) {
        m.from = reader.time("from");
    }
    m.lasts = reader.has("lasts") ? reader.time("lasts") : Distribution::constant(kForEver_s);
    m.repeats = reader.has("every");
    if (m.repeats) {
        m.every = reader.time("every");
    }
    m.most = static_cast<std::uint32_t>(reader.count("most", 1, 1'000'000, 0).n);
    m.notice = reader.duration("notice", Duration{});
    m.has_grace = reader.has("grace");
    m.grace = reader.duration("grace", Duration{});
    m.inside = static_cast<OnFailure>(reader.choice("inside", {"resume", "repeat", "scrap"}, 0));
    m.recovery = reader.duration("recovery", Duration{});
    m.duty = reader.duration("duty", hours(24));
    m.held_are_lost = reader.choice("held", {"wait", "lost"}, 0) == 1;
    m.reentry = reentry(reader, m.effect == MaskEffect::starts && !m.held_are_lost);
    if (m.effect == MaskEffect::yield) {
        m.mechanism = mechanism(m.name);
    }
    check_mask(reader, m);
    line_.masks.push_back(std::move(m));
}

/// Between two starts that waited.
Duration LineReader::reentry(MapReader& reader, bool starts_wait) {
    if (!reader.has("reentry")) {
        return {};
    }
    const std::string text = reader.text("reentry");
    std::string why;
    const auto gap = parse_rate(text, why);
    if (!gap || *gap == Duration{}) {
        reader.error("reentry", fmt::format("reentry = {} ({})", text, gap ? "too often" : why),
                     "write `2 lots/d`, or leave it out: all come back at once");
        return {};
    }
    if (!starts_wait) {
        reader.error("reentry", "no starts wait that could come back",
                     "name products whose starts are held and wait, or leave it out");
    }
    return *gap;
}

void LineReader::check_mask(MapReader& reader, const MaskSpec& m) {
    const bool starts = m.effect == MaskEffect::starts;
    if (m.when.kind != ConditionSpec::Kind::none) {
        for (const char* key : {"every", "notice"}) {
            if (reader.has(key)) {
                reader.error(key, "nobody knows before when a condition will hold",
                             "leave the key out; it comes again whenever it holds");
            }
        }
    }
    const bool supply = m.effect == MaskEffect::supply;
    if (!starts && !supply && (!m.scope.products.empty() || !m.scope.steps.empty())) {
        reader.error("scope", "capacity, speed and yield belong to stations",
                     "name stations, or write `what: starts`");
    }
    if (supply != !m.scope.suppliers.empty() && diagnostics_.ok()) {
        reader.error(
            "scope",
            supply ? "a supply belongs to materials" : "materials have nothing but a supply",
            supply ? "add `material:` to the scope, and nothing else"
                   : "write `what: supply`, or leave `material:` out");
    }
    if (supply && !(m.scope.tools.empty() && m.scope.products.empty() && m.scope.steps.empty())) {
        reader.error("scope", "a mask of supply for what is no material",
                     "leave all but `material:` and `source:` out");
    }
    if (supply && m.held_are_lost) {
        check_lost_supply(reader, m);
    }
    if (starts && !m.scope.steps.empty()) {
        reader.error("scope", "starts belong to products", "leave `route:` out");
    }
    if (m.effect == MaskEffect::speed && m.level == 0.0) {
        reader.error("level", "at speed 0 nothing ever ends", "write `what: capacity`");
    }
    if (m.duty == Duration{}) {
        reader.error("duty", "a duty cycle of no length", "write 24 h");
    }
    if (m.repeats && m.every.upper() <= 0.0) {
        reader.error("every", "the next onset comes at once", "write the time in between");
    }
    for (const char* key : {"notice", "grace", "inside", "duty"}) {
        const bool turns = m.effect == MaskEffect::workforce && key == std::string_view{"duty"};
        if (m.effect != MaskEffect::capacity && !turns && reader.has(key)) {
            reader.error(key, fmt::format("'{}' is for masks of capacity", key),
                         "leave the key out");
        }
    }
    if (reader.has("inside") && !m.has_grace) {
        reader.error("inside", "without grace what is inside is finished", "add `grace: 0 h`");
    }
    if (reader.has("most") && !m.repeats && m.when.kind == ConditionSpec::Kind::none) {
        reader.error("most", "a mask without `every` comes once", "add `every:`");
    }
    if (reader.has("held") && !starts && !supply) {
        reader.error("held", "only starts and supply can be held",
                     "write `what: starts` or `what: supply`");
    }
}

/// What is lost is ordered anew, and lost again while the mask lasts.
void LineReader::check_lost_supply(MapReader& reader, const MaskSpec& m) {
    constexpr double kLeast_s = 3600;
    for (const ScopeSpec::Supplier& s : m.scope.suppliers) {
        const MaterialSpec& material = line_.materials[s.material.index()];
        const RegimeTime& lead =
            s.second ? material.supply.second_lead_time : material.supply.lead_time;
        const auto quick = [](const Distribution& d) { return d.mean() < kLeast_s; };
        if (material.supply.kind == SupplySpec::Kind::reorder &&
            (lead.regime.valid() ? std::ranges::any_of(lead.by_state, quick)
                                 : quick(lead.otherwise))) {
            reader.error("held",
                         fmt::format("orders of '{}' that are lost would be made again without a "
                                     "pause",
                                     material.name),
                         "write `held: wait`, or a lead time of an hour or more");
        }
    }
}

}  // namespace packline::scenario
