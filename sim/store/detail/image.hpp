#pragma once

#include "sim/experiment/results.hpp"
#include "sim/store/detail/bytes.hpp"

#include <cstddef>
#include <span>
#include <string>

// A result file as bytes in memory: HDF5 never touches the disk itself. Measured: with a full
// disk H5Dwrite, H5Fflush and H5Fclose report success, only H5Dclose fails, and going on after
// that crashes.

namespace packline::store::detail {

/// An HDF5 file as bytes: the same study gives the same bytes. Throws Hdf5Error.
/// Requires: what write_result() requires of the study.
Bytes build_image(const std::string& program_version, const StudyResult& study);

struct ParsedImage {
    std::string program_version;
    StudyResult study;
};

/// Throws Hdf5Error if anything is missing, of another type, of impossible size, or does not
/// match the checksum over the content.
ParsedImage parse_image(std::span<const std::byte> image);

}  // namespace packline::store::detail
