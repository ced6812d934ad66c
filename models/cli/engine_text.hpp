#pragma once

#include "sim/parallel/engine_statistics.hpp"

#include <string>

namespace packline::cli {

/// What a run in windows did, for people.
std::string engine_statistics_text(const EngineStatistics& told);

}  // namespace packline::cli
