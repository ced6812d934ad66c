#pragma once

#include "models/scenario/dialect.hpp"
#include "models/scenario/document.hpp"
#include "models/scenario/quantity.hpp"
#include "sim/base/diagnostics.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

/// Reads typed values out of one map of the text and reports what is wrong with each, so that
/// one pass finds all mistakes. A wrong or missing value is replaced by a harmless one; whoever
/// reads on looks at Diagnostics before a model is built.
class MapReader {
public:
    /// Reports keys that the section does not have. Requires: `node` and `diagnostics` outlive it.
    MapReader(const Node& node, std::string_view section, Diagnostics& diagnostics);

    bool has(std::string_view key) const { return node_.find(key) != nullptr; }
    /// The value under a key; null, with an error, where a required key is missing.
    const Node* value(std::string_view key);
    const Node& node() const { return node_; }
    Location at(std::string_view key) const;

    std::string text(std::string_view key);
    Duration duration(std::string_view key, Duration otherwise);
    Distribution time(std::string_view key);
    double share(std::string_view key, double otherwise);
    /// A plain number without a unit.
    double number(std::string_view key, double least, double most, double otherwise);
    double number(std::string_view key, double otherwise);   ///< above 0
    double area(std::string_view key, double otherwise);     ///< [mm2]
    double density(std::string_view key, double otherwise);  ///< [1/mm2]
    Count count(std::string_view key, std::int64_t least, std::int64_t most,
                std::int64_t otherwise);
    bool yes_no(std::string_view key, bool otherwise);
    /// One of these words: its place; reported and 0 where it is none of them.
    std::size_t choice(std::string_view key, const std::vector<std::string>& words,
                       std::size_t otherwise);
    /// A list, or one value that stands for a list of one; empty where the key is absent.
    std::vector<const Node*> list(std::string_view key);
    /// The map under a key, or null (with an error where it is no map).
    const Node* map(std::string_view key);

    void error(std::string_view key, std::string problem, std::string help);

private:
    double real(std::string_view key, double otherwise,
                std::optional<double> (*parse)(std::string_view, std::string&));
    /// The text of a scalar; null, with an error, where it is none.
    const std::string* scalar(std::string_view key);
    void wrong(std::string_view key, const std::string& value, const std::string& why);
    const Key& described(std::string_view key) const;

    const Node& node_;
    const Section& section_;
    Diagnostics& diagnostics_;
};

}  // namespace packline::scenario
