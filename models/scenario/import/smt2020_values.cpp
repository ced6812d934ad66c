// Times, dates and files of SMT2020 tables.

#include "models/scenario/import/smt2020_tables.hpp"
#include "models/scenario/text_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <fmt/format.h>
#include <system_error>

namespace packline::scenario::smt2020 {

namespace fs = std::filesystem;

namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// The dialect's word for a unit of so many seconds.
std::string unit_word(double seconds) {
    constexpr std::array<std::pair<double, const char*>, 5> words{
        {{1, "s"}, {60, "min"}, {3600, "h"}, {86'400, "d"}, {604'800, "wk"}}};
    for (const auto& [s, word] : words) {
        if (s == seconds) {
            return word;
        }
    }
    return "s";
}

/// Days from 1970-01-01 in the Gregorian calendar. Source: Howard Hinnant 2013,
/// "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
std::int64_t days_from_civil(std::int64_t y, std::int64_t m, std::int64_t d) {
    y -= m <= 2 ? 1 : 0;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t year = y - era * 400;
    const std::int64_t day = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146'097 + year * 365 + year / 4 - year / 100 + day - 719'468;
}

std::int64_t days_in_month(std::int64_t y, std::int64_t m) {
    return m == 12 ? 31 : days_from_civil(y, m + 1, 1) - days_from_civil(y, m, 1);
}

}  // namespace

std::string number_text(double x) {
    // Twelve digits: a microsecond in eleven days.
    return fmt::format("{:.12g}", x);
}

Time Time::times(double factor) const {
    Time out = *this;
    out.mean *= factor;
    out.half *= factor;
    return out;
}

std::string Time::text() const {
    switch (law) {
        case Law::uniform:
            if (half > 0) {
                return fmt::format("uniform({} {} {})", number_text(mean - half),
                                   number_text(mean + half), unit);
            }
            break;
        case Law::exponential:
            return fmt::format("exp({} {})", number_text(mean), unit);
        case Law::constant:
            break;
    }
    return fmt::format("{} {}", number_text(mean), unit);
}

Time time_of(const TableRow& row, std::string_view law, std::string_view mean,
             std::string_view half, std::string_view unit) {
    Time t;
    const std::size_t kind = row.choice(law, {"", "constant", "uniform", "exponential"});
    t.law =
        kind <= 1 ? Time::Law::constant : (kind == 2 ? Time::Law::uniform : Time::Law::exponential);
    row.wanted(mean);
    t.mean = row.number(mean, 0, 1);
    t.half = half.empty() ? 0 : row.number(half, 0, 0);
    if (const double s = row.unit_seconds(unit); s > 0) {
        t.unit_s = s;
        t.unit = unit_word(s);
    }
    if (t.half > 0 && t.law != Time::Law::uniform) {
        row.error(
            half,
            fmt::format("{} = {} (only a uniform time has a half-width)", half, row.text(half)),
            fmt::format("write {} = uniform, or leave the cell blank", law));
    } else if (t.half > t.mean) {
        row.error(half,
                  fmt::format("{} = {} (with the mean {} times would be negative)", half,
                              row.text(half), number_text(t.mean)),
                  "the half-width is at most the mean");
        t.half = 0;
    }
    if (t.law == Time::Law::exponential && t.mean == 0) {
        t.law = Time::Law::constant;
    }
    return t;
}

Time duration_of(const TableRow& row, std::string_view value, std::string_view unit) {
    Time t;
    t.mean = row.number(value, 0, 0);
    if (const double s = row.unit_seconds(unit); s > 0) {
        t.unit_s = s;
        t.unit = unit_word(s);
    }
    return t;
}

std::optional<std::int64_t> date_of(const TableRow& row, std::string_view column) {
    const std::string& text = row.text(column);
    int month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0;
    char rest = 0;
    const int read = std::sscanf(text.c_str(), "%d/%d/%d %d:%d:%d%c", &month, &day, &year, &hour,
                                 &minute, &second, &rest);
    if (year >= 0 && year < 100) {
        year += 2000;
    }
    if ((read != 6 && read != 3) || year < 1970 || year > 2999 || month < 1 || month > 12 ||
        day < 1 || day > days_in_month(year, month) || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59 || second < 0 || second > 59) {
        row.error(column, fmt::format("{} = {} (no date)", column, text),
                  "write month/day/year and the time: 01/31/18 07:29:20");
        return std::nullopt;
    }
    return days_from_civil(year, month, day) * 86'400 + hour * 3600 + minute * 60 + second;
}

Folder::Folder(fs::path path, Diagnostics& diagnostics)
    : path_{std::move(path)}, shown_{path_.lexically_normal().string()}, diagnostics_{diagnostics} {
    if (shown_.size() > 1 && shown_.back() == '/') {
        shown_.pop_back();
    }
    std::error_code failure;
    if (!fs::is_directory(path_, failure)) {
        diagnostics.error({shown_, 0, 0}, "is no folder of tables",
                          "name the folder that holds tool.txt.1l, part.txt, order.txt, ...");
        return;
    }
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator{path_, failure}) {
        if (entry.is_regular_file(failure)) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::ranges::sort(names);
    for (const std::string& name : names) {
        if (!files_.try_emplace(lower(name), name).second) {
            diagnostics.error({shown_ + "/" + name, 0, 0},
                              fmt::format("is there twice, as {}, too", files_[lower(name)]),
                              "upper and lower case do not matter: remove one of the two");
        }
    }
}

TabTable Folder::table(const std::vector<std::string>& names, const TableForm& form, bool needed) {
    for (const std::string& name : names) {
        const auto file = files_.find(lower(name));
        if (file == files_.end()) {
            continue;
        }
        read_[file->first] = true;
        const std::string shown = shown_ + "/" + file->second;
        const std::optional<std::string> text =
            read_text_file(path_ / file->second, shown, diagnostics_);
        return text ? TabTable{*text, shown, form, diagnostics_} : TabTable{};
    }
    if (needed) {
        diagnostics_.error({shown_ + "/" + names.front(), 0, 0}, "is not there",
                           "every data set has this table");
    }
    return {};
}

void Folder::tell_unread() const {
    for (const auto& [key, name] : files_) {
        if (!read_.contains(key)) {
            diagnostics_.warning({shown_ + "/" + name, 0, 0}, "is not read (no table of this name)",
                                 "tables: tool, part, its routes, order, WIP, setup, setupgrp, "
                                 "downcal, pmcal, attach, fromto");
        }
    }
}

const Step* Route::step(std::int64_t number) const {
    const auto it = std::ranges::find(steps, number, &Step::number);
    return it == steps.end() ? nullptr : &*it;
}

const Tool* Tables::tool(const std::string& family) const {
    const auto it = std::ranges::find(tools, family, &Tool::family);
    return it == tools.end() ? nullptr : &*it;
}

const Route* Tables::route_of(const std::string& part) const {
    const auto it = std::ranges::find(parts, part, &Part::name);
    const auto route = std::ranges::find(routes, it == parts.end() ? "" : it->route, &Route::name);
    return route == routes.end() ? nullptr : &*route;
}

}  // namespace packline::scenario::smt2020
