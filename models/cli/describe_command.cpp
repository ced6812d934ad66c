// packline describe, packline schema: the language of lines and the names of metrics.

#include "models/cli/commands.hpp"
#include "models/report/line_metrics.hpp"
#include "models/scenario/dialect.hpp"
#include "models/scenario/nearest.hpp"

#include <fmt/format.h>

namespace packline::cli {

namespace {

void print_metrics() {
    fmt::print(
        "Metrics of a run: names are stable; `*` is a product, station, mechanism, ...\n"
        "Each is a mean over replications with a 95 % half-width (--json, metrics.csv).\n\n");
    for (const MetricInfo& m : report::metric_patterns()) {
        fmt::print("  {:<36} {:<6} {}\n", m.name, m.unit, m.about);
    }
}

void print_section(const scenario::Section& s) {
    fmt::print("{}: {}\n\n", s.name, s.where);
    for (const scenario::Key& k : s.keys) {
        fmt::print("  {:<20} {}\n{:23}{}; if absent: {}\n", k.name, k.meaning, "", k.type,
                   k.absent);
    }
}

Exit describe(const Arguments& arguments) {
    const std::string& topic = arguments.operand();
    if (topic == "metrics") {
        print_metrics();
        return Exit::done;
    }
    if (topic == "dialect") {
        fmt::print("{}", scenario::dialect_manual());
        return Exit::done;
    }
    std::vector<std::string> topics{"metrics", "dialect"};
    for (const scenario::Section& s : scenario::dialect()) {
        if (s.name == topic) {
            print_section(s);
            return Exit::done;
        }
        topics.emplace_back(s.name);
    }
    if (!topic.empty()) {
        throw UsageError(
            fmt::format("nothing is called '{}'; {}", topic, scenario::suggest(topic, topics)));
    }
    fmt::print(
        "packline describe TOPIC tells about:\n"
        "  metrics              what a run measures, with units\n"
        "  dialect              the whole language of lines\n"
        "  line, station, step, product, route, ... one kind of map of that language:\n"
        "    {}\n",
        fmt::join(topics.begin() + 2, topics.end(), ", "));
    return Exit::done;
}

Exit schema(const Arguments&) {
    fmt::print("{}", scenario::dialect_schema());
    return Exit::done;
}

}  // namespace

Command describe_command() {
    return {{.name = "describe",
             .operand = "TOPIC",
             .operand_needed = false,
             .about = "explain the language of lines and the names of metrics",
             .options = {},
             .example = "packline describe station"},
            describe};
}

Command schema_command() {
    return {{.name = "schema",
             .operand = "",
             .operand_needed = false,
             .about = "print the JSON Schema of lines, for editors",
             .options = {},
             .example = "packline schema > line.schema.json"},
            schema};
}

}  // namespace packline::cli
