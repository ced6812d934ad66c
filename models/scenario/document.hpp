#pragma once

#include "sim/base/diagnostics.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

struct Member;

/// A piece of located text: a scalar, a list or a map. Step one of three from text to model:
/// knows where everything was written and nothing of what it means.
struct Node {
    enum class Kind { scalar, list, map };

    Kind kind = Kind::scalar;
    Location at;
    std::string text;             ///< of a scalar
    std::vector<Node> items;      ///< of a list
    std::vector<Member> members;  ///< of a map, in the order of the text
    std::string written_id;       ///< of a step made by `repeat`: its id before expansion

    static Node scalar(std::string text, Location at);
    static Node list(Location at);
    static Node map(Location at);

    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_list() const { return kind == Kind::list; }
    bool is_map() const { return kind == Kind::map; }

    /// The value under `key` of a map; null where it is absent or this is no map.
    const Node* find(std::string_view key) const;
    Node* find(std::string_view key);
    const Member* member(std::string_view key) const;
    /// Text of the scalar under `key`; empty where there is none.
    std::string_view text_of(std::string_view key) const;
    /// Replaces or appends. Requires: a map.
    void set(const std::string& key, Location key_at, Node value);
    void erase(std::string_view key);
};

/// One `key: value` of a map.
struct Member {
    std::string key;
    Location at;  ///< of the key
    Node value;
};

/// "a list", "a map", "text": for messages.
std::string_view describe(Node::Kind kind);

/// Writes the tree as YAML that reads back as the same tree.
std::string write_yaml(const Node& root);
/// The same in one line with brackets.
std::string write_flow_yaml(const Node& node);

}  // namespace packline::scenario
