#include "models/scenario/csv_table.hpp"

#include "models/scenario/parse_yaml.hpp"

#include <fmt/format.h>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

namespace packline::scenario {

namespace {

/// The fields of one line with the column at which each starts.
std::vector<Node> split(const std::string& line, const Location& at, Diagnostics& diagnostics) {
    std::vector<Node> out;
    std::size_t i = 0;
    for (;;) {
        Location here = at;
        here.column = static_cast<int>(i) + 1;
        std::string field;
        if (i < line.size() && line[i] == '"') {
            for (++i;
                 i < line.size() && (line[i] != '"' || (i + 1 < line.size() && line[i + 1] == '"'));
                 ++i) {
                i += line[i] == '"' ? 1U : 0U;
                field += line[i];
            }
            if (i >= line.size()) {
                diagnostics.error(here, "a closing quote is missing", "close the field with \"");
            }
            ++i;
        } else {
            while (i < line.size() && line[i] != ',') {
                field += line[i++];
            }
        }
        out.push_back(Node::scalar(field, here));
        if (i >= line.size()) {
            return out;
        }
        ++i;  // the comma
    }
}

}  // namespace

namespace {

void move_to(Node& node, const Location& at) {
    node.at = at;
    for (Node& item : node.items) {
        move_to(item, at);
    }
    for (Member& m : node.members) {
        m.at = at;
        move_to(m.value, at);
    }
}

/// A field is plain text, or a list or map in brackets.
Node value_of(const Node& field, Diagnostics& diagnostics) {
    if (field.text.front() != '{' && field.text.front() != '[') {
        return field;
    }
    Diagnostics inside;
    std::optional<Node> value = parse_yaml(field.text, field.at.file, inside);
    if (!value) {
        const std::vector<Diagnostics::Entry> wrong = inside.sorted();
        diagnostics.error(field.at,
                          fmt::format("a field in brackets that is no list or map ({})",
                                      wrong.empty() ? "unknown" : wrong.front().problem),
                          "write {key: value} or [a, b], and quote the field if it has commas");
        return field;
    }
    move_to(*value, field.at);
    return std::move(*value);
}

}  // namespace

Node parse_csv(const std::string& text, const std::string& shown, Diagnostics& diagnostics) {
    Node table = Node::list({shown, 1, 1});
    std::vector<Node> header;
    std::istringstream in{text};
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (line.empty() || line.front() == '#') {
            continue;
        }
        const Location at{shown, number, 1};
        std::vector<Node> fields = split(line, at, diagnostics);
        if (header.empty()) {
            header = std::move(fields);
            continue;
        }
        if (fields.size() != header.size()) {
            diagnostics.error(
                at,
                fmt::format("{} fields ({} columns are named above)", fields.size(), header.size()),
                "quote fields that hold commas");
            continue;
        }
        Node row = Node::map(at);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (!fields[i].text.empty()) {
                row.set(header[i].text, fields[i].at, value_of(fields[i], diagnostics));
            }
        }
        table.items.push_back(std::move(row));
    }
    if (header.empty()) {
        diagnostics.error({shown, 1, 1}, "the table is empty (its first row names the columns)",
                          "add a row of column names");
    }
    return table;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"") == std::string::npos) {
        return text;
    }
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' ? std::string{"\"\""} : std::string{c};
    }
    return out + '"';
}

void name_rows(Node& table, std::string_view column, Diagnostics& diagnostics) {
    Node out = Node::map(table.at);
    for (Node& row : table.items) {
        const Node* name = row.find(column);
        if (name == nullptr) {
            diagnostics.error(row.at, fmt::format("the row has no `{}`", column),
                              fmt::format("name each row in a column `{}`", column));
        } else if (out.find(name->text) != nullptr) {
            diagnostics.error(name->at, fmt::format("'{}' is named twice", name->text),
                              "give each row a name of its own");
        } else {
            const std::string key = name->text;
            const Location at = name->at;
            out.set(key, at, std::move(row));
        }
    }
    table = std::move(out);
}

}  // namespace packline::scenario
