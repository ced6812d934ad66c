#pragma once

#include "sim/experiment/results.hpp"
#include "sim/store/file_system.hpp"

#include <string>

namespace packline::store {

/// Writes the HDF5 file of a study, laid out as in sim/store/README.md. At any instant `path`
/// is the old file or the whole new one; the new one has been read back and compared before it
/// gets the name. The same study gives the same bytes.
///
/// Throws IoError; then `path` is as before (only a failure to sync the folder comes after the
/// renaming) and nothing is left beside it.
/// Requires: replications in ascending order, each with one value per metric and one row per
/// series, all rows of one length; names of series unique, not empty, without '/'; no NUL in a
/// text.
void write_result(const std::string& path, const StudyResult& study,
                  const FileSystem& files = posix_file_system());

/// What a result file holds.
struct StoredStudy {
    std::string program_version;  ///< of the program that wrote it
    StudyResult study;
};

/// Reads what write_result() wrote, bit for bit. Throws IoError if the file cannot be read, is
/// of another program, or is not exactly as it was written.
StoredStudy read_stored_study(const std::string& path,
                              const FileSystem& files = posix_file_system());

/// The study alone.
StudyResult read_result(const std::string& path, const FileSystem& files = posix_file_system());

}  // namespace packline::store
