#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace packline::report {

/// Rows that are written as CSV or as JSON: one list of columns, so that both call things the same.
class RowTable {
public:
    /// How CSV writes the fractions of a column.
    static constexpr int kShortest = -1;
    struct Column {
        std::string name;
        int decimals = kShortest;
    };
    /// monostate: nothing is told. A share of nothing is `inf` in CSV and null in JSON, which has
    /// no such number.
    using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;

    explicit RowTable(std::vector<Column> columns) : columns_{std::move(columns)} {}

    /// Requires: a value for each column.
    void add(std::vector<Value> row);

    std::size_t rows() const { return rows_.size(); }
    /// The names first, then a line for each row.
    std::string csv() const;
    /// A list of objects; numbers in full.
    nlohmann::ordered_json json() const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<Value>> rows_;
};

/// One of the tables that go with an answer, by the name of its file.
struct NamedTable {
    std::string name;
    RowTable table;
};

/// A count, of whatever width.
template <class Count>
RowTable::Value count_of(Count n) {
    return static_cast<std::int64_t>(n);
}

}  // namespace packline::report
