#include "models/scenario/import/tab_table.hpp"

#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <sstream>
#include <utility>

namespace packline::scenario {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<double> parse_number(const std::string& text) {
    double x = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, x);
    return failure == std::errc{} && stop == end && std::isfinite(x) ? std::optional{x}
                                                                     : std::nullopt;
}

const std::string kBlank;

}  // namespace

std::vector<std::string> TableForm::all() const {
    std::vector<std::string> out{required.begin(), required.end()};
    out.insert(out.end(), optional.begin(), optional.end());
    out.insert(out.end(), ignored.begin(), ignored.end());
    return out;
}

std::vector<TabTable::Cell> TabTable::split(std::string_view line) {
    std::vector<Cell> out;
    for (std::size_t start = 0;;) {
        const std::size_t tab = line.find('\t', start);
        const std::string_view text =
            trimmed(line.substr(start, tab == std::string_view::npos ? tab : tab - start));
        if (text.starts_with('~')) {
            return out;  // the rest is a comment
        }
        out.push_back({std::string{text}, static_cast<int>(start) + 1});
        if (tab == std::string_view::npos) {
            return out;
        }
        start = tab + 1;
    }
}

TabTable::TabTable(const std::string& text, std::string shown, const TableForm& form,
                   Diagnostics& diagnostics)
    : shown_{std::move(shown)} {
    std::istringstream in{text};
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (line.find_first_not_of(" \t") == std::string::npos) {
            continue;
        }
        Row row{number, split(line)};
        if (row.cells.empty()) {
            continue;
        }
        if (columns_.empty()) {
            if (!header(row, form, diagnostics)) {
                return;
            }
            continue;
        }
        while (row.cells.size() > columns_.size() && row.cells.back().text.empty()) {
            row.cells.pop_back();
        }
        if (row.cells.size() > columns_.size()) {
            diagnostics.error({shown_, number, row.cells[columns_.size()].column},
                              fmt::format("{} cells ({} columns are named in the header)",
                                          row.cells.size(), columns_.size()),
                              "cells are separated by one tab each");
            continue;
        }
        rows_.push_back(std::move(row));
    }
}

bool TabTable::header(const Row& row, const TableForm& form, Diagnostics& diagnostics) {
    const std::vector<std::string> known = form.all();
    for (const Cell& cell : row.cells) {
        const Location at{shown_, row.line, cell.column};
        if (std::ranges::find(known, cell.text) == known.end()) {
            diagnostics.error(at, fmt::format("unknown column '{}'", cell.text),
                              suggest(cell.text, known));
        } else if (std::ranges::find(columns_, cell.text) != columns_.end()) {
            diagnostics.error(at, fmt::format("column '{}' comes twice", cell.text),
                              "leave out one of the two");
        }
        columns_.push_back(cell.text);
    }
    bool complete = true;
    for (const std::string_view column : form.required) {
        if (std::ranges::find(columns_, column) == columns_.end()) {
            complete = false;
            diagnostics.error({shown_, row.line, 1}, fmt::format("no column '{}'", column),
                              "the first row names the columns, with one tab between two");
        }
    }
    return complete;
}

const TabTable::Cell* TabTable::cell(std::size_t row, std::string_view column) const {
    const auto it = std::ranges::find(columns_, column);
    const auto i = static_cast<std::size_t>(it - columns_.begin());
    return i < rows_[row].cells.size() ? &rows_[row].cells[i] : nullptr;
}

TableRow::TableRow(const TabTable& table, std::size_t row, Diagnostics& diagnostics)
    : table_{table}, row_{row}, diagnostics_{diagnostics} {}

const std::string& TableRow::text(std::string_view column) const {
    const TabTable::Cell* cell = table_.cell(row_, column);
    return cell == nullptr ? kBlank : cell->text;
}

Location TableRow::at(std::string_view column) const {
    const TabTable::Cell* cell = table_.cell(row_, column);
    return {table_.shown_, table_.rows_[row_].line, cell == nullptr ? 1 : cell->column};
}

Location TableRow::at() const { return {table_.shown_, table_.rows_[row_].line, 1}; }

const std::string& TableRow::wanted(std::string_view column) const {
    const std::string& given = text(column);
    if (given.empty()) {
        error(column, fmt::format("{} is blank", column), "every row needs it");
    }
    return given;
}

double TableRow::number(std::string_view column, double least, double otherwise) const {
    const std::string& given = text(column);
    if (given.empty()) {
        return otherwise;
    }
    const std::optional<double> x = parse_number(given);
    if (!x || *x < least) {
        error(column, fmt::format("{} = {} (a number from {} on is wanted)", column, given, least),
              "write it with a point and without a unit: 12.5");
    }
    return x && *x >= least ? *x : otherwise;
}

std::int64_t TableRow::count(std::string_view column, std::int64_t least, std::int64_t most,
                             std::int64_t otherwise) const {
    const std::string& given = text(column);
    if (given.empty()) {
        return otherwise;
    }
    const std::optional<double> x = parse_number(given);
    if (!x || *x < static_cast<double>(least) || *x > static_cast<double>(most) ||
        std::floor(*x) != *x) {
        error(column,
              fmt::format("{} = {} (a whole number from {} to {} is wanted)", column, given, least,
                          most),
              "correct the number");
        return otherwise;
    }
    return static_cast<std::int64_t>(*x);
}

std::size_t TableRow::choice(std::string_view column, const std::vector<std::string>& words) const {
    const std::string& given = text(column);
    const auto it = std::ranges::find(words, given);
    if (it != words.end()) {
        return static_cast<std::size_t>(it - words.begin());
    }
    if (given.empty()) {
        error(column, fmt::format("{} is blank", column), suggest(given, words));
        return 0;
    }
    std::vector<std::string> have;
    std::ranges::copy_if(words, std::back_inserter(have),
                         [](const std::string& w) { return !w.empty(); });
    error(column, fmt::format("{} = {} (no known value)", column, given), suggest(given, have));
    return 0;
}

double TableRow::unit_seconds(std::string_view column) const {
    constexpr std::array<std::pair<std::string_view, double>, 12> units{{{"sec", 1},
                                                                         {"s", 1},
                                                                         {"min", 60},
                                                                         {"hr", 3600},
                                                                         {"hour", 3600},
                                                                         {"hours", 3600},
                                                                         {"h", 3600},
                                                                         {"day", 86'400},
                                                                         {"days", 86'400},
                                                                         {"d", 86'400},
                                                                         {"wk", 604'800},
                                                                         {"week", 604'800}}};
    const std::string& given = text(column);
    for (const auto& [name, seconds] : units) {
        if (name == given) {
            return seconds;
        }
    }
    error(column,
          given.empty() ? fmt::format("{} is blank (a time needs its unit)", column)
                        : fmt::format("{} = {} (no unit of time)", column, given),
          "write sec, min, hr, day or wk");
    return 0;
}

void TableRow::error(std::string_view column, std::string problem, std::string help) const {
    diagnostics_.error(at(column), std::move(problem), std::move(help));
}

void TableRow::warning(std::string_view column, std::string problem, std::string help) const {
    diagnostics_.warning(at(column), std::move(problem), std::move(help));
}

}  // namespace packline::scenario
