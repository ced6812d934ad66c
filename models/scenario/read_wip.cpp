// `wip:` of a line: lots that are in process when the run starts.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/quantity.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace packline::scenario {

using namespace packaging;

void LineReader::wip() {
    const Node* node = root_.find("wip");
    if (node == nullptr) {
        return;
    }
    if (!node->is_list()) {
        diagnostics_.error(node->at, "wip is a list of lots, or the path of a CSV table",
                           "write `- {product: ..., step: ...}`");
        return;
    }
    std::vector<std::uint32_t> numbers(line_.products.size(), 0);
    for (const Node& row : node->items) {
        initial_lots(row, numbers);
    }
}

/// None, with an error, where the route has no such step.
StepId LineReader::step_of(const RouteSpec& route, const std::string& name, const Location& at) {
    const auto step = std::ranges::find(route.steps, name, &StepSpec::name);
    if (step != route.steps.end()) {
        return StepId::from_index(static_cast<std::size_t>(step - route.steps.begin()));
    }
    std::vector<std::string> names;
    std::ranges::transform(route.steps, std::back_inserter(names), &StepSpec::name);
    diagnostics_.error(at, fmt::format("route '{}' has no step '{}'", route.name, name),
                       suggest(name, names));
    return StepId::none();
}

/// One row: a lot with a name, or several without.
void LineReader::initial_lots(const Node& row, std::vector<std::uint32_t>& numbers) {
    MapReader in{row, "lot in process", diagnostics_};
    const std::string product = in.text("product");
    const std::string step = in.text("step");
    if (product.empty() || step.empty()) {
        return;
    }
    InitialLotSpec lot;
    lot.product = ProductId{find(product_names_, product, in.at("product"), "product")};
    if (lot.product.index() >= line_.products.size()) {
        return;  // the line has no products, which is reported
    }
    const RouteSpec& route = line_.routes[line_.products[lot.product.index()].route.index()];
    lot.step = step_of(route, step, in.at("step"));
    if (!lot.step.valid()) {
        return;
    }
    lot.items = in.count("items", 1, 1'000'000'000, 0).n;
    lot.sites = in.count("units", 1, 1'000'000'000'000, 0).n;
    lot.priority = static_cast<std::int32_t>(in.count("priority", 0, 9, -1).n);
    if (in.has("due")) {
        const std::string text = in.text("due");
        const bool behind = text.starts_with('-');
        std::string why;
        const auto due = parse_duration(std::string_view{text}.substr(behind ? 1 : 0), why);
        if (!due) {
            in.error("due", fmt::format("due = {} ({})", text, why),
                     "write `12 d`, or `-3 d` where it is behind the start of the run");
        }
        lot.has_due = due.has_value();
        lot.due = behind ? Time{} - due.value_or(Duration{}) : Time{} + due.value_or(Duration{});
    }
    initial_place(in, lot);
    initial_clocks(in, route, lot);
    initial_history(in, route, lot);
    const std::int64_t lots = in.count("lots", 1, 100'000, 1).n;
    if (in.has("id") && in.has("lots")) {
        in.error("lots", "a lot with an `id` is one lot", "leave one of the two out");
    }
    for (std::int64_t i = 0; i < lots; ++i) {
        lot.name =
            in.has("id") ? in.text("id") : fmt::format("wip{}", ++numbers[lot.product.index()]);
        line_.wip.push_back(lot);
        at_.wip.push_back(row.at);
    }
}

/// Where it is, if not in the queue of its step.
void LineReader::initial_place(MapReader& in, InitialLotSpec& lot) {
    lot.arrives = in.duration("arrives_in", Duration{});
    const auto tool = in.count("tool", 1, 100'000, 0).n;
    lot.tool = static_cast<std::int32_t>(tool) - 1;
    lot.began = in.duration("began", Duration{});
    lot.has_leaves = in.has("leaves_in");
    lot.leaves = in.duration("leaves_in", Duration{});
    if (in.has("tool") && in.has("arrives_in")) {
        in.error("arrives_in", "a lot in a tool is there", "leave one of the two out");
    } else if (in.has("began") && !in.has("tool")) {
        in.error("began", "it began where?", "add `tool:`");
    } else if (in.has("leaves_in") && !in.has("tool")) {
        in.error("leaves_in", "it leaves which tool?", "add `tool:`");
    }
}

void LineReader::initial_clocks(MapReader& in, const RouteSpec& route, InitialLotSpec& lot) {
    const Node* clocks = in.map("clocks");
    if (clocks == nullptr) {
        return;
    }
    for (const Member& m : clocks->members) {
        const StepId from = step_of(route, m.key, m.at);
        if (!from.valid()) {
            continue;
        }
        std::string why = "a time is wanted";
        const auto since = m.value.is_scalar() ? parse_duration(m.value.text, why) : std::nullopt;
        if (!since) {
            diagnostics_.error(m.value.at, fmt::format("{} = {} ({})", m.key, m.value.text, why),
                               "write how long ago the step was finished: `2 h`");
            continue;
        }
        lot.clocks.push_back({from, *since});
    }
}

}  // namespace packline::scenario
