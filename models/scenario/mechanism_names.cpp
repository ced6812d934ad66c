#include "models/scenario/mechanism_names.hpp"

#include <string>

namespace packline::scenario {

namespace {

/// "{layer}_coat" -> "coat"; empty where the id has no variable.
std::string without_round(std::string id) {
    if (id.find('{') == std::string::npos) {
        return {};
    }
    for (std::size_t open = id.find('{'); open != std::string::npos; open = id.find('{')) {
        const std::size_t close = id.find('}', open);
        id.erase(open, close == std::string::npos ? close : close - open + 1);
    }
    const auto is_joint = [](char c) { return c == '_' || c == '-'; };
    while (!id.empty() && is_joint(id.front())) {
        id.erase(0, 1);
    }
    while (!id.empty() && is_joint(id.back())) {
        id.pop_back();
    }
    return id;
}

void name_mechanism(Node& yield, const std::string& name) {
    for (Node& part : yield.items) {
        name_mechanism(part, name);
    }
    if (yield.is_list()) {
        return;
    }
    if (yield.is_scalar()) {
        Node map = Node::map(yield.at);
        map.set("survive", yield.at, yield);
        yield = std::move(map);
    }
    if (yield.find("mechanism") == nullptr) {
        yield.set("mechanism", yield.at, Node::scalar(name, yield.at));
    }
}

}  // namespace

void name_mechanisms(Node& root) {
    Node* routes = root.find("routes");
    if (routes == nullptr) {
        return;
    }
    for (Member& route : routes->members) {
        Node* steps = route.value.find("steps");
        if (steps == nullptr) {
            continue;
        }
        for (Node& step : steps->items) {
            Node* yield = step.find("yield");
            const std::string name = without_round(step.written_id);
            if (yield != nullptr && !name.empty()) {
                name_mechanism(*yield, name);
            }
        }
    }
}

}  // namespace packline::scenario
