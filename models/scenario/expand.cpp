#include "models/scenario/expand.hpp"

#include "models/scenario/map_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/quantity.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace packline::scenario {

namespace {

/// More steps than any route has; a bound on what a few nested repeats can ask for.
constexpr std::size_t kMostSteps = 20'000;

/// What expansion may write in all [characters]; a bound on small files that would unfold to
/// gigabytes. A line of 20,000 steps needs half of it.
constexpr std::size_t kMostText = 32'000'000;

/// Cost of a copy of the node [characters].
std::size_t size_of(const Node& node) {
    constexpr std::size_t kNode = 64;
    std::size_t size = kNode + node.text.size();
    for (const Node& item : node.items) {
        size += size_of(item);
    }
    for (const Member& m : node.members) {
        size += m.key.size() + size_of(m.value);
    }
    return size;
}

class Expander {
public:
    Expander(Node& root, Diagnostics& diagnostics) : diagnostics_{diagnostics} {
        const std::map<std::string, std::string> global = read_parameters(root);
        Node* routes = root.find("routes");
        if (routes != nullptr && routes->is_map()) {
            for (Member& route : routes->members) {
                copy_like(route, *routes);
            }
            for (Member& route : routes->members) {
                // A route may put its own values in the place of the line's.
                parameters_ = read_parameters(route.value);
                parameters_.insert(global.begin(), global.end());
                expand_route(route.value);
            }
        }
        parameters_ = global;
        drop_stations(root);
        substitute(root);
        if (fits()) {
            warn_unused();
        }
    }

    /// False where expansion was given up.
    bool fits() const { return spent_ <= kMostText; }

private:
    using Round = std::vector<std::pair<std::string, std::string>>;

    /// Takes the `parameters:` of a map out of it.
    std::map<std::string, std::string> read_parameters(Node& node) {
        std::map<std::string, std::string> out;
        if (const Node* parameters = node.find("parameters")) {
            for (const Member& m : parameters->members) {
                if (m.value.is_scalar()) {
                    out[m.key] = m.value.text;
                    stated_.try_emplace(m.key, m.at);
                } else {
                    diagnostics_.error(m.value.at,
                                       fmt::format("parameter '{}' is no single value", m.key),
                                       "parameters are numbers or words");
                }
            }
        }
        node.erase("parameters");
        return out;
    }

    /// `like: other`: the steps of another route, to which this one gives its own parameters.
    void copy_like(Member& route, const Node& routes) {
        const Node* like = route.value.find("like");
        if (like == nullptr) {
            return;
        }
        const Node* other = routes.find(like->text);
        const Node* steps = other == nullptr ? nullptr : other->find("steps");
        if (steps == nullptr) {
            diagnostics_.error(like->at,
                               fmt::format("no route '{}' with steps of its own", like->text),
                               "name a route that states its `steps:`");
            return;
        }
        const Location at = like->at;
        if (!spend(size_of(*steps), at)) {
            return;
        }
        Node own = *steps;
        route.value.erase("like");
        if (const Node* defaults = other->find("parameters")) {
            Node merged = *defaults;
            if (const Node* given = route.value.find("parameters")) {
                for (const Member& m : given->members) {
                    merged.set(m.key, m.at, m.value);
                }
            }
            route.value.set("parameters", at, merged);
        }
        route.value.set("steps", at, std::move(own));
    }

    /// Stations of a variant that is not chosen.
    void drop_stations(Node& root) {
        Node* stations = root.find("stations");
        if (stations == nullptr || !stations->is_map()) {
            return;
        }
        std::erase_if(stations->members, [&](const Member& m) {
            const Node* when = m.value.find("when");
            return when != nullptr && !holds(*when);
        });
        for (Member& m : stations->members) {
            m.value.erase("when");
        }
    }

    void expand_route(Node& route) {
        substitute(route);
        Node* steps = route.find("steps");
        if (steps != nullptr && steps->is_list()) {
            Node out = Node::list(steps->at);
            layer_ = 0;
            most_reported_ = false;
            unroll(*steps, {}, 0, out);
            *steps = std::move(out);
        }
    }

    void substitute(Node& node) {
        for (Member& m : node.members) {
            const bool was = m.key.find("${") != std::string::npos;
            substitute(m.key, m.at);
            const auto same = [&](const Member& other) { return other.key == m.key; };
            if (was && std::ranges::count_if(node.members, same) > 1) {
                diagnostics_.error(m.at, fmt::format("duplicate key '{}' once filled in", m.key),
                                   "remove or rename one of the two");
            }
            substitute(m.value);
        }
        for (Node& item : node.items) {
            substitute(item);
        }
        if (node.is_scalar()) {
            substitute(node.text, node.at);
        }
    }

    void substitute(std::string& text, const Location& at) {
        std::size_t open = text.find("${");
        if (open == std::string::npos) {
            return;
        }
        std::string out;
        std::size_t done = 0;
        for (; open != std::string::npos; open = text.find("${", done)) {
            const std::size_t close = text.find('}', open);
            if (close == std::string::npos) {
                diagnostics_.error(at, fmt::format("'{}' (a closing brace is missing)", text),
                                   "write ${name}");
                return;
            }
            const std::string* value = parameter(text.substr(open + 2, close - open - 2), at);
            if (value == nullptr || !spend(value->size() + 1, at)) {
                return;
            }
            out.append(text, done, open - done);
            out += *value;
            done = close + 1;
        }
        text = out + text.substr(done);
    }

    /// False, with one error, where expansion would write too much.
    bool spend(std::size_t characters, const Location& at) {
        if (fits() && (spent_ += characters) > kMostText) {
            diagnostics_.error(
                at,
                fmt::format("the line is too long once its repeats and parameters are "
                            "filled in (more than {} characters)",
                            kMostText),
                "repeat less");
        }
        return fits();
    }

    /// Most parameters that nothing asks for are misspelt.
    void warn_unused() {
        for (const auto& [name, at] : stated_) {
            if (!used_.contains(name)) {
                const std::string meant = nearest(name, {used_.begin(), used_.end()});
                diagnostics_.warning(at, fmt::format("nothing uses parameter '{}'", name),
                                     meant.empty()
                                         ? std::string{"leave it out, or write ${name} in a value"}
                                         : fmt::format("did you mean '{}'?", meant));
            }
        }
    }

    const std::string* parameter(const std::string& name, const Location& at) {
        const auto it = parameters_.find(name);
        if (it != parameters_.end()) {
            used_.insert(name);
            return &it->second;
        }
        std::vector<std::string> known;
        for (const auto& [k, v] : parameters_) {
            known.push_back(k);
        }
        diagnostics_.error(at, fmt::format("no parameter is called '{}'", name),
                           known.empty() ? "state it under `parameters:`" : suggest(name, known));
        return nullptr;
    }

    /// `name == value`, `name != value`, or `name` (neither no nor 0).
    bool holds(const Node& condition) {
        const std::string& text = condition.text;
        for (const char* op : {"==", "!="}) {
            const std::size_t at = text.find(op);
            if (at == std::string::npos) {
                continue;
            }
            const std::string* value = parameter(trimmed(text.substr(0, at)), condition.at);
            if (value == nullptr) {
                return true;  // reported; a dropped step would only bring false alarms
            }
            return (op[0] == '=') == (*value == trimmed(text.substr(at + 2)));
        }
        const std::string* value = parameter(trimmed(text), condition.at);
        return value != nullptr && *value != "no" && *value != "false" && *value != "off" &&
               *value != "0";
    }

    static std::string trimmed(std::string s) {
        const std::size_t first = s.find_first_not_of(' ');
        const std::size_t last = s.find_last_not_of(' ');
        return first == std::string::npos ? "" : s.substr(first, last - first + 1);
    }

    void replace_all(std::string& text, const std::string& what, const std::string& with,
                     const Location& at) {
        std::size_t found = text.find(what);
        if (found == std::string::npos) {
            return;
        }
        std::string out;
        std::size_t done = 0;
        for (; found != std::string::npos; found = text.find(what, done)) {
            if (!spend(with.size(), at)) {
                return;
            }
            out.append(text, done, found - done);
            out += with;
            done = found + what.size();
        }
        text = out + text.substr(done);
    }

    void put_round(Node& node, const Round& round) {
        for (Member& m : node.members) {
            put_round(m.value, round);
        }
        for (Node& item : node.items) {
            put_round(item, round);
        }
        for (const auto& [name, value] : round) {
            replace_all(node.text, "{" + name + "}", value, node.at);
        }
    }

    void unroll(const Node& steps, const Round& round, std::size_t depth, Node& out) {
        for (const Node& step : steps.items) {
            if (const Node* when = step.find("when"); when != nullptr && !holds(*when)) {
                continue;
            }
            if (step.find("repeat") != nullptr) {
                repeat(step, round, depth, out);
                continue;
            }
            if (out.items.size() >= kMostSteps) {
                if (!most_reported_) {
                    diagnostics_.error(step.at,
                                       fmt::format("the route has more than {} steps", kMostSteps),
                                       "repeat less");
                    most_reported_ = true;
                }
                return;
            }
            if (!spend(size_of(step), step.at)) {
                return;
            }
            Node one = step;
            one.written_id = step.text_of("id");
            put_round(one, round);
            one.erase("when");
            if (one.is_map() && one.find("layer") == nullptr) {
                one.set("layer", one.at, Node::scalar(std::to_string(layer_), one.at));
            }
            out.items.push_back(std::move(one));
        }
    }

    void repeat(const Node& step, const Round& round, std::size_t depth, Node& out) {
        MapReader reader{step, "repeat", diagnostics_};
        const Node* times = reader.map("repeat");
        const Node* steps = reader.value("steps");
        if (times == nullptr || steps == nullptr || !steps->is_list() ||
            times->members.size() != 1 || depth > 8) {
            diagnostics_.error(step.at,
                               "a repeat needs one name with its rounds, and a list of steps",
                               "write `- repeat: {layer: 3}` and `steps:` below it");
            return;
        }
        const Member& what = times->members.front();
        std::vector<std::string> values;
        if (what.value.is_list()) {
            for (const Node& v : what.value.items) {
                values.push_back(v.text);
            }
        } else {
            std::string why;
            const auto n = parse_count(what.value.text, why);
            if (!n || n->n > 1000) {
                diagnostics_.error(what.value.at,
                                   fmt::format("{} = {} (a number of rounds up to 1000, or a list)",
                                               what.key, what.value.text),
                                   "write `{layer: 3}` or `{layer: [a, b]}`");
                return;
            }
            for (std::int64_t i = 1; i <= n->n; ++i) {
                values.push_back(std::to_string(i));
            }
        }
        for (const std::string& v : values) {
            constexpr std::size_t kRound = 1000;  // also where no step is kept
            if (!spend(kRound, step.at)) {
                return;
            }
            Round inner = round;
            inner.emplace_back(what.key, v);
            ++layer_;
            unroll(*steps, inner, depth + 1, out);
        }
        ++layer_;
    }

    Diagnostics& diagnostics_;
    std::map<std::string, std::string> parameters_;
    std::map<std::string, Location> stated_;  ///< all parameters, with their first place
    std::set<std::string> used_;
    std::size_t spent_ = 0;
    int layer_ = 0;
    bool most_reported_ = false;
};

}  // namespace

bool expand(Node& root, Diagnostics& diagnostics) { return Expander{root, diagnostics}.fits(); }

}  // namespace packline::scenario
