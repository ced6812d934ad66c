// `estimates:` of a line.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

void LineReader::estimates(MapReader& top) {
    const Node* node = top.map("estimates");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "estimates", diagnostics_};
    EstimateSpec& out = line_.estimates;
    out.within = in.share("within", 0.5);  // where it is wrong, that is told
    if (out.within <= 0 || out.within >= 0.9) {
        in.error("within",
                 fmt::format("within = {} (from 1 % to 90 % is wanted)", in.text("within")),
                 "30 %: each figure may be 30 % less or more");
    }
    out.of.fill(true);
    out.of[static_cast<std::size_t>(EstimateKind::demand)] = false;
    if (!in.has("of")) {
        return;
    }
    out.of.fill(false);
    const std::vector<std::string> names{kEstimateNames.begin(), kEstimateNames.end()};
    for (const Node* word : in.list("of")) {
        const auto it = std::ranges::find(names, word->text);
        if (it == names.end()) {
            diagnostics_.error(word->at, fmt::format("'{}' is no kind of figure", word->text),
                               suggest(word->text, names));
        } else {
            out.of[static_cast<std::size_t>(it - names.begin())] = true;
        }
    }
}

}  // namespace packline::scenario
