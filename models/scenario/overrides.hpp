#pragma once

#include "models/scenario/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

/// Lays `over` on `base`: maps merge key by key and deeply, lists and scalars replace.
void merge(Node& base, Node over);

/// Changes from the command line, `path=value`, laid on the document in two stages: before
/// parameters are filled in and repeats expanded, and (what leads into steps) after it.
class Overrides {
public:
    /// Where `missed` is given, what leads nowhere is no mistake: it is told there, as written.
    Overrides(const std::vector<std::string>& sets, std::vector<std::string>* missed,
              Diagnostics& diagnostics);

    /// All that leads to no single step, parameters included.
    void apply_before_expansion(Node& root, Diagnostics& diagnostics);
    /// The values of the others, for the filling in of parameters.
    std::vector<Node*> step_values();
    /// What leads to steps, by their ids before or after expansion.
    void apply_to_steps(Node& root, Diagnostics& diagnostics);

private:
    struct Change {
        std::string shown;    ///< "--set #1"
        std::string written;  ///< "stations.track.tools=3"
        std::vector<std::string> path;
        Node value;
        bool to_step = false;
    };
    template <class Set>
    void attempt(const Change& change, Diagnostics& diagnostics, const Set& set);

    std::vector<Change> changes_;
    std::vector<std::string>* missed_;  ///< not owned; null: a path that leads nowhere is a mistake
};

}  // namespace packline::scenario
