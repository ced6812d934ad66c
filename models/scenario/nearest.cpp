#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace packline::scenario {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    // Names are short; what is longer is no slip of the finger, and would cost a square.
    constexpr std::size_t kLongest = 64;
    if (a.size() > kLongest || b.size() > kLongest) {
        return std::max(a.size(), b.size());
    }
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
    }
    return d[a.size()][b.size()];
}

std::string nearest(std::string_view wrong, const std::vector<std::string>& words) {
    const std::string* best = nullptr;
    std::size_t least = std::max<std::size_t>(1, wrong.size() / 3) + 1;
    for (const std::string& word : words) {
        const std::size_t distance = edit_distance(wrong, word);
        if (distance < least) {
            least = distance;
            best = &word;
        }
    }
    return best ? *best : std::string{};
}

std::string enumerate(const std::vector<std::string>& words, std::size_t most) {
    std::string out;
    for (std::size_t i = 0; i < words.size() && i < most; ++i) {
        out += (i > 0 ? ", " : "") + words[i];
    }
    if (words.size() > most) {
        out += fmt::format(" and {} more", words.size() - most);
    }
    return out;
}

std::string suggest(std::string_view wrong, const std::vector<std::string>& words) {
    if (const std::string word = nearest(wrong, words); !word.empty()) {
        return fmt::format("did you mean '{}'?", word);
    }
    return words.empty() ? std::string{"there are none"} : "have: " + enumerate(words);
}

}  // namespace packline::scenario
