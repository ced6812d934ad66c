#include "models/cli/arguments.hpp"

#include "models/scenario/nearest.hpp"
#include "models/scenario/quantity.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace packline::cli {

namespace po = boost::program_options;

namespace {

po::options_description describe(const CommandSyntax& syntax) {
    po::options_description all;
    for (const Option& o : syntax.options) {
        const std::string names = o.letter == 0 ? o.name : o.name + "," + o.letter;
        if (o.argument.empty()) {
            all.add_options()(names.c_str(), "");
        } else {
            all.add_options()(names.c_str(), po::value<std::vector<std::string>>()->composing(),
                              "");
        }
    }
    all.add_options()("help", "")("operand", po::value<std::vector<std::string>>());
    return all;
}

[[noreturn]] void unknown_option(const CommandSyntax& syntax, const std::string& given) {
    std::vector<std::string> known;
    for (const Option& o : syntax.options) {
        known.push_back("--" + o.name);
    }
    throw UsageError(fmt::format("'{}' has no option '{}'; {}", syntax.name, given,
                                 scenario::suggest(given, known)));
}

}  // namespace

Arguments::Arguments(const CommandSyntax& syntax, const std::vector<std::string>& words) {
    const po::options_description all = describe(syntax);
    po::positional_options_description operands;
    operands.add("operand", -1);
    try {
        // No guessing: an option that is spelt half may mean another one tomorrow.
        const int style =
            po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
        const po::parsed_options parsed =
            po::command_line_parser(words).options(all).positional(operands).style(style).run();
        for (const auto& option : parsed.options) {
            const std::string value = option.value.empty() ? "" : option.value.front();
            if (option.string_key != "operand") {
                given_.push_back({option.string_key, value});
            } else if (operands_.size() < syntax.operands) {
                operands_.push_back(value);
                operand_ = operands_.front();
            } else {
                throw UsageError(fmt::format("'{}' takes {} {}, not '{}' as well", syntax.name,
                                             syntax.operands == 1 ? "one" : "only", syntax.operand,
                                             value));
            }
        }
    } catch (const po::unknown_option& e) {
        unknown_option(syntax, e.get_option_name());
    } catch (const po::error& e) {
        throw UsageError(e.what());
    }
    for (const Option& o : syntax.options) {
        if (!o.many && texts(o.name).size() > 1) {
            throw UsageError(fmt::format("--{} is given twice", o.name));
        }
    }
    if (help()) {
        return;
    }
    if (operand_.empty() && syntax.operand_needed && !syntax.operand.empty()) {
        throw UsageError(fmt::format("'{}' needs a {}", syntax.name, syntax.operand));
    }
    if (!operand_.empty() && syntax.operand.empty()) {
        throw UsageError(fmt::format("'{}' takes no '{}'", syntax.name, operand_));
    }
}

bool Arguments::has(const std::string& name) const {
    return std::ranges::any_of(given_, [&](const Given& g) { return g.name == name; });
}

std::vector<std::string> Arguments::texts(const std::string& name) const {
    std::vector<std::string> out;
    for (const Given& g : given_) {
        if (g.name == name) {
            out.push_back(g.value);
        }
    }
    return out;
}

std::optional<std::string> Arguments::text(const std::string& name) const {
    const std::vector<std::string> all = texts(name);
    return all.empty() ? std::nullopt : std::optional{all.front()};
}

std::optional<std::uint32_t> Arguments::number(const std::string& name, std::uint32_t least,
                                               std::uint32_t most) const {
    const std::optional<std::string> given = text(name);
    if (!given) {
        return std::nullopt;
    }
    std::uint32_t n = 0;
    const char* end = given->data() + given->size();
    const auto [stop, failure] = std::from_chars(given->data(), end, n);
    if (failure != std::errc{} || stop != end || n < least || n > most) {
        throw UsageError(fmt::format("--{} {} (must be a whole number from {} to {})", name, *given,
                                     least, most));
    }
    return n;
}

std::optional<double> Arguments::real(const std::string& name, double least, double most) const {
    const std::optional<std::string> given = text(name);
    if (!given) {
        return std::nullopt;
    }
    double x = 0;
    const char* end = given->data() + given->size();
    const auto [stop, failure] = std::from_chars(given->data(), end, x);
    // Written so that it refuses what is not a number, too.
    if (failure != std::errc{} || stop != end || !(x >= least && x <= most)) {
        throw UsageError(
            fmt::format("--{} {} (must be a number from {} to {})", name, *given, least, most));
    }
    return x;
}

std::optional<Duration> Arguments::duration(const std::string& name) const {
    const std::optional<std::string> given = text(name);
    if (!given) {
        return std::nullopt;
    }
    std::string why;
    const std::optional<Duration> out = scenario::parse_duration(*given, why);
    if (!out) {
        throw UsageError(fmt::format("--{} '{}' ({})", name, *given, why));
    }
    return out;
}

std::string help_text(const CommandSyntax& syntax) {
    std::string out = fmt::format("packline {} - {}\n\nusage: packline {}", syntax.name,
                                  syntax.about, syntax.name);
    if (!syntax.operand.empty()) {
        out += syntax.operand_needed ? " " + syntax.operand : " [" + syntax.operand + "]";
    }
    out += syntax.options.empty() ? "\n" : " [options]\n\noptions:\n";
    for (const Option& o : syntax.options) {
        const std::string names =
            o.letter == 0 ? "--" + o.name : fmt::format("-{}, --{}", o.letter, o.name);
        const std::string left = o.argument.empty() ? names : names + " " + o.argument;
        out += fmt::format("  {:<24} {}\n", left, o.about);
    }
    if (!syntax.example.empty()) {
        out += "\nexample:\n  " + syntax.example + "\n";
    }
    return out;
}

}  // namespace packline::cli
