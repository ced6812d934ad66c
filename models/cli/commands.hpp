#pragma once

#include "models/cli/arguments.hpp"

#include <vector>

namespace packline::cli {

/// What a program says by its exit status.
enum class Exit : int {
    done = 0,
    check_failed = 1,
    bad_input = 2,
    machine_failed = 3,
    interrupted = 130,
};

/// One command of the program.
struct Command {
    CommandSyntax syntax;
    Exit (*run)(const Arguments&);
};

Command run_command();
Command check_command();
Command compare_command();
Command export_command();
Command rerun_command();
Command describe_command();
Command schema_command();
Command bench_command();
Command trace_command();
Command forecast_command();
Command sweep_command();
Command import_command();
Command snapshot_command();

/// All commands, in the order of `packline --help`.
std::vector<Command> all_commands();

}  // namespace packline::cli
