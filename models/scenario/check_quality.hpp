#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "models/scenario/line_reader.hpp"
#include "sim/base/diagnostics.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace packline::scenario {

/// What makes defects, what finds them, and who is sampled: across the whole line.
class QualityChecker {
public:
    /// Works out what the text states by `all` and `of faults`.
    QualityChecker(packaging::LineSpec& line, const LineLocations& at, Diagnostics& diagnostics);

    void check();

private:
    void find_latent();
    void look_at_parts();
    void resolve_all(packaging::RouteSpec& route);
    void resolve_faults(std::size_t route);
    void sampling(std::size_t route, std::size_t step);
    void mechanisms_looked_for();
    void watched_steps();
    void error(const Location& at, std::string problem, std::string help);
    void warn(const Location& at, std::string problem, std::string help);

    packaging::LineSpec& line_;
    const LineLocations& at_;
    Diagnostics& diagnostics_;
    std::vector<bool> latent_;  ///< by mechanism: something makes it unseen
};

}  // namespace packline::scenario
