#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

/// One key of the dialect. The reader refuses what is not listed, and the manual and the JSON
/// Schema are printed from the same list, so none of them can tell another story.
struct Key {
    std::string_view name;
    std::string_view type;     ///< "duration", "time", "count", "share", "yes or no", ...
    std::string_view absent;   ///< "required", or what holds without it
    std::string_view meaning;  ///< one sentence
};

inline constexpr std::string_view kRequired = "required";

/// The keys of one kind of map.
struct Section {
    std::string_view name;   ///< "station", "step", ...
    std::string_view where;  ///< where such maps stand
    std::span<const Key> keys;
};

std::span<const Section> dialect();
/// Requires: the dialect has it.
const Section& section(std::string_view name);
std::vector<std::string> key_names(const Section& section);

/// The manual of the dialect, in Markdown: configs/README.md.
std::string dialect_manual();
/// A JSON Schema for editors.
std::string dialect_schema();

}  // namespace packline::scenario
