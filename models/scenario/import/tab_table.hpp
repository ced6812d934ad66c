#pragma once

#include "sim/base/diagnostics.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

/// The columns that a tab-separated table may have.
struct TableForm {
    std::vector<std::string_view> required;
    std::vector<std::string_view> optional;
    std::vector<std::string_view> ignored;  ///< for people; not looked at

    std::vector<std::string> all() const;
};

class TabTable;

/// One row. What is wrong with a cell is reported with file, row and column, and a harmless value
/// taken instead, so that one pass finds all mistakes.
class TableRow {
public:
    TableRow(const TabTable& table, std::size_t row, Diagnostics& diagnostics);

    /// Blank where the cell is empty or the table has no such column.
    const std::string& text(std::string_view column) const;
    bool blank(std::string_view column) const { return text(column).empty(); }
    Location at(std::string_view column) const;
    /// Of the row as a whole.
    Location at() const;

    /// The text of a cell that must not be blank.
    const std::string& wanted(std::string_view column) const;
    /// A number that is neither below `least` nor infinite.
    double number(std::string_view column, double least, double otherwise) const;
    /// A whole number in [least, most]; `2.0` is one.
    std::int64_t count(std::string_view column, std::int64_t least, std::int64_t most,
                       std::int64_t otherwise) const;
    /// One of these words: its place; 0 where blank, which must be one of them then.
    std::size_t choice(std::string_view column, const std::vector<std::string>& words) const;
    /// Seconds of the unit that a cell names: `sec min hr day`; 0, reported, where it names none.
    double unit_seconds(std::string_view column) const;

    void error(std::string_view column, std::string problem, std::string help) const;
    void warning(std::string_view column, std::string problem, std::string help) const;

private:
    const TabTable& table_;
    std::size_t row_;
    Diagnostics& diagnostics_;
};

/// A tab-separated table as it is read: a header, then rows. Cells at the end of a row may be left
/// out; a cell that begins with ~ starts a comment. Unknown, missing and repeated columns and cells
/// without a column are errors.
class TabTable {
public:
    TabTable() = default;
    TabTable(const std::string& text, std::string shown, const TableForm& form,
             Diagnostics& diagnostics);

    const std::string& shown() const { return shown_; }
    std::size_t size() const { return rows_.size(); }

private:
    friend class TableRow;
    struct Cell {
        std::string text;
        int column = 0;
    };
    struct Row {
        int line = 0;
        std::vector<Cell> cells;
    };
    static std::vector<Cell> split(std::string_view line);
    /// False where a column is missing that every row needs: rows would only repeat it.
    bool header(const Row& row, const TableForm& form, Diagnostics& diagnostics);
    const Cell* cell(std::size_t row, std::string_view column) const;

    std::string shown_;
    std::vector<std::string> columns_;
    std::vector<Row> rows_;
};

}  // namespace packline::scenario
