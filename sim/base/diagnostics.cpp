#include "sim/base/diagnostics.hpp"

#include <algorithm>
#include <ostream>
#include <tuple>
#include <utility>

namespace packline {

void Diagnostics::error(Location at, std::string problem, std::string help) {
    entries_.push_back({Severity::error, std::move(at), std::move(problem), std::move(help)});
    ++errors_;
}

void Diagnostics::warning(Location at, std::string problem, std::string help) {
    entries_.push_back({Severity::warning, std::move(at), std::move(problem), std::move(help)});
}

std::vector<Diagnostics::Entry> Diagnostics::sorted() const {
    std::vector<Entry> all = entries_;
    const auto key = [](const Entry& e) { return std::tie(e.at, e.severity, e.problem); };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
    const auto same = [&](const Entry& a, const Entry& b) { return key(a) == key(b); };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

std::ostream& operator<<(std::ostream& out, const Diagnostics& all) {
    for (const Diagnostics::Entry& e : all.sorted()) {
        out << e.at.file;
        if (e.at.line > 0) {
            out << ':' << e.at.line << ':' << e.at.column;
        }
        out << (e.severity == Diagnostics::Severity::error ? ": error: " : ": warning: ")
            << e.problem << '\n';
        if (!e.help.empty()) {
            out << "    help: " << e.help << '\n';
        }
    }
    return out;
}

}  // namespace packline
