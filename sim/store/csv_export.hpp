#pragma once

#include "sim/experiment/results.hpp"
#include "sim/store/file_system.hpp"

#include <filesystem>
#include <span>
#include <string>

namespace packline::store {

/// A table that a model makes of its own results.
struct NamedTable {
    std::string file;
    std::string text;
};

/// Writes a study as CSV (RFC 4180 quoting, but lines end in LF) into `directory`, which is
/// created with its parents if missing:
///
/// - `metrics.csv`: one row per metric over the replications: mean, half-width of its 95 %
///   Student interval, how many replications have a value and how many have none, standard
///   deviation, least, greatest, meaning;
/// - `replications.csv`: one row per replication, one column per metric;
/// - `series.csv`: name, unit, meaning and file of each time series;
/// - `series_<name>.csv`: one row per bucket (its start in hours), one column per replication;
///   other characters than letters, digits, `.`, `_` and `-` of the name become `_`;
/// - `about.csv`: title, seed, horizon, warm-up, fingerprint, warnings;
/// - `input.txt`: the whole text of the line;
/// - the model's `own` tables.
///
/// Numbers are the shortest that read back exactly; a missing value is an empty field. Each
/// file is replaced as a whole or not at all. Throws IoError.
void export_csv(const StudyResult& study, const std::filesystem::path& directory,
                const FileSystem& files = posix_file_system(),
                std::span<const NamedTable> own = {});

}  // namespace packline::store
