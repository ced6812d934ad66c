#include "models/cli/commands.hpp"

namespace packline::cli {

std::vector<Command> all_commands() {
    return {run_command(),     check_command(),    compare_command(), export_command(),
            rerun_command(),   describe_command(), schema_command(),  bench_command(),
            trace_command(),   forecast_command(), sweep_command(),   import_command(),
            snapshot_command()};
}

}  // namespace packline::cli
