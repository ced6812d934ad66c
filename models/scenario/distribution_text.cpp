// Distributions in the words of the dialect: "lognormal(20 min cv 0.9)".

#include "models/scenario/quantity.hpp"
#include "models/scenario/quantity_words.hpp"

#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>
#include <vector>

namespace packline::scenario {

namespace {

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

}  // namespace packline::scenario
