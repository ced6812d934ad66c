#pragma once

#include <cmath>
#include <concepts>
#include <fmt/format.h>
#include <iterator>
#include <string>
#include <string_view>

namespace packline::store::detail {

/// A table as text, after RFC 4180 (Shafranovich 2005), with LF instead of CRLF.
class CsvTable {
public:
    CsvTable& add(std::string_view field) {
        separate();
        if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
            text_ += field;
            return *this;
        }
        text_ += '"';
        for (const char c : field) {
            if (c == '"') text_ += '"';
            text_ += c;
        }
        text_ += '"';
        return *this;
    }
    /// The shortest text that reads back to the same number; nothing for a NaN.
    CsvTable& add(double number) {
        separate();
        if (!std::isnan(number)) fmt::format_to(std::back_inserter(text_), "{}", number);
        return *this;
    }
    CsvTable& add(std::integral auto number) {
        separate();
        fmt::format_to(std::back_inserter(text_), "{}", number);
        return *this;
    }
    void end_row() {
        text_ += '\n';
        first_ = true;
    }
    const std::string& text() const { return text_; }

private:
    void separate() {
        if (!first_) text_ += ',';
        first_ = false;
    }

    std::string text_;
    bool first_ = true;
};

}  // namespace packline::store::detail
