#pragma once

#include <cstdint>

// Names that the writer and the reader of result files share; explained in sim/store/README.md.

namespace packline::store::detail::layout {

inline constexpr std::uint32_t kFormatVersion = 1;
inline constexpr const char* kConventions = "packline-result-1";
inline constexpr const char* kAbout =
    "Result of a packline study. /metrics/values [replication, metric]: one figure of merit per "
    "replication, NaN where it has none; names in /metric, units and meaning in /metrics/unit and "
    "/metrics/about. /series/<name> [replication, time]: figures over time, one value per bucket "
    "that starts at /time. /replications: fingerprint and number of events of each replication. "
    "/input[0]: the whole text of the line. Root attributes ending in _us are times in "
    "microseconds. content_crc64: CRC-64/XZ over all content, see sim/store/README.md.";

// Root attributes.
inline constexpr const char* kVersionAttribute = "format_version";
inline constexpr const char* kProgramVersion = "program_version";
inline constexpr const char* kTitle = "title";
inline constexpr const char* kSeed = "seed";
inline constexpr const char* kHorizon = "horizon_us";
inline constexpr const char* kBucket = "bucket_us";
inline constexpr const char* kWarmup = "warmup_us";
inline constexpr const char* kWarmupAutomatic = "warmup_automatic";
inline constexpr const char* kWarmupEnough = "warmup_enough";
inline constexpr const char* kWarmupExplanation = "warmup_explanation";
inline constexpr const char* kFingerprint = "fingerprint";
inline constexpr const char* kWarnings = "warnings";
inline constexpr const char* kContentChecksum = "content_crc64";

// Datasets and groups.
inline constexpr const char* kInput = "input";
inline constexpr const char* kReplication = "replication";
inline constexpr const char* kMetric = "metric";
inline constexpr const char* kTime = "time";
inline constexpr const char* kMetrics = "metrics";
inline constexpr const char* kValues = "metrics/values";
inline constexpr const char* kUnits = "metrics/unit";
inline constexpr const char* kAbouts = "metrics/about";
inline constexpr const char* kReplications = "replications";
inline constexpr const char* kFingerprints = "replications/fingerprint";
inline constexpr const char* kEvents = "replications/events";
inline constexpr const char* kSeries = "series";

// Attributes of datasets.
inline constexpr const char* kUnit = "units";
inline constexpr const char* kLongName = "long_name";

}  // namespace packline::store::detail::layout
