#include "models/scenario/map_reader.hpp"

#include "models/scenario/nearest.hpp"
#include "sim/base/errors.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace packline::scenario {

MapReader::MapReader(const Node& node, std::string_view section_name, Diagnostics& diagnostics)
    : node_{node}, section_{section(section_name)}, diagnostics_{diagnostics} {
    if (!node.is_map()) {
        diagnostics_.error(
            node.at, fmt::format("{} (a {} is a map of keys)", describe(node.kind), section_.name),
            fmt::format("write `key: value` lines; see 'packline describe {}'", section_.name));
        return;
    }
    const std::vector<std::string> known = key_names(section_);
    for (const Member& m : node.members) {
        if (std::ranges::find(known, m.key) == known.end()) {
            diagnostics_.error(
                m.at, fmt::format("unknown key '{}' (a {} has no such key)", m.key, section_.name),
                suggest(m.key, known));
        }
    }
}

const Key& MapReader::described(std::string_view key) const {
    const auto it = std::ranges::find(section_.keys, key, &Key::name);
    expect(it != section_.keys.end(), "the reader asks for a key that the dialect does not list");
    return *it;
}

const Node* MapReader::value(std::string_view key) {
    const Key& k = described(key);
    const Node* found = node_.find(key);
    if (found == nullptr && k.absent == "required" && node_.is_map()) {
        diagnostics_.error(node_.at,
                           fmt::format("missing key '{}' (a {} needs it)", key, section_.name),
                           fmt::format("add `{}:` ({}): {}", key, k.type, k.meaning));
    }
    return found;
}

Location MapReader::at(std::string_view key) const {
    const Node* found = node_.find(key);
    return found == nullptr ? node_.at : found->at;
}

const std::string* MapReader::scalar(std::string_view key) {
    const Node* found = value(key);
    if (found == nullptr) {
        return nullptr;
    }
    if (!found->is_scalar() || found->text.empty()) {
        diagnostics_.error(found->at,
                           fmt::format("{} = {} ({} is wanted)", key,
                                       found->is_scalar() ? "nothing" : describe(found->kind),
                                       described(key).type),
                           std::string{described(key).meaning});
        return nullptr;
    }
    return &found->text;
}

void MapReader::wrong(std::string_view key, const std::string& given, const std::string& why) {
    diagnostics_.error(at(key), fmt::format("{} = {} ({})", key, given, why),
                       fmt::format("{}: {}", key, described(key).meaning));
}

void MapReader::error(std::string_view key, std::string problem, std::string help) {
    diagnostics_.error(at(key), std::move(problem), std::move(help));
}

std::string MapReader::text(std::string_view key) {
    const std::string* s = scalar(key);
    return s == nullptr ? std::string{} : *s;
}

Duration MapReader::duration(std::string_view key, Duration otherwise) {
    const std::string* s = scalar(key);
    if (s == nullptr) {
        return otherwise;
    }
    std::string why;
    const auto d = parse_duration(*s, why);
    if (!d) {
        wrong(key, *s, why);
    }
    return d.value_or(otherwise);
}

Distribution MapReader::time(std::string_view key) {
    const std::string* s = scalar(key);
    if (s == nullptr) {
        return {};
    }
    std::string why;
    auto d = parse_time(*s, why);
    if (!d) {
        wrong(key, *s, why);
        return {};
    }
    return std::move(*d);
}

double MapReader::real(std::string_view key, double otherwise,
                       std::optional<double> (*parse)(std::string_view, std::string&)) {
    const std::string* s = scalar(key);
    if (s == nullptr) {
        return otherwise;
    }
    std::string why;
    const auto x = parse(*s, why);
    if (!x) {
        wrong(key, *s, why);
    }
    return x.value_or(otherwise);
}

double MapReader::number(std::string_view key, double least, double most, double otherwise) {
    const std::string* s = scalar(key);
    if (s == nullptr) {
        return otherwise;
    }
    const auto x = parse_number(*s);
    if (!x || *x < least || *x > most) {
        wrong(key, *s, fmt::format("a number from {:g} to {:g} is wanted", least, most));
        return otherwise;
    }
    return *x;
}

double MapReader::share(std::string_view key, double otherwise) {
    return real(key, otherwise, parse_share);
}

double MapReader::number(std::string_view key, double otherwise) {
    return real(key, otherwise, parse_number);
}

double MapReader::area(std::string_view key, double otherwise) {
    return real(key, otherwise, parse_area);
}

double MapReader::density(std::string_view key, double otherwise) {
    return real(key, otherwise, parse_density);
}

Count MapReader::count(std::string_view key, std::int64_t least, std::int64_t most,
                       std::int64_t otherwise) {
    const std::string* s = scalar(key);
    if (s == nullptr) {
        return {otherwise, ""};
    }
    std::string why;
    const auto c = parse_count(*s, why);
    if (!c) {
        wrong(key, *s, why);
        return {otherwise, ""};
    }
    if (c->n < least || c->n > most) {
        wrong(key, *s, fmt::format("must be from {} to {}", least, most));
        return {otherwise, c->unit};
    }
    return *c;
}

bool MapReader::yes_no(std::string_view key, bool otherwise) {
    const std::string* s = scalar(key);
    if (s == nullptr) {
        return otherwise;
    }
    const auto x = parse_yes_no(*s);
    if (!x) {
        wrong(key, *s, "yes or no is wanted");
    }
    return x.value_or(otherwise);
}

std::size_t MapReader::choice(std::string_view key, const std::vector<std::string>& words,
                              std::size_t otherwise) {
    const std::string* s = scalar(key);
    if (s == nullptr) {
        return otherwise;
    }
    const auto it = std::ranges::find(words, *s);
    if (it == words.end()) {
        diagnostics_.error(
            at(key), fmt::format("{} = {} (one of {} is wanted)", key, *s, fmt::join(words, ", ")),
            suggest(*s, words));
        return otherwise;
    }
    return static_cast<std::size_t>(it - words.begin());
}

std::vector<const Node*> MapReader::list(std::string_view key) {
    std::vector<const Node*> out;
    const Node* found = value(key);
    if (found == nullptr) {
        return out;
    }
    if (!found->is_list()) {
        out.push_back(found);
        return out;
    }
    for (const Node& item : found->items) {
        out.push_back(&item);
    }
    return out;
}

const Node* MapReader::map(std::string_view key) {
    const Node* found = value(key);
    if (found != nullptr && !found->is_map()) {
        diagnostics_.error(found->at,
                           fmt::format("{} = {} (a map is wanted)", key, describe(found->kind)),
                           std::string{described(key).meaning});
        return nullptr;
    }
    return found;
}

}  // namespace packline::scenario
