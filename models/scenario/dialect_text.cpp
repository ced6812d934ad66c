// The dialect for people (Markdown) and for editors (JSON Schema), from its one list of keys.

#include "models/scenario/dialect.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace packline::scenario {

std::string dialect_manual() {
    std::string out =
        "# The language of lines\n\n"
        "Written by `packline describe dialect`; do not edit by hand.\n\n"
        "A line is a YAML file. It is read strictly: unknown and duplicate keys, missing units and "
        "values out of range\nare errors, all reported at once with their place. Start from "
        "`lines/fowlp-ewlb.yaml`.\n\n"
        "## Values\n\n"
        "- duration: a number and a unit: `us ms s min h d wk` (`45 s`, `2.5 h`).\n"
        "- time: a duration, or a distribution in words without commas: `exp(8 h)`, `uniform(2 4 "
        "h)`,\n"
        "  `erlang(3 stages 8 h)`, `gamma(20 min cv 0.5)`, `lognormal(20 min cv 0.9)`, "
        "`weibull(120 h k 1.4)`,\n"
        "  `triangular(90 213 360 d)`, `pert(4 8 20 min)`, `beta(2 5 from 4 20 min)`,\n"
        "  `normal(10 min sd 2 min from 0 60 min)`, `empirical(3 4 4 7 min)`, `discrete(3 min 0.2 "
        "5 min 0.8)`.\n"
        "  First figures are means, except where least, most likely and greatest are given.\n"
        "- operation time: a time and what it is for: `/lot`, `/load` (also `/batch`, "
        "`/touchdown`), `/item` (also\n"
        "  `/wafer /panel /strip /boat`), `/site` (also `/die /unit /package`); or a rate: `7000 "
        "die/h`. Without a\n"
        "  word it is per lot, on batch stations per load. One draw per visit is multiplied by the "
        "count.\n"
        "- share: `0.998` or `99.8 %`. count: a whole number, with a word where one is needed (`25 "
        "wafers`).\n"
        "- size: `300 mm`, `10 x 8 mm`.\n"
        "- `${name}` stands for a parameter. `--set path=value` changes any value from the command "
        "line.\n";
    for (const Section& s : dialect()) {
        out += fmt::format(
            "\n## {} ({})\n\n| key | value | if absent | meaning |\n| --- | --- | --- | --- |\n",
            s.name, s.where);
        for (const Key& k : s.keys) {
            out += fmt::format("| `{}` | {} | {} | {} |\n", k.name, k.type, k.absent, k.meaning);
        }
    }
    return out;
}

namespace {

nlohmann::ordered_json schema_of(const Section& s) {
    nlohmann::ordered_json properties = nlohmann::ordered_json::object();
    std::vector<std::string> required;
    for (const Key& k : s.keys) {
        properties[std::string{k.name}] = {
            {"description", fmt::format("{} ({}; if absent: {})", k.meaning, k.type, k.absent)}};
        if (k.absent == "required") {
            required.emplace_back(k.name);
        }
    }
    nlohmann::ordered_json out;
    out["type"] = "object";
    out["properties"] = properties;
    out["additionalProperties"] = false;
    if (!required.empty()) {
        out["required"] = required;
    }
    return out;
}

nlohmann::ordered_json map_of(const char* section_name) {
    return {{"type", "object"},
            {"additionalProperties", {{"$ref", fmt::format("#/$defs/{}", section_name)}}}};
}

}  // namespace

std::string dialect_schema() {
    nlohmann::ordered_json out;
    out["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    out["title"] = "packline line";
    nlohmann::ordered_json line = schema_of(section("line"));
    // A file that extends another states only what differs.
    line.erase("required");
    for (const char* name : {"station", "route", "product", "calendar", "material"}) {
        line["properties"][std::string{name} + "s"] = map_of(name);
    }
    line["properties"]["carriers"] = map_of("carrier pool");
    line["properties"]["experiment"] = {{"$ref", "#/$defs/experiment"}};
    for (const auto& [key, value] : line.items()) {
        out[key] = value;
    }
    for (const Section& s : dialect()) {
        out["$defs"][std::string{s.name}] = schema_of(s);
    }
    out["$defs"]["station"].erase("required");
    return out.dump(2) + "\n";
}

}  // namespace packline::scenario
