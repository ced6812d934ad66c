#pragma once

#include "models/packaging/lots/lot.hpp"

#include <array>
#include <string_view>

namespace packline::report {

/// How the parts of a lot's cycle time are called in metric names and for people.
struct TimePartName {
    std::string_view key;
    std::string_view label;
    std::string_view about;
};

/// In the order of packaging::TimePart.
inline constexpr std::array<TimePartName, packaging::kTimeParts> kTimePartNames{{
    {"wait_tool", "waiting for a tool", "in a queue, no tool free, mean per lot"},
    {"wait_batch", "waiting for batch", "in a queue, a tool free, load not complete"},
    {"wait_parts", "waiting for parts", "components or carriers missing"},
    {"wait_mates", "waiting for lot mates", "the rest of the lot not there yet"},
    {"setup", "setup", "in a tool that is being set up"},
    {"process", "process", "loading, operation, unloading"},
    {"down", "in a stopped tool", "inside a tool under repair, assist or off shift"},
    {"transport", "transport", "between areas"},
    {"hold", "hold", "on hold"},
    {"blocked", "blocked", "finished or released, no place in the next buffer"},
    {"wait_vehicle", "waiting for a vehicle", "called a vehicle, or waits for a departure"},
    {"wait_operator", "waiting for an operator", "a tool free or waiting inside it, nobody there"},
    {"wait_tooling", "waiting for tooling", "a tool free, its kit elsewhere, worn or away"},
}};

}  // namespace packline::report
