#include "models/scenario/parse_yaml.hpp"

#include <fmt/format.h>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

// The only file that knows the YAML library.

namespace packline::scenario {
namespace {

/// Most keys of one map: their look-up is linear, which suits the ten of a step.
constexpr std::size_t kMostKeys = 10'000;

/// Ends the parse: going on would cost too much or make no sense.
struct Stop {};

/// Builds the tree from events, because the library's own nodes drop duplicate keys and expand
/// aliases before one can look at them.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(const std::string& shown, Diagnostics& diagnostics)
        : shown_{shown}, diagnostics_{diagnostics} {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1) {
            stop(mark, "a second document starts here (a file holds one)",
                 "remove the line `---`, or move what follows to a file of its own");
        }
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        add(mark, Node::scalar("", location(mark)), true);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
        stop(mark, "aliases are not part of the dialect (a few of them can stand for gigabytes)",
             "write the value out, or use `parameters:` and ${name}");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        add(mark, Node::scalar(value, location(mark)), false);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override {
        open(mark, tag, anchor, Node::list(location(mark)));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override {
        open(mark, tag, anchor, Node::map(location(mark)));
    }
    void OnMapEnd() override { close(); }

    int documents() const { return documents_; }
    Node take() { return std::move(root_); }
    Location location(const YAML::Mark& mark) const {
        return {shown_, mark.line + 1, mark.column + 1};
    }

private:
    /// A list or map that is still open. Owns its node, which moves into the parent at the end.
    struct Open {
        Node node;
        std::unordered_map<std::string, int> keys;  ///< of a map, with the line of each
        bool has_key = false;
        std::string key;
        Location key_at;
    };

    [[noreturn]] void stop(const YAML::Mark& mark, std::string problem, std::string help) {
        diagnostics_.error(location(mark), std::move(problem), std::move(help));
        throw Stop{};
    }

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) {
            stop(mark,
                 "anchors are not part of the dialect (a few of them can stand for gigabytes)",
                 "write the value out, or use `parameters:` and ${name}");
        }
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        if (!tag.empty() && tag != "?" && tag != "!") {
            stop(mark, fmt::format("tag '{}' is not part of the dialect", tag), "remove the tag");
        }
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node node) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (!open_.empty() && open_.back().node.is_map() && !open_.back().has_key) {
            stop(mark, "a key must be a plain word", "put it in quotes if it is meant so");
        }
        if (open_.size() >= kDeepestNesting) {
            stop(mark, fmt::format("nested too deeply (more than {} levels)", kDeepestNesting),
                 "the dialect needs about a dozen levels: check the brackets");
        }
        open_.push_back({std::move(node), {}, false, {}, {}});
    }

    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        place(std::move(done.node));
    }

    void add(const YAML::Mark& mark, Node scalar, bool null) {
        if (open_.empty() || !open_.back().node.is_map() || open_.back().has_key) {
            place(std::move(scalar));
            return;
        }
        Open& map = open_.back();
        if (null) {
            stop(mark, "a key is missing before ':'", "write `key: value`");
        }
        check_key(map, scalar);
        map.has_key = true;
        map.key = std::move(scalar.text);
        map.key_at = std::move(scalar.at);
    }

    void check_key(Open& map, const Node& key) {
        if (map.keys.size() > kMostKeys) {
            diagnostics_.error(key.at, fmt::format("a map of more than {} keys", kMostKeys),
                               "split the line, or put routes into CSV tables");
            throw Stop{};
        }
        if (key.text == "<<") {
            diagnostics_.error(key.at, "merge keys `<<` are not part of the dialect",
                               "use `extends:` or `flows:` to share text");
        } else if (const auto [it, added] = map.keys.try_emplace(key.text, key.at.line); !added) {
            diagnostics_.error(
                key.at, fmt::format("duplicate key '{}' (first in line {})", key.text, it->second),
                "remove or rename one of the two");
        }
    }

    void place(Node node) {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.is_list()) {
            parent.node.items.push_back(std::move(node));
        } else {
            parent.node.members.push_back(
                {std::move(parent.key), std::move(parent.key_at), std::move(node)});
            parent.has_key = false;
        }
    }

    std::string shown_;
    Diagnostics& diagnostics_;
    std::vector<Open> open_;
    Node root_;
    int documents_ = 0;
};

/// YAML forbids tabs in indentation, but the library reports them late and oddly.
bool check_tabs(const std::string& text, const std::string& shown, Diagnostics& diagnostics) {
    int line = 1;
    for (std::size_t start = 0; start < text.size(); ++line) {
        const std::size_t stop = text.find_first_not_of(" \t", start);
        const std::size_t tab = text.find('\t', start);
        const bool blank = stop == std::string::npos || text[stop] == '\n' || text[stop] == '\r' ||
                           text[stop] == '#';
        if (tab < stop && !blank) {
            diagnostics.error({shown, line, static_cast<int>(tab - start) + 1},
                              "tab in the indentation (YAML forbids it)", "indent with spaces");
            return false;
        }
        const std::size_t end = text.find('\n', start);
        if (end == std::string::npos) break;
        start = end + 1;
    }
    return true;
}

}  // namespace

std::optional<Node> parse_yaml(const std::string& text, const std::string& shown,
                               Diagnostics& diagnostics) {
    if (!check_tabs(text, shown, diagnostics)) {
        return std::nullopt;
    }
    const std::size_t before = diagnostics.errors();
    TreeBuilder builder{shown, diagnostics};
    try {
        std::istringstream in{text};
        YAML::Parser parser{in};
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const Stop&) {
        return std::nullopt;
    } catch (const YAML::Exception& failure) {
        diagnostics.error(builder.location(failure.mark),
                          fmt::format("not valid YAML ({})", failure.msg),
                          "check brackets, quotes, colons and indentation near here");
        return std::nullopt;
    }
    if (diagnostics.errors() > before) {
        return std::nullopt;
    }
    if (builder.documents() == 0) {
        diagnostics.error({shown, 0, 0}, "is empty (it holds comments only)",
                          "see configs/README.md for what a line needs");
        return std::nullopt;
    }
    return builder.take();
}

}  // namespace packline::scenario
