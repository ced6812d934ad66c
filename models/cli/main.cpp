#include "models/cli/commands.hpp"
#include "sim/base/errors.hpp"

#include <cstdio>
#include <exception>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace packline::cli {

namespace {

std::string overview() {
    std::string out =
        "packline simulates semiconductor packaging lines: what ships, how fast, at what yield,\n"
        "and what limits it, with honest error bars.\n\nusage: packline COMMAND "
        "[...]\n\ncommands:\n";
    for (const Command& c : all_commands()) {
        out += fmt::format("  {:<10} {}\n", c.syntax.name, c.syntax.about);
    }
    out +=
        "\n'packline COMMAND --help' tells more. Start with:\n"
        "  packline run configs/lines/fowlp-ewlb.yaml\n\n"
        "exit status: 0 done, 1 a check failed, 2 bad input, 3 the machine failed, 130 "
        "interrupted\n";
    return out;
}

int finish(Exit code) { return static_cast<int>(code); }

int dispatch(const std::vector<std::string>& words) {
    if (words.empty() || words.front() == "--help" || words.front() == "-h" ||
        words.front() == "help") {
        fmt::print("{}", overview());
        return finish(words.empty() ? Exit::bad_input : Exit::done);
    }
    if (words.front() == "--version") {
        fmt::print("packline {}\n", PACKLINE_VERSION);
        return finish(Exit::done);
    }
    for (const Command& c : all_commands()) {
        if (c.syntax.name != words.front()) {
            continue;
        }
        const Arguments arguments{c.syntax, {words.begin() + 1, words.end()}};
        if (arguments.help()) {
            fmt::print("{}", help_text(c.syntax));
            return finish(Exit::done);
        }
        return finish(c.run(arguments));
    }
    throw UsageError(fmt::format("no command '{}'; 'packline --help' lists them", words.front()));
}

}  // namespace

}  // namespace packline::cli

int main(int count, char** words) {
    using packline::cli::Exit;
    try {
        return packline::cli::dispatch({words + 1, words + count});
    } catch (const packline::cli::UsageError& e) {
        fmt::print(stderr, "packline: {}\n", e.what());
        return static_cast<int>(Exit::bad_input);
    } catch (const packline::ModelError& e) {
        fmt::print(stderr, "packline: the model cannot go on: {}\n", e.what());
        return static_cast<int>(Exit::check_failed);
    } catch (const packline::IoError& e) {
        fmt::print(stderr, "packline: {}\n", e.what());
        return static_cast<int>(Exit::machine_failed);
    } catch (const packline::ContractError& e) {
        fmt::print(stderr, "packline: this is a bug in packline, please report it: {}\n", e.what());
        return static_cast<int>(Exit::machine_failed);
    } catch (const std::exception& e) {
        fmt::print(stderr, "packline: {}\n", e.what());
        return static_cast<int>(Exit::machine_failed);
    }
}
