#include "sim/store/result_file.hpp"

#include "sim/base/errors.hpp"
#include "sim/store/detail/codec.hpp"
#include "sim/store/detail/crc64.hpp"
#include "sim/store/detail/file.hpp"
#include "sim/store/detail/hdf5.hpp"
#include "sim/store/detail/image.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <new>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace packline::store {
namespace {

// Behind the HDF5 image stand this mark and a CRC-64 over the image. HDF5 does not look behind
// its end of file, so every HDF5 program reads the file; but we hand only undamaged bytes to
// HDF5, whose parser is known to crash and hang on damaged ones.
constexpr std::string_view kMark = "PKLNCRC1";
constexpr std::size_t kTrailer = kMark.size() + sizeof(std::uint64_t);

void require_text(std::string_view text) {
    // HDF5 would cut it there.
    expect(text.find('\0') == std::string_view::npos, "a text to store holds a NUL");
}

void require_storable_names(const StudyResult& study) {
    require_text(study.title);
    require_text(study.input);
    require_text(study.warmup.explanation);
    for (const auto& warning : study.warnings) {
        require_text(warning);
    }
    for (const auto& metric : study.metrics) {
        require_text(metric.name);
        require_text(metric.unit);
        require_text(metric.about);
    }
    std::set<std::string_view> names;
    for (const auto& series : study.series) {
        require_text(series.name);
        require_text(series.unit);
        require_text(series.about);
        // To HDF5 '/' parts groups, and '.' is the group itself.
        expect(!series.name.empty() && series.name != "." &&
                   series.name.find('/') == std::string::npos,
               "the name of a time series cannot name a dataset");
        expect(names.insert(series.name).second, "two time series have one name");
    }
}

void require_storable(const StudyResult& study) {
    require_storable_names(study);
    const auto& all = study.replications;
    expect(std::ranges::adjacent_find(all, std::greater_equal{}, &ReplicationResult::replication) ==
               all.end(),
           "replications are not in ascending order");
    for (const auto& replication : all) {
        expect(replication.values.size() == study.metrics.size(), "a replication lacks values");
        expect(replication.series.size() == study.series.size(), "a replication lacks time series");
        for (const auto& row : replication.series) {
            expect(row.size() == all.front().series.front().size(), "time series differ in length");
        }
    }
}

detail::Bytes trailer_of(std::span<const std::byte> image) {
    detail::Crc64 crc;
    crc.add(image);
    detail::Encoder to;
    to.append(std::as_bytes(std::span{kMark}));
    to.add(crc.value());
    return to.bytes();
}

/// The image without its trailer. Throws IoError if they do not fit together.
std::span<const std::byte> undamaged(const std::string& path, std::span<const std::byte> file) {
    constexpr std::string_view hdf5_mark = "\x89HDF\r\n\x1a\n";
    if (file.size() < hdf5_mark.size() ||
        !std::ranges::equal(file.first(hdf5_mark.size()), std::as_bytes(std::span{hdf5_mark}))) {
        throw IoError(path, "is not a packline result (not an HDF5 file, or damaged)");
    }
    const auto image = file.first(file.size() - std::min(file.size(), kTrailer));
    if (!std::ranges::equal(file.subspan(image.size()), trailer_of(image))) {
        throw IoError(path,
                      "is damaged, cut short, changed since it was written, or another "
                      "program's HDF5 file (its checksum is missing or does not match)");
    }
    return image;
}

detail::ParsedImage parse(const std::string& path, std::span<const std::byte> file) {
    const auto image = undamaged(path, file);
    try {
        return detail::parse_image(image);
    } catch (const detail::Hdf5Error& error) {
        throw IoError(path, fmt::format("cannot be read as a packline result ({})", error.what()));
    } catch (const std::bad_alloc&) {
        throw IoError(path, "cannot be read as a packline result (it needs too much memory)");
    }
}

}  // namespace

void write_result(const std::string& path, const StudyResult& study, const FileSystem& files) {
    require_storable(study);
    detail::Bytes bytes;
    try {
        bytes = detail::build_image(PACKLINE_VERSION, study);
    } catch (const detail::Hdf5Error& error) {
        throw IoError(path, fmt::format("cannot be written ({})", error.what()));
    }
    const auto trailer = trailer_of(bytes);
    bytes.insert(bytes.end(), trailer.begin(), trailer.end());
    detail::replace_file(files, path, bytes, [&](std::span<const std::byte> back) {
        if (!detail::identical(parse(path, back).study, study)) {
            throw IoError(path, "cannot be written (it reads back as another study)");
        }
    });
}

StoredStudy read_stored_study(const std::string& path, const FileSystem& files) {
    auto parsed = parse(path, detail::read_file(files, path));
    return {std::move(parsed.program_version), std::move(parsed.study)};
}

StudyResult read_result(const std::string& path, const FileSystem& files) {
    return read_stored_study(path, files).study;
}

}  // namespace packline::store
