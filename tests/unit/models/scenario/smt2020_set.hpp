#pragma once

#include "models/scenario/import/smt2020.hpp"
#include "tests/unit/models/scenario/line_text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace packline::scenario {

namespace fs = std::filesystem;

/// The bundled tables in the form of SMT2020.
inline fs::path small_tables() { return fs::path{PACKLINE_SOURCE_DIR} / "configs/smt2020/small"; }

/// A copy of the small set in a folder of its own.
class SmallTables {
public:
    SmallTables() : folder_{temporary_.path() / "small"} { fs::copy(small_tables(), folder_); }

    /// Puts another text into a cell; row 1 is the header.
    void change(const std::string& file, std::size_t row, const std::string& column,
                const std::string& text) {
        std::vector<std::vector<std::string>> rows = read(file);
        const auto& header = rows.front();
        const auto it = std::find(header.begin(), header.end(), column);
        REQUIRE(it != header.end());
        rows.at(row - 1).at(static_cast<std::size_t>(it - header.begin())) = text;
        write(file, rows);
    }
    void add_row(const std::string& file, const std::string& row) {
        std::ofstream{folder_ / file, std::ios::app} << row << '\n';
    }
    void put_file(const std::string& file, const std::string& text) {
        std::ofstream{folder_ / file, std::ios::binary} << text;
    }
    std::string text(const std::string& file) const {
        return test::read_text((folder_ / file).string());
    }
    void remove(const std::string& file) { fs::remove(folder_ / file); }

    Outcome import(const Smt2020Options& options = {}) {
        Outcome out;
        Diagnostics diagnostics;
        if (auto tree = import_smt2020(folder_, options, diagnostics)) {
            out.text = write_yaml(*tree);
            out.line = read_line_tree(std::move(*tree), {}, diagnostics);
        }
        std::ostringstream said;
        said << diagnostics;
        out.messages = said.str();
        // Shown as if the folder were here.
        const std::string where = folder_.string() + "/";
        for (std::size_t at = 0; (at = out.messages.find(where)) != std::string::npos;) {
            out.messages.erase(at, where.size());
        }
        return out;
    }

private:
    std::vector<std::vector<std::string>> read(const std::string& file) const {
        std::vector<std::vector<std::string>> rows;
        std::ifstream in{folder_ / file};
        for (std::string line; std::getline(in, line);) {
            rows.emplace_back();
            std::istringstream cells{line};
            for (std::string cell; std::getline(cells, cell, '\t');) {
                rows.back().push_back(cell);
            }
            rows.back().resize(rows.front().size());
        }
        return rows;
    }
    void write(const std::string& file, const std::vector<std::vector<std::string>>& rows) const {
        std::ofstream out{folder_ / file};
        for (const auto& row : rows) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                out << (i > 0 ? "\t" : "") << row[i];
            }
            out << '\n';
        }
    }

    test::TemporaryFolder temporary_;
    fs::path folder_;
};

}  // namespace packline::scenario
