#include "models/scenario/document.hpp"

#include <algorithm>
#include <utility>

namespace packline::scenario {
namespace {

bool is_plain(std::string_view text) {
    constexpr std::string_view kSafe =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./%()+-<>= ";
    constexpr std::string_view kSafeFirst =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return !text.empty() && kSafeFirst.find(text.front()) != std::string_view::npos &&
           text.back() != ' ' && text.find_first_not_of(kSafe) == std::string_view::npos &&
           text != "null" && text != "Null" && text != "NULL";
}

void write_scalar(std::string& out, std::string_view text) {
    if (is_plain(text)) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default: {
                constexpr std::string_view kHex = "0123456789abcdef";
                const auto byte = static_cast<unsigned char>(c);
                if (byte < 0x20 || byte == 0x7F) {
                    out += "\\x";
                    out += kHex[byte >> 4];
                    out += kHex[byte & 15];
                } else {
                    out += c;
                }
            }
        }
    }
    out += '"';
}

void write_block(std::string& out, const Node& node, std::size_t indent);

/// What stands after "key:" or "-".
void write_value(std::string& out, const Node& node, std::size_t indent) {
    if (node.is_scalar()) {
        out += ' ';
        write_scalar(out, node.text);
        out += '\n';
    } else if (node.is_list() && node.items.empty()) {
        out += " []\n";
    } else if (node.is_map() && node.members.empty()) {
        out += " {}\n";
    } else {
        out += '\n';
        write_block(out, node, indent);
    }
}

void write_block(std::string& out, const Node& node, std::size_t indent) {
    for (const Node& item : node.items) {
        out.append(indent, ' ');
        out += '-';
        write_value(out, item, indent + 2);
    }
    for (const Member& member : node.members) {
        out.append(indent, ' ');
        write_scalar(out, member.key);
        out += ':';
        write_value(out, member.value, indent + 2);
    }
}

}  // namespace

Node Node::scalar(std::string text, Location at) {
    Node node;
    node.at = std::move(at);
    node.text = std::move(text);
    return node;
}

Node Node::list(Location at) {
    Node node;
    node.kind = Kind::list;
    node.at = std::move(at);
    return node;
}

Node Node::map(Location at) {
    Node node;
    node.kind = Kind::map;
    node.at = std::move(at);
    return node;
}

const Member* Node::member(std::string_view key) const {
    const auto it =
        std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
    return it == members.end() ? nullptr : &*it;
}

const Node* Node::find(std::string_view key) const {
    const Member* found = member(key);
    return found ? &found->value : nullptr;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

std::string_view Node::text_of(std::string_view key) const {
    const Node* value = find(key);
    return value && value->is_scalar() ? std::string_view{value->text} : std::string_view{};
}

void Node::set(const std::string& key, Location key_at, Node value) {
    if (Node* old = find(key)) {
        *old = std::move(value);
    } else {
        members.push_back({key, std::move(key_at), std::move(value)});
    }
}

void Node::erase(std::string_view key) {
    std::erase_if(members, [&](const Member& m) { return m.key == key; });
}

std::string_view describe(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::scalar:
            return "a plain value";
        case Node::Kind::list:
            return "a list";
        case Node::Kind::map:
            return "a map";
    }
    return "";
}

std::string write_yaml(const Node& root) {
    std::string out;
    if (root.members.empty() && root.items.empty()) {
        return "{}\n";
    }
    write_block(out, root, 0);
    return out;
}

std::string write_flow_yaml(const Node& node) {
    std::string out;
    std::string_view between;
    const auto next = [&] {
        out += between;
        between = ", ";
    };
    if (node.is_scalar()) {
        write_scalar(out, node.text);
        return out;
    }
    out += node.is_list() ? '[' : '{';
    for (const Node& item : node.items) {
        next();
        out += write_flow_yaml(item);
    }
    for (const Member& member : node.members) {
        next();
        write_scalar(out, member.key);
        out += ": " + write_flow_yaml(member.value);
    }
    out += node.is_list() ? ']' : '}';
    return out;
}

}  // namespace packline::scenario
