#include "models/scenario/quantity.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>
#include <vector>

namespace packline::scenario {

namespace {

struct Unit {
    std::string_view name;
    double seconds;
};
constexpr std::array<Unit, 7> kUnits{{{"us", 1e-6},
                                      {"ms", 1e-3},
                                      {"s", 1},
                                      {"min", 60},
                                      {"h", 3600},
                                      {"d", 86'400},
                                      {"wk", 604'800}}};
constexpr std::string_view kUnitNames = "us, ms, s, min, h, d or wk";

std::optional<double> unit_seconds(std::string_view word) {
    for (const Unit& u : kUnits) {
        if (u.name == word) {
            return u.seconds;
        }
    }
    return std::nullopt;
}

std::string_view trim(std::string_view s) {
    while (!s.empty() && s.front() == ' ') {
        s.remove_prefix(1);
    }
    while (!s.empty() && s.back() == ' ') {
        s.remove_suffix(1);
    }
    return s;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : text) {
        if (c == ' ') {
            if (!word.empty()) {
                out.push_back(std::move(word));
                word.clear();
            }
        } else {
            word += c;
        }
    }
    if (!word.empty()) {
        out.push_back(word);
    }
    return out;
}

/// A finite number at the start of `text`; what is left stays in `text`.
std::optional<double> take_number(std::string_view& text) {
    double x = 0;
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, x);
    // from_chars reads "nan" and "inf" too; neither is a quantity.
    if (failure != std::errc{} || !std::isfinite(x)) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    return x;
}

std::optional<double> whole_number(std::string_view text) {
    const auto x = take_number(text);
    return x && text.empty() ? x : std::nullopt;
}

std::optional<double> parse_seconds(std::string_view text, std::string& why) {
    text = trim(text);
    const auto x = take_number(text);
    if (!x) {
        why = fmt::format("a number with a unit is wanted: {}", kUnitNames);
        return std::nullopt;
    }
    text = trim(text);
    if (text.empty()) {
        why = fmt::format("a unit is missing: {}", kUnitNames);
        return std::nullopt;
    }
    const auto unit = unit_seconds(text);
    if (!unit) {
        why = fmt::format("'{}' is no unit of time: {}", text, kUnitNames);
        return std::nullopt;
    }
    const double s = *x * *unit;
    if (s < 0 || s > kLongestInputSeconds) {
        why = s < 0 ? "a time cannot be negative" : "more than 100,000 years";
        return std::nullopt;
    }
    return s;
}

/// The arguments of a distribution: numbers, each in seconds where it stands for a time. One
/// trailing unit serves all times before it that have none; words between are checked.
class ArgumentReader {
public:
    ArgumentReader(std::string_view text, std::string& why) : words_{split(text)}, why_{why} {
        if (!words_.empty()) {
            shared_ = unit_seconds(words_.back());
            if (shared_) {
                words_.pop_back();
            }
        }
    }

    /// A time [s] with a unit of its own or the shared one.
    double time() {
        const double x = number();
        if (at_ < words_.size()) {
            if (const auto unit = unit_seconds(words_[at_])) {
                ++at_;
                return scaled(x, *unit);
            }
        }
        if (!shared_) {
            fail(fmt::format("a unit is missing: {}", kUnitNames));
            return 0;
        }
        return scaled(x, *shared_);
    }
    double number() {
        if (at_ >= words_.size()) {
            fail("a number is missing");
            return 0;
        }
        const auto x = whole_number(words_[at_]);
        if (!x) {
            fail(fmt::format("'{}' is no number", words_[at_]));
            return 0;
        }
        ++at_;
        return *x;
    }
    void word(std::string_view expected) {
        if (at_ < words_.size() && words_[at_] == expected) {
            ++at_;
        } else {
            fail(fmt::format("'{}' is missing", expected));
        }
    }
    bool next_is(std::string_view expected) {
        const bool is = at_ < words_.size() && words_[at_] == expected;
        at_ += is ? 1 : 0;
        return is;
    }
    bool more() const { return ok_ && at_ < words_.size(); }
    void check(bool condition, std::string_view problem) {
        if (!condition) {
            fail(std::string{problem});
        }
    }
    bool finish() {
        if (ok_ && at_ < words_.size()) {
            fail(fmt::format("'{}' is too much", words_[at_]));
        }
        return ok_;
    }
    bool ok() const { return ok_; }

private:
    static std::vector<std::string> split(std::string_view text) {
        std::vector<std::string> out;
        for (std::string& w : words_of(text)) {
            // "8h": a number with its unit attached.
            std::string_view rest = w;
            if (take_number(rest) && !rest.empty() && unit_seconds(rest)) {
                out.emplace_back(w.substr(0, w.size() - rest.size()));
                out.emplace_back(rest);
            } else {
                out.push_back(std::move(w));
            }
        }
        return out;
    }
    double scaled(double x, double unit) {
        const double s = x * unit;
        check(s <= kLongestInputSeconds, "more than 100,000 years");
        check(s >= 0, "a time cannot be negative");
        return ok_ ? s : 0;
    }
    void fail(std::string why) {
        if (ok_) {
            why_ = std::move(why);
            ok_ = false;
        }
    }

    std::vector<std::string> words_;
    std::size_t at_ = 0;
    std::optional<double> shared_;
    std::string& why_;
    bool ok_ = true;
};

std::optional<Distribution> two_times(ArgumentReader& in, std::string_view name) {
    const double low = in.time();
    const double high = in.time();
    in.check(low <= high, "the first time must not be above the second");
    (void)name;
    return in.finish() ? std::optional{Distribution::uniform(low, high)} : std::nullopt;
}

std::optional<Distribution> three_times(ArgumentReader& in, std::string_view name) {
    const double low = in.time();
    const double mode = in.time();
    const double high = in.time();
    in.check(low <= mode && mode <= high, "least, most likely and greatest must ascend");
    in.check(name != "pert" || low < high, "least and greatest must differ");
    if (!in.finish()) {
        return std::nullopt;
    }
    return name == "pert" ? Distribution::pert(low, mode, high)
                          : Distribution::triangular(low, mode, high);
}

std::optional<Distribution> mean_and_shape(ArgumentReader& in, std::string_view name) {
    const double mean = in.time();
    in.word(name == "weibull" ? "k" : "cv");
    const double shape = in.number();
    in.check(mean > 0, "the mean must be above zero");
    in.check(shape > 0 && shape <= 1000, name == "weibull" ? "k must be above 0 and at most 1000"
                                                           : "cv must be above 0 and at most 1000");
    if (!in.finish()) {
        return std::nullopt;
    }
    if (name == "weibull") {
        return Distribution::weibull(mean, shape);
    }
    return name == "gamma" ? Distribution::gamma(mean, shape)
                           : Distribution::lognormal(mean, shape);
}

std::optional<Distribution> exponential(ArgumentReader& in) {
    const double mean = in.time();
    in.check(mean > 0, "the mean must be above zero");
    return in.finish() ? std::optional{Distribution::exponential(mean)} : std::nullopt;
}

std::optional<Distribution> erlang(ArgumentReader& in) {
    const double stages = in.number();
    in.word("stages");
    const double mean = in.time();
    in.check(stages >= 1 && stages <= 1000 && stages == std::floor(stages),
             "stages must be a whole number from 1 to 1000");
    in.check(mean > 0, "the mean must be above zero");
    if (!in.finish()) {
        return std::nullopt;
    }
    return Distribution::erlang(static_cast<std::uint32_t>(stages), mean);
}

std::optional<Distribution> beta(ArgumentReader& in) {
    const double a = in.number();
    const double b = in.number();
    in.word("from");
    const double low = in.time();
    const double high = in.time();
    in.check(a > 0 && b > 0 && low <= high, "a and b must be above zero and the times ascend");
    return in.finish() ? std::optional{Distribution::beta(a, b, low, high)} : std::nullopt;
}

std::optional<Distribution> normal(ArgumentReader& in) {
    const double mean = in.time();
    in.word("sd");
    const double sd = in.time();
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
    if (in.next_is("from")) {
        low = in.time();
        high = in.more() ? in.time() : high;
    }
    in.check(sd > 0 && low < high, "sd must be above zero and the limits ascend");
    in.check(low < mean + 8 * sd && high > mean - 8 * sd, "the limits leave nothing of it");
    if (!in.finish()) {
        return std::nullopt;
    }
    return Distribution::truncated_normal(mean, sd, low, high);
}

std::optional<Distribution> empirical(ArgumentReader& in) {
    std::vector<double> samples;
    while (in.more()) {
        samples.push_back(in.time());
    }
    in.check(!samples.empty(), "it needs samples");
    return in.finish() ? std::optional{Distribution::empirical(samples)} : std::nullopt;
}

std::optional<Distribution> discrete(ArgumentReader& in) {
    std::vector<double> values;
    std::vector<double> weights;
    double total = 0;
    while (in.more()) {
        values.push_back(in.time());
        weights.push_back(in.number());
        in.check(weights.back() >= 0, "weights cannot be negative");
        total += weights.back();
    }
    in.check(total > 0, "it needs values, each with a weight");
    return in.finish() ? std::optional{Distribution::discrete(values, weights)} : std::nullopt;
}

std::optional<Distribution> read_distribution(std::string_view name, ArgumentReader& in,
                                              std::string& why) {
    if (name == "exp" || name == "exponential") {
        return exponential(in);
    }
    if (name == "uniform") {
        return two_times(in, name);
    }
    if (name == "triangular" || name == "tri" || name == "pert") {
        return three_times(in, name);
    }
    if (name == "gamma" || name == "lognormal" || name == "weibull") {
        return mean_and_shape(in, name);
    }
    if (name == "erlang") {
        return erlang(in);
    }
    if (name == "beta") {
        return beta(in);
    }
    if (name == "normal") {
        return normal(in);
    }
    if (name == "empirical") {
        return empirical(in);
    }
    if (name == "discrete") {
        return discrete(in);
    }
    why = fmt::format(
        "no distribution is called '{}': exp, uniform, erlang, gamma, lognormal, "
        "weibull, triangular, pert, beta, normal, empirical, discrete",
        name);
    return std::nullopt;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text, std::string& why) {
    const auto s = parse_seconds(text, why);
    return s ? std::optional{from_seconds(*s)} : std::nullopt;
}

std::optional<Distribution> parse_time(std::string_view text, std::string& why) {
    text = trim(text);
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos) {
        const auto s = parse_seconds(text, why);
        return s ? std::optional{Distribution::constant(*s)} : std::nullopt;
    }
    if (text.back() != ')') {
        why = "a closing bracket is missing";
        return std::nullopt;
    }
    ArgumentReader in{text.substr(open + 1, text.size() - open - 2), why};
    return read_distribution(trim(text.substr(0, open)), in, why);
}

std::optional<OperationTime> parse_operation_time(std::string_view text, std::string& why) {
    text = trim(text);
    const std::size_t slash = text.rfind('/');
    if (slash == std::string_view::npos) {
        const auto time = parse_time(text, why);
        return time ? std::optional{OperationTime{*time, ""}} : std::nullopt;
    }
    const std::string_view before = trim(text.substr(0, slash));
    const std::string_view after = trim(text.substr(slash + 1));
    // "7000 die/h": a rate, told by the unit of time behind the slash.
    if (const auto unit = unit_seconds(after)) {
        std::string_view rest = before;
        const auto n = take_number(rest);
        if (!n || *n <= 0 || trim(rest).empty()) {
            why = "a rate is a number above zero and a word before '/h', such as 7000 die/h";
            return std::nullopt;
        }
        return OperationTime{Distribution::constant(*unit / *n), std::string{trim(rest)}};
    }
    const auto time = parse_time(before, why);
    return time ? std::optional{OperationTime{*time, std::string{after}}} : std::nullopt;
}

std::optional<double> parse_share(std::string_view text, std::string& why) {
    text = trim(text);
    auto x = take_number(text);
    text = trim(text);
    if (x && text == "%") {
        *x /= 100;
    } else if (!x || !text.empty()) {
        why = "a share from 0 to 1 is wanted, such as 0.998 or 99.8 %";
        return std::nullopt;
    }
    if (*x < 0 || *x > 1) {
        why = "a share lies between 0 and 1 (0 % and 100 %)";
        return std::nullopt;
    }
    return x;
}

std::optional<Count> parse_count(std::string_view text, std::string& why) {
    text = trim(text);
    const auto x = take_number(text);
    if (!x || *x < 0 || *x != std::floor(*x) || *x > 1e15) {
        why = "a whole number is wanted, not negative and below 1e15";
        return std::nullopt;
    }
    const std::string_view unit = trim(text);
    if (unit.find_first_of(" \t") != std::string_view::npos) {
        why = "a whole number and at most one word are wanted";
        return std::nullopt;
    }
    return Count{static_cast<std::int64_t>(*x), std::string{unit}};
}

std::optional<Duration> parse_rate(std::string_view text, std::string& why) {
    const auto time = parse_operation_time(text, why);
    if (!time || text.find('/') == std::string_view::npos ||
        time->time.kind() != Distribution::Kind::constant) {
        why = "a rate such as 10 lots/wk is wanted";
        return std::nullopt;
    }
    return from_seconds(time->time.mean());
}

std::optional<Size> parse_size(std::string_view text, std::string& why) {
    std::vector<double> sizes;
    std::vector<std::string> words = words_of(text);
    const bool in_mm = !words.empty() && words.back() == "mm";
    if (in_mm) {
        words.pop_back();
    }
    for (const std::string& w : words) {
        if (w == "x") {
            continue;
        }
        const auto x = whole_number(w);
        if (!x || *x <= 0 || *x > 10'000) {
            sizes.clear();
            break;
        }
        sizes.push_back(*x);
    }
    if (!in_mm || sizes.empty() || sizes.size() > 2) {
        why = "a size such as 10 mm or 10 x 8 mm is wanted";
        return std::nullopt;
    }
    return Size{sizes.front(), sizes.back()};
}

std::optional<bool> parse_yes_no(std::string_view text) {
    for (const std::string_view yes : {"yes", "true", "on"}) {
        if (text == yes) {
            return true;
        }
    }
    for (const std::string_view no : {"no", "false", "off"}) {
        if (text == no) {
            return false;
        }
    }
    return std::nullopt;
}

}  // namespace packline::scenario
