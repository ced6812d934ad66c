// The dialect for people (Markdown) and for editors (JSON Schema), from its one list of keys.

#include "models/scenario/dialect.hpp"

#include <algorithm>
#include <cstddef>
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
        "- size: `300 mm`, `10 x 8 mm`. area: `200 mm2`, `2 cm2` or a size. defects by area: `0.09 "
        "per cm2`.\n"
        "- amount of money: `0.25 $`, `350 k$`, `1.2 M$`, per time `14 $/h`, `60 k$/y`, for what "
        "is "
        "used up `3 $/wafer`;\n"
        "  in another `currency:` its three letters stand for `$`.\n"
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

using Json = nlohmann::ordered_json;

Json reference_to(std::string_view section_name) {
    return {{"$ref", fmt::format("#/$defs/{}", section_name)}};
}

/// Takes the words before `separator` off the front of `rest`.
std::string_view take(std::string_view& rest, std::string_view separator) {
    const std::string_view first = rest.substr(0, rest.find(separator));
    rest.remove_prefix(std::min(rest.size(), first.size() + separator.size()));
    return first;
}

/// Whether "each of `stages:` of a gate or mask" speaks of this key of this owner. Without an owner
/// it is the line's; what stands under two keys has no one shape.
bool speaks_of(std::string_view place, const Key& key, const Section& owner) {
    if (place.find(fmt::format("`{}:`", key.name)) == std::string_view::npos ||
        place.find(" and ") != std::string_view::npos) {
        return false;
    }
    for (const std::string_view of : {" of a ", " of an "}) {
        if (const std::size_t at = place.find(of); at != std::string_view::npos) {
            std::string_view owners = place.substr(at + of.size());
            while (!owners.empty()) {
                if (take(owners, " or ") == owner.name) {
                    return true;
                }
            }
            return false;
        }
    }
    return owner.name == "line";
}

/// The section that stands under a key, by what the sections say of their place; none where the
/// key holds plain values.
const Section* section_under(const Key& key, const Section& owner) {
    for (const Section& s : dialect()) {
        std::string_view places = s.where;
        while (!places.empty()) {
            if (speaks_of(take(places, ", "), key, owner)) {
                return &s;
            }
        }
    }
    return nullptr;
}

/// What a key may hold: a map of the section under it, a list of them, or names to them.
Json schema_of(const Key& key, const Section& owner) {
    Json out{
        {"description", fmt::format("{} ({}; if absent: {})", key.meaning, key.type, key.absent)}};
    const Section* under = section_under(key, owner);
    if (under == nullptr) {
        return out;
    }
    Json inner = reference_to(under->name);
    if (under->name == "step") {
        inner = {{"anyOf", {inner, reference_to("repeat")}}};
    }
    const auto says = [&](std::string_view word) {
        return key.type.find(word) != std::string_view::npos;
    };
    const Json plain{{"type", {"string", "number", "boolean", "null"}}};
    Json choices = Json::array({plain});
    if (says("map of") || says("map to")) {
        if (says("maps")) {
            inner = {{"anyOf", {plain, inner}}};
        }
        choices.push_back({{"type", "object"}, {"additionalProperties", inner}});
    } else if (says("map")) {
        choices.push_back(inner);
    }
    if (says("list")) {
        choices.push_back({{"type", "array"}, {"items", inner}});
    }
    out["anyOf"] = choices;
    return out;
}

/// Nothing is required: a file that extends another states only what differs.
Json schema_of(const Section& s) {
    Json properties = Json::object();
    for (const Key& k : s.keys) {
        properties[std::string{k.name}] = schema_of(k, s);
    }
    return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
}

}  // namespace

std::string dialect_schema() {
    Json out;
    out["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    out["title"] = "packline line";
    const Json line = schema_of(section("line"));
    for (const auto& [key, value] : line.items()) {
        out[key] = value;
    }
    for (const Section& s : dialect()) {
        out["$defs"][std::string{s.name}] = schema_of(s);
    }
    return out.dump(2) + "\n";
}

}  // namespace packline::scenario
