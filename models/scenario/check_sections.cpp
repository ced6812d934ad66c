#include "models/scenario/check_sections.hpp"

#include "models/scenario/dialect.hpp"

#include <fmt/format.h>
#include <optional>
#include <string>

namespace packline::scenario {

namespace {

/// None where several will do.
std::optional<Node::Kind> kind_of(const Key& key) {
    if (key.type.starts_with("map")) {
        return Node::Kind::map;
    }
    if (key.type.starts_with("list")) {
        return key.type.ends_with(" or map") ? std::nullopt : std::optional{Node::Kind::list};
    }
    return Node::Kind::scalar;
}

}  // namespace

void check_sections(Node& root, Diagnostics& diagnostics) {
    for (const Key& key : section("line").keys) {
        Node* node = root.find(key.name);
        const std::optional<Node::Kind> wanted = kind_of(key);
        if (node == nullptr || !wanted || node->kind == *wanted) {
            continue;
        }
        const bool empty = node->is_scalar() && node->text.empty();
        Node right;
        right.kind = *wanted;
        right.at = empty ? root.member(key.name)->at : node->at;
        if (*wanted == Node::Kind::list && node->is_scalar() && !empty) {
            right.items.push_back(std::move(*node));
        } else {
            diagnostics.error(
                right.at,
                fmt::format("{} = {} ({} is wanted)", key.name,
                            empty ? "nothing" : describe(node->kind), describe(*wanted)),
                empty ? "leave the key out, or say more" : std::string{key.meaning});
        }
        *node = std::move(right);
    }
}

}  // namespace packline::scenario
