// packline import: a line in a foreign form becomes a line of the dialect.

#include "models/cli/commands.hpp"
#include "models/cli/import_options.hpp"
#include "models/cli/write_file.hpp"
#include "models/scenario/import/line_files.hpp"
#include "models/scenario/read_line.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <iostream>

namespace packline::cli {

namespace {

namespace fs = std::filesystem;

Exit import(const Arguments& arguments) {
    const std::vector<std::string>& words = arguments.operands();
    if (words.front() != "smt2020") {
        throw UsageError(fmt::format("no form '{}' of tables; there is smt2020", words.front()));
    }
    if (words.size() < 2) {
        throw UsageError("which folder? say 'packline import smt2020 DIR -o LINE.yaml'");
    }
    const fs::path output = arguments.text("output").value_or("");
    if (output.extension() != ".yaml") {
        throw UsageError("where to? say --output LINE.yaml");
    }
    Diagnostics diagnostics;
    const std::optional<scenario::Node> line = import_tables(arguments, words[1], diagnostics);
    if (line) {
        scenario::read_line_tree(*line, {}, diagnostics);  // what a run would say
    }
    std::cerr << diagnostics;
    if (!line || !diagnostics.ok()) {
        return Exit::bad_input;
    }
    for (const scenario::LineFile& file : scenario::line_files(*line, output.stem().string())) {
        const fs::path path = output.parent_path() / file.name;
        write_file(path, file.text);
        fmt::print("{}\n", path.string());
    }
    return Exit::done;
}

}  // namespace

Command import_command() {
    std::vector<Option> options{{"output", "LINE.yaml",
                                 "the line; its routes and lots in process are put beside it",
                                 false, 'o'}};
    for (Option& o : import_options()) {
        options.push_back(std::move(o));
    }
    return {{.name = "import",
             .operand = "smt2020 DIR",
             .operands = 2,
             .about = "make a line of tables in the form of the SMT2020 testbed",
             .options = options,
             .example = "packline import smt2020 SMT2020_HVLM -o hvlm.yaml"},
            import};
}

}  // namespace packline::cli
