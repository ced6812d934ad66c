#include "models/scenario/read_line.hpp"

#include "models/scenario/check_line.hpp"
#include "models/scenario/check_names.hpp"
#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"
#include "models/scenario/sites.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {

std::optional<LineSpec> read_one(const Node& root, Diagnostics& diagnostics) {
    check_names(root, diagnostics);
    LineReader reader{root, diagnostics};
    LineSpec line = reader.read();
    if (diagnostics.ok()) {
        check_line(line, reader.locations(), diagnostics);
    }
    return diagnostics.ok() ? std::optional{std::move(line)} : std::nullopt;
}

std::optional<LineSpec> read_root(Node root, Diagnostics& diagnostics) {
    if (root.find("sites") == nullptr) {
        if (const Member* shared = root.member("shared_areas")) {
            diagnostics.error(shared->at, "shared_areas without sites that could share them",
                              "name the `sites:`, or leave it out");
        }
        return read_one(root, diagnostics);
    }
    // What is wrong at each site is told once.
    Node one = as_one_site(root);
    // These name what stands at a site.
    one.erase("budgets");
    one.erase("gates");
    one.erase("masks");
    if (Node* utilities = one.find("utilities")) {
        for (Member& utility : utilities->members) {
            utility.value.erase("at");
        }
    }
    one.erase("plans");
    if (!read_one(one, diagnostics) || !copy_to_sites(root, diagnostics)) {
        return std::nullopt;
    }
    return read_one(root, diagnostics);
}

std::optional<LineSpec> read_assembled(const std::optional<Node>& root, Diagnostics& diagnostics,
                                       std::string* text) {
    if (!root) {
        return std::nullopt;
    }
    if (text != nullptr) {
        *text = write_yaml(*root);
    }
    return read_root(*root, diagnostics);
}

}  // namespace

std::optional<LineSpec> read_line(const std::filesystem::path& path, const LoadOptions& options,
                                  Diagnostics& diagnostics, std::string* text) {
    return read_assembled(assemble(path, options, diagnostics), diagnostics, text);
}

std::optional<LineSpec> read_line_tree(Node tree, const LoadOptions& options,
                                       Diagnostics& diagnostics, std::string* text) {
    return read_assembled(assemble_tree(std::move(tree), options, diagnostics), diagnostics, text);
}

std::optional<LineSpec> read_line_text(const std::string& text, const std::string& shown,
                                       Diagnostics& diagnostics) {
    const std::optional<Node> root = assemble_text(text, shown, diagnostics);
    return root ? read_root(*root, diagnostics) : std::nullopt;
}

std::vector<std::string> keys_of(const Node* map) {
    std::vector<std::string> out;
    if (map != nullptr) {
        for (const Member& m : map->members) {
            out.push_back(m.key);
        }
    }
    return out;
}

namespace {
bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    if (!word.empty() && word.back() == 's') {
        word.remove_suffix(1);
    }
    return std::ranges::find(words, word) != words.end();
}
}  // namespace

bool is_item_word(std::string_view w) {
    return is_one_of(
        w, {"item", "wafer", "panel", "strip", "boat", "tray", "frame", "board", "substrate"});
}
bool is_site_word(std::string_view w) {
    return w == "dies" || w == "dice" || is_one_of(w, {"site", "die", "unit", "package", "module"});
}
bool is_lot_word(std::string_view w) { return is_one_of(w, {"lot"}); }
bool is_load_word(std::string_view w) {
    return w == "batch" || w == "batches" || is_one_of(w, {"load", "touchdown"});
}

LineReader::LineReader(const Node& root, Diagnostics& diagnostics)
    : root_{root}, diagnostics_{diagnostics} {}

LineSpec LineReader::read() {
    MapReader top{root_, "line", diagnostics_};
    if (!root_.is_map()) {
        return {};
    }
    line_.name = top.text("line");
    currency(top);
    estimates(top);
    names();
    areas();
    if (const Node* calendars = top.map("calendars")) {
        for (const Member& m : calendars->members) {
            calendar(m);
        }
    }
    mechanisms();
    regimes();
    materials();
    stocks();
    stockers();
    if (const Node* kits = top.map("tooling")) {
        for (const Member& m : kits->members) {
            kit(m);
        }
    }
    if (const Node* groups = top.map("operators")) {
        for (const Member& m : groups->members) {
            operator_group(m);
        }
    }
    utilities();
    if (const Node* stations = top.map("stations")) {
        for (const Member& m : stations->members) {
            station(m);
        }
    }
    utility_sites();
    planned_tools();
    qualifications();
    if (const Node* routes = top.map("routes")) {
        for (const Member& m : routes->members) {
            route(m);
        }
    }
    if (const Node* products = top.map("products")) {
        for (const Member& m : products->members) {
            product(m);
        }
    }
    if (const Node* releases = top.map("releases")) {
        for (const Member& m : releases->members) {
            release_stream(m);
        }
    }
    wip();
    tool_states();
    disruptions();
    experiment();
    return std::move(line_);
}

/// All names first, so that things may refer to what comes later in the text.
void LineReader::names() {
    if (const Node* areas = root_.find("areas")) {
        for (const Node& a : areas->items) {
            area_names_.push_back(a.text);
        }
    }
    calendar_names_ = keys_of(root_.find("calendars"));
    tooling_names_ = keys_of(root_.find("tooling"));
    station_names_ = keys_of(root_.find("stations"));
    material_names_ = keys_of(root_.find("materials"));
    carrier_names_ = keys_of(root_.find("carriers"));
    stocker_names_ = keys_of(root_.find("stockers"));
    fleet_names_ = keys_of(root_.find("vehicles"));
    utility_names_ = keys_of(root_.find("utilities"));
    route_names_ = keys_of(root_.find("routes"));
    product_names_ = keys_of(root_.find("products"));
    budget_names_ = keys_of(root_.find("budgets"));
    regime_names_ = keys_of(root_.find("regimes"));
}

std::uint32_t LineReader::find(const std::vector<std::string>& names, const std::string& name,
                               const Location& at, std::string_view what) {
    const auto it = std::ranges::find(names, name);
    if (it != names.end()) {
        return static_cast<std::uint32_t>(it - names.begin());
    }
    diagnostics_.error(
        at, fmt::format("no {} is called '{}'", what, name),
        names.empty() ? fmt::format("the line has no {} at all", what) : suggest(name, names));
    return 0;
}

void LineReader::areas() {
    if (area_names_.empty()) {
        area_names_.push_back("line");
    }
    for (const std::string& name : area_names_) {
        line_.areas.push_back({name});
    }
    line_.default_transfer = Distribution::constant(1.0);
    fleets();
    if (const Node* transfer = root_.find("transfer")) {
        transfers(*transfer);
    }
    find_homes();
}

namespace {

std::optional<Duration> clock_time(const std::string& text) {
    int h = 0;
    int min = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%d:%d%c", &h, &min, &rest) != 2 || h < 0 || h > 24 || min < 0 ||
        min > 59 || h * 60 + min > 24 * 60) {
        return std::nullopt;
    }
    return minutes(h * 60 + min);
}

/// Days that "Mon-Fri", "Sat" or "day" (all) stands for: first and last.
std::optional<std::pair<int, int>> day_range(const std::string& text) {
    constexpr std::array<std::string_view, 7> names{"Mon", "Tue", "Wed", "Thu",
                                                    "Fri", "Sat", "Sun"};
    if (text == "day") {
        return std::pair{0, 6};
    }
    const auto number = [&](std::string_view name) {
        const auto it = std::ranges::find(names, name);
        return it == names.end() ? -1 : static_cast<int>(it - names.begin());
    };
    const std::size_t dash = text.find('-');
    const int first = number(std::string_view{text}.substr(0, dash));
    const int last =
        dash == std::string::npos ? first : number(std::string_view{text}.substr(dash + 1));
    return first >= 0 && last >= first ? std::optional{std::pair{first, last}} : std::nullopt;
}

}  // namespace

void LineReader::calendar(const Member& member) {
    MapReader reader{member.value, "calendar", diagnostics_};
    CalendarSpec calendar;
    calendar.name = member.key;
    calendar.period = reader.duration("period", days(7));
    calendar.windows = windows(reader, "open", calendar.period);
    if (calendar.period == Duration{}) {
        reader.error("period", "a period of no length never ends", "write 1 wk or 24 h");
        calendar.period = days(7);
    }
    line_.calendars.push_back(std::move(calendar));
}

/// Windows of a period in ascending order.
std::vector<CalendarSpec::Window> LineReader::windows(MapReader& reader, std::string_view key,
                                                      Duration period) {
    std::vector<CalendarSpec::Window> out;
    for (const Node* window : reader.list(key)) {
        const std::string& text = window->text;
        const std::size_t space = text.find(' ');
        const std::size_t dash = text.find('-', space == std::string::npos ? 0 : space);
        std::string why;
        if (const auto range = day_range(text.substr(0, space));
            range && dash != std::string::npos) {
            const auto open = clock_time(text.substr(space + 1, dash - space - 1));
            const auto close = clock_time(text.substr(dash + 1));
            if (open && close && *open < *close) {
                for (int d = range->first; d <= range->second; ++d) {
                    out.push_back({days(d) + *open, days(d) + *close});
                }
                continue;
            }
        } else if (const std::size_t cut = text.find(" - "); cut != std::string::npos) {
            const auto open = parse_duration(text.substr(0, cut), why);
            const auto close = parse_duration(text.substr(cut + 3), why);
            if (open && close && *open < *close) {
                out.push_back({*open, *close});
                continue;
            }
        }
        diagnostics_.error(window->at, fmt::format("{} = {} (no window of time)", key, text),
                           "write `Mon-Fri 06:00-22:00`, `day 06:00-18:00` or `0 h - 16 h`");
    }
    std::ranges::sort(out, {}, &CalendarSpec::Window::open);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool overlaps = i > 0 && out[i].open < out[i - 1].close;
        if (overlaps || out[i].close > period) {
            reader.error(key, overlaps ? "two windows overlap" : "a window ends after the period",
                         "state each stretch of open time once, inside the period");
            break;
        }
    }
    return out;
}

void LineReader::mechanisms() {
    const Node* map = root_.find("mechanisms");
    if (map == nullptr) {
        return;
    }
    for (const Member& m : map->members) {
        if (m.value.text != "site" && m.value.text != "item") {
            diagnostics_.error(
                m.value.at,
                fmt::format("{} = {} (what one defect spoils is wanted)", m.key, m.value.text),
                "write `site` (a die, a package) or `item` (a wafer, a panel)");
        }
        mechanism_names_.push_back(m.key);
        line_.mechanisms.push_back({m.key, m.value.text == "item" ? Level::item : Level::site});
    }
}

MechanismId LineReader::mechanism(const std::string& name) {
    const auto it = std::ranges::find(mechanism_names_, name);
    if (it == mechanism_names_.end()) {
        mechanism_names_.push_back(name);
        line_.mechanisms.push_back({name, Level::site});
        return MechanismId::from_index(line_.mechanisms.size() - 1);
    }
    return MechanismId::from_index(static_cast<std::size_t>(it - mechanism_names_.begin()));
}

void LineReader::experiment() {
    ExperimentSpec& e = line_.experiment;
    const Node* node = root_.find("experiment");
    at_.experiment = node == nullptr ? root_.at : node->at;
    if (node == nullptr) {
        return;
    }
    MapReader reader{*node, "experiment", diagnostics_};
    e.horizon = reader.duration("horizon", e.horizon);
    e.replications =
        static_cast<std::uint32_t>(reader.count("replications", 1, 1'000'000, e.replications).n);
    e.seed = static_cast<std::uint32_t>(reader.count("seed", 0, 4'294'967'295, e.seed).n);
    const Node* warmup = reader.value("warmup");
    if (warmup != nullptr && warmup->text != "auto") {
        e.auto_warmup = false;
        e.warmup = reader.duration("warmup", Duration{});
    }
    if (e.horizon <= Duration{1'000'000}) {
        reader.error("horizon", "the run has no length", "write how long to simulate: 365 d");
    } else if (!e.auto_warmup && e.warmup >= e.horizon) {
        reader.error("warmup", "the warm-up leaves nothing of the run (the horizon includes it)",
                     "make the horizon longer or the warm-up shorter");
    }
}

}  // namespace packline::scenario
