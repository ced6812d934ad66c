#pragma once

#include "sim/base/time.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace packline::cli {

/// The command line itself is wrong; the message says what to write instead.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// One option of a command as people see it in `--help`.
struct Option {
    std::string name;      ///< without dashes
    std::string argument;  ///< empty for a switch
    std::string about;
    bool many = false;  ///< may be given more than once
    char letter = 0;    ///< short form, `-o`; 0: none
};

/// What a command takes: drives parsing and `--help` alike.
struct CommandSyntax {
    std::string name;
    std::string operand;  ///< "LINE.yaml", "RESULT.h5" or "TOPIC"; empty: none
    bool operand_needed = true;
    std::size_t operands = 1;  ///< at most
    std::string about;         ///< one line
    std::vector<Option> options;
    std::string example;
};

/// A parsed command line.
class Arguments {
public:
    /// Throws UsageError on unknown options, with the nearest known one.
    Arguments(const CommandSyntax& syntax, const std::vector<std::string>& words);

    bool help() const { return has("help"); }
    const std::string& operand() const { return operand_; }
    /// All that were given, the first one included.
    const std::vector<std::string>& operands() const { return operands_; }
    bool has(const std::string& name) const;
    std::optional<std::string> text(const std::string& name) const;
    std::vector<std::string> texts(const std::string& name) const;
    /// A whole number in [least, most]. Throws UsageError.
    std::optional<std::uint32_t> number(const std::string& name, std::uint32_t least,
                                        std::uint32_t most) const;
    /// A number in [least, most]. Throws UsageError.
    std::optional<double> real(const std::string& name, double least, double most) const;
    /// A length of time. Throws UsageError.
    std::optional<Duration> duration(const std::string& name) const;

private:
    struct Given {
        std::string name;
        std::string value;
    };
    std::string operand_;
    std::vector<std::string> operands_;
    std::vector<Given> given_;
};

/// The text of `packline COMMAND --help`.
std::string help_text(const CommandSyntax& syntax);

}  // namespace packline::cli
