#include "tests/oracle/event_table.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace packline::oracle {

namespace {

constexpr std::string_view kHeader = "time,event,lot,step,tool,items,sites";
constexpr std::string_view kEvents = "# events:";

[[noreturn]] void fail(const std::string& path, std::size_t line, const std::string& problem) {
    throw std::runtime_error(path + ":" + std::to_string(line) + ": " + problem);
}

std::set<std::string> known_events() {
    std::set<std::string> all;
    for (int k = 0; packaging::name(static_cast<packaging::TraceKind>(k)) != "?"; ++k) {
        all.emplace(packaging::name(static_cast<packaging::TraceKind>(k)));
    }
    return all;
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == ',') {
            cells.emplace_back();
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

std::optional<std::int64_t> count_of(const std::string& cell, const std::string& path,
                                     std::size_t line) {
    if (cell.empty()) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size()) {
        fail(path, line, "'" + cell + "' is not a count");
    }
    return value;
}

Time time_of(const std::string& cell, const std::string& path, std::size_t line) {
    char* end = nullptr;
    const double minutes = std::strtod(cell.c_str(), &end);
    if (cell.empty() || *end != '\0') {
        fail(path, line, "'" + cell + "' is not a time in minutes");
    }
    return Time{} + from_seconds(minutes * 60.0);
}

bool fits(const EventRow& expected, const EventRow& actual) {
    const auto same = [](const std::string& wanted, const std::string& found) {
        return wanted.empty() || wanted == found;
    };
    return expected.at == actual.at && expected.event == actual.event &&
           same(expected.lot, actual.lot) && same(expected.step, actual.step) &&
           same(expected.tool, actual.tool) &&
           (!expected.items || expected.items == actual.items) &&
           (!expected.sites || expected.sites == actual.sites);
}

/// Pairs the rows of one instant. Blanks make rows fit several others, so pairs are exchanged
/// along alternating paths until no more can be made.
class Pairing {
public:
    Pairing(std::vector<EventRow> expected, std::vector<EventRow> actual)
        : expected_{std::move(expected)}, actual_{std::move(actual)} {
        partner_.assign(actual_.size(), kNone);
        for (std::size_t e = 0; e < expected_.size(); ++e) {
            std::vector<bool> tried(actual_.size(), false);
            paired_ += pair(e, tried) ? 1U : 0U;
        }
    }
    bool complete() const { return paired_ == expected_.size() && paired_ == actual_.size(); }

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    bool pair(std::size_t e, std::vector<bool>& tried) {
        for (std::size_t a = 0; a < actual_.size(); ++a) {
            if (tried[a] || !fits(expected_[e], actual_[a])) {
                continue;
            }
            tried[a] = true;
            if (partner_[a] == kNone || pair(partner_[a], tried)) {
                partner_[a] = e;
                return true;
            }
        }
        return false;
    }

    std::vector<EventRow> expected_;
    std::vector<EventRow> actual_;
    std::vector<std::size_t> partner_;
    std::size_t paired_ = 0;
};

std::string text(const EventRow& row) {
    std::ostringstream out;
    out << static_cast<double>(row.at.us) / 60e6 << ' ' << row.event;
    for (const std::string& word : {row.lot, row.step, row.tool}) {
        out << (word.empty() ? "" : " ") << word;
    }
    if (row.items) {
        out << " items " << *row.items;
    }
    if (row.sites) {
        out << " sites " << *row.sites;
    }
    return out.str();
}

std::vector<EventRow> rows_at(const std::vector<EventRow>& rows, Time at) {
    std::vector<EventRow> found;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
                 [at](const EventRow& row) { return row.at == at; });
    return found;
}

std::set<Time> instants(const std::vector<EventRow>& a, const std::vector<EventRow>& b) {
    std::set<Time> all;
    for (const auto* rows : {&a, &b}) {
        for (const EventRow& row : *rows) {
            all.insert(row.at);
        }
    }
    return all;
}

/// Both tables, instant by instant, from two instants before `first` to three after it.
std::string side_by_side(const std::vector<EventRow>& expected, const std::vector<EventRow>& actual,
                         Time first) {
    const std::set<Time> all = instants(expected, actual);
    auto from = all.find(first);
    for (int back = 0; back < 2 && from != all.begin(); ++back) {
        --from;
    }
    std::ostringstream out;
    out << "first difference at " << static_cast<double>(first.us) / 60e6 << " min\n";
    for (int shown = 0; from != all.end() && shown < 6; ++from, ++shown) {
        const auto left = rows_at(expected, *from);
        const auto right = rows_at(actual, *from);
        const bool same = Pairing{left, right}.complete();
        for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
            std::string cell = i < left.size() ? text(left[i]) : "";
            cell.resize(std::max<std::size_t>(cell.size(), 44), ' ');
            out << (same ? "   " : " ! ") << cell << " | "
                << (i < right.size() ? text(right[i]) : "") << '\n';
        }
    }
    return out.str();
}

}  // namespace

EventTable read_event_table(const std::string& path) {
    std::ifstream file{path};
    std::string line;
    if (!std::getline(file, line) || !line.starts_with(kEvents)) {
        fail(path, 1, "does not start with '# events:'");
    }
    EventTable table;
    const std::set<std::string> known = known_events();
    std::istringstream words{line.substr(kEvents.size())};
    for (std::string word; words >> word;) {
        if (!known.contains(word)) {
            fail(path, 1, "no trace has events '" + word + "'");
        }
        table.events.insert(word);
    }
    if (!std::getline(file, line) || line != kHeader) {
        fail(path, 2, "the header is not " + std::string{kHeader});
    }
    for (std::size_t number = 3; std::getline(file, line); ++number) {
        const std::vector<std::string> cells = split(line);
        if (cells.size() != 7 || !table.events.contains(cells[1])) {
            fail(path, number, "not 7 cells, or an event that line 1 does not list");
        }
        const Time at = time_of(cells[0], path, number);
        if (!table.rows.empty() && at < table.rows.back().at) {
            fail(path, number, "rows are not in order of time");
        }
        table.rows.push_back({at, cells[1], cells[2], cells[3], cells[4],
                              count_of(cells[5], path, number), count_of(cells[6], path, number)});
    }
    return table;
}

std::vector<EventRow> select(const std::vector<packaging::TraceRow>& trace,
                             const std::set<std::string>& events) {
    std::vector<EventRow> rows;
    for (const packaging::TraceRow& row : trace) {
        const std::string event{packaging::name(row.kind)};
        if (events.contains(event)) {
            rows.push_back({row.at, event, row.lot, row.step, row.tool, row.items, row.sites});
        }
    }
    return rows;
}

std::optional<std::string> difference(const std::vector<EventRow>& expected,
                                      const std::vector<EventRow>& actual) {
    for (const Time at : instants(expected, actual)) {
        if (!Pairing{rows_at(expected, at), rows_at(actual, at)}.complete()) {
            return side_by_side(expected, actual, at);
        }
    }
    return std::nullopt;
}

}  // namespace packline::oracle
