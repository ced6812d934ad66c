// `tooling:` of a line, and the kits of setups and steps.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/quantity.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::kit(const Member& member) {
    MapReader reader{member.value, "kit", diagnostics_};
    ToolingSpec kit;
    kit.name = member.key;
    kit.stock = static_cast<std::uint32_t>(reader.count("stock", 1, 100'000, 1).n);
    kit.wears = reader.has("life");
    if (kit.wears) {
        const Count life = reader.count("life", 1, 1'000'000'000'000, 1);
        kit.life = life.n;
        if (is_load_word(life.unit)) {
            kit.counted_in = ToolingUse::load;
        } else if (is_item_word(life.unit)) {
            kit.counted_in = ToolingUse::item;
        } else if (is_site_word(life.unit)) {
            kit.counted_in = ToolingUse::site;
        } else {
            reader.error("life",
                         fmt::format("life = {} (uses of what are wanted)", reader.text("life")),
                         "write `200000 touchdowns`, `5000 wafers`, `100000 units` or `50 loads`");
        }
    }
    kit.refurbished = reader.has("refurbish");
    kit.replaced = reader.has("replace");
    if (kit.refurbished) {
        kit.refurbish = reader.time("refurbish");
    }
    if (kit.replaced) {
        kit.replace = reader.time("replace");
    }
    kit.most_refurbishments =
        static_cast<std::uint32_t>(reader.count("refurbishments", 1, 1'000'000, 0).n);
    kit.price = money(reader, "price");
    for (const Node* uses : kit.wears ? reader.list("used") : std::vector<const Node*>{}) {
        std::string why;
        const auto n = parse_count(uses->text, why);
        if (!n || n->n >= kit.life || kit.used.size() == kit.stock) {
            diagnostics_.error(
                uses->at,
                fmt::format("used = {} ({})", uses->text,
                            !n                 ? why
                            : n->n >= kit.life ? "the kit would be at the end of its life"
                                               : "more kits than the stock has"),
                "state the uses so far of each kit in the store: [12000, 300]");
            break;
        }
        kit.used.push_back(n->n);
    }
    for (const char* key : {"refurbish", "replace", "refurbishments", "price", "used"}) {
        if (!kit.wears && reader.has(key)) {
            reader.error(key, fmt::format("'{}' of a kit that never wears out", key),
                         "add `life:`, or leave the key out");
        }
    }
    at_.tooling.push_back(member.at);
    line_.tooling.push_back(std::move(kit));
}

/// `{probe_card: 1, load_board: 1}`, or the name of one kit.
std::vector<ToolingNeed> LineReader::tooling_needs(const Node& node) {
    std::vector<ToolingNeed> out;
    if (node.is_scalar()) {
        out.push_back({ToolingId{find(tooling_names_, node.text, node.at, "kit")}, 1});
        return out;
    }
    for (const Member& m : node.members) {
        std::string why = "a count is wanted";
        const auto n = parse_count(m.value.text, why);
        if (!n || n->n < 1 || n->n > 1000) {
            diagnostics_.error(m.value.at,
                               fmt::format("{} = {} ({})", m.key, m.value.text,
                                           n ? "must be from 1 to 1000" : why),
                               "how many such kits the tool needs at once");
        }
        out.push_back(
            {ToolingId{find(tooling_names_, m.key, m.at, "kit")},
             n ? static_cast<std::uint32_t>(std::clamp<std::int64_t>(n->n, 1, 1000)) : 1});
    }
    if (!node.is_map() || node.members.empty()) {
        diagnostics_.error(node.at, "tooling is a map of counts",
                           "write `tooling: {probe_card: 1}`");
    }
    return out;
}

}  // namespace packline::scenario
