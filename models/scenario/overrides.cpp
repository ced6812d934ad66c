#include "models/scenario/overrides.hpp"

#include "models/scenario/nearest.hpp"
#include "models/scenario/parse_yaml.hpp"
#include "models/scenario/text_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <initializer_list>
#include <span>
#include <utility>

namespace packline::scenario {

namespace {

/// Keys of which a map holds at most one: a release that states `rate` must not keep the
/// `every` of the line it extends.
constexpr std::array<std::string_view, 3> kRelease{"every", "rate", "schedule"};
constexpr std::array<std::string_view, 2> kGrid{"wafer", "panel"};
constexpr std::array<std::string_view, 2> kRework{"share", "of"};

/// Maps inside a station, a step, ... that an override may open, since they may be absent.
constexpr std::array<std::string_view, 12> kParts{
    "experiment",  "transfer", "load",   "setup",        "failures", "assists",
    "maintenance", "inspect",  "rework", "start_within", "hold",     "release"};

void drop_alternatives(Node& map, std::string_view key, const Node* keep) {
    for (const std::span<const std::string_view> group :
         std::initializer_list<std::span<const std::string_view>>{kRelease, kGrid, kRework}) {
        if (std::ranges::find(group, key) == group.end()) {
            continue;
        }
        for (const std::string_view other : group) {
            if (other != key && (keep == nullptr || keep->find(other) == nullptr)) {
                map.erase(other);
            }
        }
    }
}

void put(Node& map, const std::string& key, const Location& at, const Node& value) {
    drop_alternatives(map, key, nullptr);
    map.set(key, at, value);
}

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> words{""};
    for (const char c : path) {
        if (c == '.') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    return words;
}

/// Elements of a list: by id or name, by the id before expansion, or by number from 1.
std::vector<Node*> select(Node& list, const std::string& word) {
    std::vector<Node*> found;
    for (Node& item : list.items) {
        if (item.text_of("id") == word || item.text_of("name") == word ||
            (!item.written_id.empty() && item.written_id == word)) {
            found.push_back(&item);
        }
    }
    std::size_t number = 0;
    const char* end = word.data() + word.size();
    const auto [stop, failure] = std::from_chars(word.data(), end, number);
    if (found.empty() && failure == std::errc{} && stop == end && number >= 1 &&
        number <= list.items.size()) {
        found.push_back(&list.items[number - 1]);
    }
    return found;
}

std::vector<std::string> names_in(const Node& node) {
    std::vector<std::string> out;
    for (const Member& m : node.members) {
        out.push_back(m.key);
    }
    for (const Node& item : node.items) {
        const std::string_view id = item.find("id") ? item.text_of("id") : item.text_of("name");
        if (!id.empty()) {
            out.emplace_back(id);
        }
    }
    return out;
}

/// Sets one value at the end of one path.
class Walk {
public:
    Walk(const std::vector<std::string>& path, Location at, Diagnostics& diagnostics)
        : path_{path}, at_{std::move(at)}, diagnostics_{diagnostics} {}

    void set(Node& root, const Node& value) {
        std::vector<Node*> nodes{&root};
        for (std::size_t i = 0; i + 1 < path_.size(); ++i) {
            std::vector<Node*> next;
            for (Node* node : nodes) {
                if (!enter(*node, i, next)) {
                    return;
                }
            }
            nodes = std::move(next);
        }
        for (Node* node : nodes) {
            if (!finish(*node, value)) {
                return;
            }
        }
    }

private:
    bool enter(Node& node, std::size_t i, std::vector<Node*>& next) {
        const std::string& word = path_[i];
        if (node.is_list()) {
            const std::vector<Node*> found = select(node, word);
            next.insert(next.end(), found.begin(), found.end());
            return found.empty() ? nothing(node, i) : true;
        }
        if (node.is_map() && node.find(word) == nullptr &&
            std::ranges::find(kParts, word) != kParts.end()) {
            node.set(word, at_, Node::map(at_));
        }
        Node* child = node.find(word);
        if (child == nullptr) {
            return nothing(node, i);
        }
        next.push_back(child);
        return true;
    }

    bool finish(Node& node, const Node& value) {
        const std::size_t last = path_.size() - 1;
        if (node.is_list()) {
            const std::vector<Node*> found = select(node, path_[last]);
            for (Node* item : found) {
                *item = value;
            }
            return found.empty() ? nothing(node, last) : true;
        }
        if (!node.is_map()) {
            return nothing(node, last);
        }
        put(node, path_[last], at_, value);
        return true;
    }

    bool nothing(const Node& node, std::size_t i) {
        const std::string where = i == 0 ? "the line" : "'" + path_[i - 1] + "'";
        if (node.is_scalar()) {
            diagnostics_.error(at_,
                               fmt::format("no '{}' in {} (it is the plain value '{}')", path_[i],
                                           where, node.text),
                               "shorten the path, or give the whole map as the value");
            return false;
        }
        const std::vector<std::string> names = names_in(node);
        std::string have;
        for (std::size_t k = 0; k < names.size() && k < 12; ++k) {
            have += (k > 0 ? ", " : "") + names[k];
        }
        const std::string meant = nearest(path_[i], names);
        diagnostics_.error(
            at_,
            fmt::format("no '{}' in {} (have: {}{})", path_[i], where,
                        have.empty() ? "nothing" : have, names.size() > 12 ? ", ..." : ""),
            meant.empty() ? std::string{"correct the path"}
                          : fmt::format("did you mean '{}'?", meant));
        return false;
    }

    const std::vector<std::string>& path_;
    Location at_;
    Diagnostics& diagnostics_;
};

void place_all(Node& node, const Location& at) {
    node.at = at;
    for (Node& item : node.items) {
        place_all(item, at);
    }
    for (Member& m : node.members) {
        m.at = at;
        place_all(m.value, at);
    }
}

/// A parameter's path, written in full or as its bare name; false where there is none.
bool find_parameter(std::vector<std::string>& path, const Location& at, const Node& root,
                    Diagnostics& diagnostics) {
    const Node* parameters = root.find("parameters");
    if (path.size() == 1 && parameters != nullptr && parameters->find(path[0]) != nullptr &&
        root.find(path[0]) == nullptr) {
        path.insert(path.begin(), "parameters");
    }
    if (path.size() != 2 || path[0] != "parameters" ||
        (parameters != nullptr && parameters->find(path[1]) != nullptr)) {
        return true;
    }
    diagnostics.error(at, fmt::format("no parameter is called '{}'", path[1]),
                      parameters == nullptr ? "the line has no parameters"
                                            : suggest(path[1], names_in(*parameters)));
    return false;
}

}  // namespace

void merge(Node& base, Node over) {
    if (!base.is_map() || !over.is_map()) {
        base = std::move(over);
        return;
    }
    for (const Member& m : over.members) {
        drop_alternatives(base, m.key, &over);
    }
    for (Member& m : over.members) {
        if (Node* there = base.find(m.key)) {
            merge(*there, std::move(m.value));
        } else {
            base.members.push_back(std::move(m));
        }
    }
}

Overrides::Overrides(const std::vector<std::string>& sets, std::vector<std::string>* missed,
                     Diagnostics& diagnostics)
    : missed_{missed} {
    for (std::size_t i = 0; i < sets.size(); ++i) {
        const std::string shown = fmt::format("--set #{}", i + 1);
        const std::size_t equals = sets[i].find('=');
        if (equals == std::string::npos || equals == 0) {
            diagnostics.error({shown, 0, 0}, fmt::format("'{}' is no override", sets[i]),
                              "write PATH=VALUE, e.g. --set stations.track.tools=3");
            continue;
        }
        std::string text = sets[i].substr(equals + 1);
        std::optional<Node> value;
        if (check_text(text, shown, diagnostics)) {
            value = parse_yaml(text, shown, diagnostics);
        }
        if (!value) {
            continue;
        }
        place_all(*value, {shown, 0, 0});
        std::vector<std::string> path = split(sets[i].substr(0, equals));
        const auto steps = std::ranges::find(path, "steps");
        const bool to_step = path.end() - steps > 1;
        changes_.push_back({shown, sets[i], std::move(path), std::move(*value), to_step});
    }
}

/// Makes a change. What is wrong with its path is a mistake, or told apart where it may lead
/// nowhere.
template <class Set>
void Overrides::attempt(const Change& change, Diagnostics& diagnostics, const Set& set) {
    Diagnostics apart;
    set(missed_ == nullptr ? diagnostics : apart);
    if (!apart.ok()) {
        missed_->push_back(change.written);
    }
}

void Overrides::apply_before_expansion(Node& root, Diagnostics& diagnostics) {
    for (Change& change : changes_) {
        const Location at{change.shown, 0, 0};
        if (change.to_step) {
            continue;
        }
        attempt(change, diagnostics, [&](Diagnostics& told) {
            if (find_parameter(change.path, at, root, told)) {
                Walk{change.path, at, told}.set(root, change.value);
            }
        });
    }
}

std::vector<Node*> Overrides::step_values() {
    std::vector<Node*> values;
    for (Change& change : changes_) {
        if (change.to_step) {
            values.push_back(&change.value);
        }
    }
    return values;
}

void Overrides::apply_to_steps(Node& root, Diagnostics& diagnostics) {
    for (const Change& change : changes_) {
        if (change.to_step) {
            attempt(change, diagnostics, [&](Diagnostics& told) {
                Walk{change.path, {change.shown, 0, 0}, told}.set(root, change.value);
            });
        }
    }
}

}  // namespace packline::scenario
