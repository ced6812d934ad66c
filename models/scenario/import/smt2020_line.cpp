// What the tables mean in words of the dialect: the line, its areas, its lots.

#include "models/scenario/import/smt2020_line.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace packline::scenario {

const std::vector<std::string>& mechanism_words() {
    static const std::vector<std::string> words{
        "batching",   "setup",  "maintenance", "breakdown", "queue-time",
        "dedication", "rework", "sampling",    "transport", "wip"};
    return words;
}

std::optional<Node> import_smt2020(const std::filesystem::path& folder,
                                   const Smt2020Options& options, Diagnostics& diagnostics) {
    smt2020::Folder files{folder, diagnostics};
    if (!diagnostics.ok()) {
        return std::nullopt;
    }
    smt2020::Tables tables;
    tables.at = {files.shown(), 0, 0};
    tables.name = std::filesystem::path{files.shown()}.filename().string();
    smt2020::read_tools(files, tables, diagnostics);
    smt2020::read_parts_and_routes(files, tables, diagnostics);
    smt2020::read_orders(files, tables, diagnostics);
    smt2020::read_wip(files, tables, diagnostics);
    smt2020::read_setups(files, tables, diagnostics);
    smt2020::read_calendars(files, tables, diagnostics);
    smt2020::read_moves(files, tables, diagnostics);
    files.tell_unread();
    if (!diagnostics.ok()) {
        return std::nullopt;
    }
    Node line = smt2020::line_of_tables(tables, options, diagnostics);
    return diagnostics.ok() ? std::optional{std::move(line)} : std::nullopt;
}

}  // namespace packline::scenario

namespace packline::scenario::smt2020 {

namespace {

/// A name of the dialect: letters, digits, _ and -.
std::string name_of(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return std::isalnum(c) == 0 && c != '_' && c != '-'; }, '_');
    return text.empty() ? "smt2020" : text;
}

Node areas_of(const Tables& tables) {
    Node areas = Node::list(tables.at);
    for (const Tool& t : tables.tools) {
        const bool there = std::ranges::any_of(
            areas.items, [&](const Node& area) { return area.text == t.location; });
        if (!there) {
            areas.items.push_back(Node::scalar(t.location, t.at));
        }
    }
    return areas;
}

Node transfer_of(const Tables& tables, const Smt2020Options& options) {
    Node transfer = Node::map(tables.at);
    // Moves that the table does not have take no time, or as good as none between two places.
    put(transfer, "default", "1 s", tables.at);
    for (const Move& m : tables.moves) {
        if (options.has(Mechanism::transport) && m.time.mean > 0) {
            put(transfer, m.from + " -> " + m.to, m.time.text(), m.at);
        }
    }
    return transfer;
}

}  // namespace

void put(Node& map, const std::string& key, const std::string& value, const Location& at) {
    map.set(key, at, Node::scalar(value, at));
}

void put(Node& map, const std::string& key, Node value) {
    const Location at = value.at;
    map.set(key, at, std::move(value));
}

Node line_of_tables(const Tables& tables, const Smt2020Options& options, Diagnostics& diagnostics) {
    const std::map<std::string, Use> uses = uses_of(tables, diagnostics);
    Node line = Node::map(tables.at);
    put(line, "line", name_of(tables.name), tables.at);
    put(line, "about", "A wafer fab imported from tables in the form of SMT2020", tables.at);
    put(line, "areas", areas_of(tables));
    put(line, "transfer", transfer_of(tables, options));
    put(line, "stations", stations_of(tables, uses, options, diagnostics));
    put(line, "routes", routes_of(tables, uses, options, diagnostics));
    put_products(line, tables, options, diagnostics);
    Node experiment = Node::map(tables.at);
    put(experiment, "horizon", number_text(kHorizonDays) + " d", tables.at);
    put(experiment, "warmup", "365 d", tables.at);
    put(line, "experiment", std::move(experiment));
    return line;
}

}  // namespace packline::scenario::smt2020
