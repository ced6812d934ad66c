#include "models/report/row_table.hpp"

#include "models/scenario/csv_table.hpp"
#include "sim/base/errors.hpp"

#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace packline::report {

namespace {

std::string field_of(const RowTable::Value& value, int decimals) {
    return std::visit(
        [&](const auto& v) -> std::string {
            using T = std::remove_cvref_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return "";
            } else if constexpr (std::is_same_v<T, bool>) {
                return v ? "yes" : "no";
            } else if constexpr (std::is_same_v<T, double>) {
                return decimals == RowTable::kShortest ? fmt::format("{:g}", v)
                                                       : fmt::format("{:.{}f}", v, decimals);
            } else if constexpr (std::is_same_v<T, std::string>) {
                return scenario::csv_field(v);
            } else {
                return fmt::format("{}", v);
            }
        },
        value);
}

nlohmann::ordered_json json_of(const RowTable::Value& value) {
    return std::visit(
        [](const auto& v) -> nlohmann::ordered_json {
            using T = std::remove_cvref_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<T, double>) {
                return std::isfinite(v) ? nlohmann::ordered_json(v) : nullptr;
            } else {
                return v;
            }
        },
        value);
}

}  // namespace

void RowTable::add(std::vector<Value> row) {
    expect(row.size() == columns_.size(), "a row has a value for each column");
    rows_.push_back(std::move(row));
}

std::string RowTable::csv() const {
    std::string out;
    for (const Column& c : columns_) {
        out += (out.empty() ? "" : ",") + c.name;
    }
    out += '\n';
    for (const std::vector<Value>& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += (i == 0 ? "" : ",") + field_of(row[i], columns_[i].decimals);
        }
        out += '\n';
    }
    return out;
}

nlohmann::ordered_json RowTable::json() const {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const std::vector<Value>& row : rows_) {
        nlohmann::ordered_json object = nlohmann::ordered_json::object();
        for (std::size_t i = 0; i < row.size(); ++i) {
            object[columns_[i].name] = json_of(row[i]);
        }
        out.push_back(std::move(object));
    }
    return out;
}

}  // namespace packline::report
