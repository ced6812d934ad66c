#include "sim/stats/series.hpp"

#include "sim/base/errors.hpp"

#include <cmath>
#include <limits>
#include <vector>

namespace packline {

namespace {

std::vector<double> batch_means(std::span<const double> series, std::size_t batch) {
    std::vector<double> means;
    for (std::size_t i = 0; i + batch <= series.size(); i += batch) {
        double sum = 0;
        for (std::size_t j = 0; j < batch; ++j) {
            sum += series[i + j];
        }
        means.push_back(sum / static_cast<double>(batch));
    }
    return means;
}

double mean_of(std::span<const double> x) {
    double sum = 0;
    for (const double v : x) {
        sum += v;
    }
    return sum / static_cast<double>(x.size());
}

}  // namespace

Mser mser5(std::span<const double> series, std::size_t batch) {
    const std::vector<double> z = batch_means(series, batch);
    const std::size_t k = z.size();
    expect(k >= 2, "MSER needs at least two batches");
    Mser best;
    best.statistic = std::numeric_limits<double>::infinity();
    const std::size_t bound = k / 2;
    for (std::size_t d = 0; d <= bound; ++d) {
        const std::span<const double> rest = std::span{z}.subspan(d);
        const double mean = mean_of(rest);
        double squares = 0;
        for (const double v : rest) {
            squares += (v - mean) * (v - mean);
        }
        const double n = static_cast<double>(rest.size());
        const double statistic = squares / (n * n);
        if (statistic < best.statistic) {
            best = {d * batch, statistic, mean, d == bound};
        }
    }
    return best;
}

double lag1_autocorrelation(std::span<const double> x) {
    expect(x.size() >= 3, "a correlation of neighbours needs three values");
    const double mean = mean_of(x);
    double products = 0;
    double squares = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        squares += (x[i] - mean) * (x[i] - mean);
        if (i > 0) {
            products += (x[i] - mean) * (x[i - 1] - mean);
        }
    }
    return squares == 0 ? 0 : products / squares;
}

double growth_t(std::span<const double> series, std::size_t batches) {
    expect(batches >= 3 && series.size() >= batches, "a trend needs at least three batches");
    const std::vector<double> y = batch_means(series, series.size() / batches);
    const double n = static_cast<double>(y.size());
    const double x_mean = 0.5 * (n - 1);
    const double y_mean = mean_of(y);
    double sxx = 0;
    double sxy = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double x = static_cast<double>(i) - x_mean;
        sxx += x * x;
        sxy += x * (y[i] - y_mean);
    }
    const double slope = sxy / sxx;
    double rest = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double e = y[i] - y_mean - slope * (static_cast<double>(i) - x_mean);
        rest += e * e;
    }
    const double error = std::sqrt(rest / (n - 2) / sxx);
    if (error == 0) {
        return slope == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), slope);
    }
    return slope / error;
}

}  // namespace packline
