#pragma once

#include "models/cli/arguments.hpp"
#include "models/packaging/spec/line_spec.hpp"

#include <optional>
#include <string>
#include <vector>

namespace packline::cli {

/// A line as read, and the text that reads back as the same line, overrides applied.
struct LineInput {
    packaging::LineSpec spec;
    std::string text;
};

/// Options of all commands that read a line: --set, --horizon, --replications and so on, each
/// the same as a `--set` of a path.
std::vector<Option> line_options();

/// The line that is named, or the folder of `--smt2020`. Throws UsageError unless it is one of
/// them.
std::string line_or_tables(const Arguments& arguments);

/// Reads and checks a line; prints what is wrong to stderr. None where it cannot be run.
std::optional<LineInput> read_line_input(const Arguments& arguments);
/// The same for a line of this path, files `with` laid over it and `more_sets` applied last.
/// `missed`: receives the `--set`s that lead nowhere; null: they are mistakes.
std::optional<LineInput> read_line_input(const Arguments& arguments, const std::string& path,
                                         const std::vector<std::string>& with,
                                         const std::vector<std::string>& more_sets,
                                         std::vector<std::string>* missed = nullptr);

}  // namespace packline::cli
