#include "sim/store/detail/codec.hpp"
#include "sim/store/detail/hdf5.hpp"
#include "sim/store/detail/image.hpp"
#include "sim/store/detail/layout.hpp"

#include <cstdint>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace packline::store::detail {
namespace {

using Sizes = std::vector<hsize_t>;

[[noreturn]] void fail(const char* name, const char* why) {
    throw Hdf5Error(fmt::format("'{}' {}", name, why));
}

/// Text that HDF5 allocated.
class HdfTexts {
public:
    HdfTexts(std::size_t n, hid_t type, hid_t space) : texts_(n), type_{type}, space_{space} {}
    HdfTexts(const HdfTexts&) = delete;
    HdfTexts& operator=(const HdfTexts&) = delete;
    ~HdfTexts() {
        if (texts_.empty()) return;
        H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, static_cast<void*>(texts_.data()));
    }

    void* to() { return static_cast<void*>(texts_.data()); }
    std::vector<std::string> strings() const {
        std::vector<std::string> result;
        for (const char* text : texts_) {
            result.emplace_back(text == nullptr ? "" : text);  // HDF5 gives none for ""
        }
        return result;
    }

private:
    std::vector<char*> texts_;
    hid_t type_;
    hid_t space_;
};

class ImageReader {
public:
    explicit ImageReader(std::span<const std::byte> image)
        : file_{open(image)},
          // Deflate shortens to 1/1032 at best, so no honest file claims more than this.
          most_elements_{image.size() * 1032 + 1024} {}

    std::string text_attribute(const char* name) { return single(text_attributes(name, {}), name); }
    std::vector<std::string> text_list_attribute(const char* name) {
        return text_attributes(name, {kAny});
    }
    template <class T>
    T attribute(const char* name, hid_t file_type, hid_t memory_type) {
        const Handle attribute{H5Aopen(file_.get(), name, H5P_DEFAULT), H5Aclose, name};
        const Handle space{H5Aget_space(attribute.get()), H5Sclose, name};
        require_type(Handle{H5Aget_type(attribute.get()), H5Tclose, name}, file_type, name);
        sizes_of(space, {}, name);
        T value{};
        checked(H5Aread(attribute.get(), memory_type, &value), name);
        return value;
    }
    std::uint32_t number(const char* name) {
        return attribute<std::uint32_t>(name, H5T_STD_U32LE, H5T_NATIVE_UINT32);
    }
    Duration duration(const char* name) {
        return {attribute<std::int64_t>(name, H5T_STD_I64LE, H5T_NATIVE_INT64)};
    }

    /// Requires that the sizes are `sizes`, where kAny stands for any.
    template <class T>
    std::vector<T> dataset(const std::string& path, hid_t file_type, hid_t memory_type,
                           const Sizes& sizes) {
        const char* name = path.c_str();
        const Handle dataset = open_dataset(name);
        const Handle space{H5Dget_space(dataset.get()), H5Sclose, name};
        require_type(Handle{H5Dget_type(dataset.get()), H5Tclose, name}, file_type, name);
        std::vector<T> values(sizes_of(space, sizes, name));
        read(dataset, memory_type, values.data(), values.size(), name);
        return values;
    }
    std::vector<double> reals(const std::string& name, const Sizes& sizes) {
        return dataset<double>(name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, sizes);
    }
    std::vector<std::uint64_t> words(const char* name, hsize_t size) {
        return dataset<std::uint64_t>(name, H5T_STD_U64LE, H5T_NATIVE_UINT64, {size});
    }
    std::vector<std::string> texts(const char* name, hsize_t size) {
        const Handle dataset = open_dataset(name);
        const Handle space{H5Dget_space(dataset.get()), H5Sclose, name};
        require_type(Handle{H5Dget_type(dataset.get()), H5Tclose, name}, text_.get(), name);
        const std::size_t n = sizes_of(space, {size}, name);
        HdfTexts texts{n, text_.get(), space.get()};
        read(dataset, text_.get(), texts.to(), n, name);
        return texts.strings();
    }
    std::string input() {
        const Handle dataset = open_dataset(layout::kInput);
        const Handle space{H5Dget_space(dataset.get()), H5Sclose, layout::kInput};
        const Handle type{H5Dget_type(dataset.get()), H5Tclose, layout::kInput};
        sizes_of(space, {1}, layout::kInput);
        const std::size_t size = H5Tget_size(type.get());
        if (H5Tget_class(type.get()) != H5T_STRING || H5Tis_variable_str(type.get()) != 0 ||
            size == 0 || size > most_elements_) {
            fail(layout::kInput, "is not a text of fixed length");
        }
        std::string text(size, '\0');
        read(dataset, type.get(), text.data(), 1, layout::kInput);
        text.resize(text.find_last_not_of('\0') + 1);
        return text;
    }
    std::string dataset_text(const std::string& path, const char* attribute_name) {
        const Handle dataset = open_dataset(path.c_str());
        return single(text_attributes(attribute_name, {}, dataset.get()), attribute_name);
    }

    /// Names of what a group holds, in the order of their creation.
    std::vector<std::string> names_in(const char* group_name) {
        const Handle group{H5Gopen2(file_.get(), group_name, H5P_DEFAULT), H5Gclose, group_name};
        H5G_info_t info;
        checked(H5Gget_info(group.get(), &info), group_name);
        std::vector<std::string> result;
        for (hsize_t i = 0; i < info.nlinks; ++i) {
            const auto name = [&](char* to, std::size_t size) {
                return static_cast<std::size_t>(
                    checked(H5Lget_name_by_idx(group.get(), ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i,
                                               to, size, H5P_DEFAULT),
                            group_name));
            };
            std::string text(name(nullptr, 0), '\0');
            name(text.data(), text.size() + 1);
            result.push_back(std::move(text));
        }
        return result;
    }

    static constexpr hsize_t kAny = ~hsize_t{0};

private:
    static Handle open(std::span<const std::byte> image) {
        const Handle access{H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "H5Pcreate"};
        checked(H5Pset_fapl_core(access.get(), 1 << 20, false), "H5Pset_fapl_core");
        // HDF5 copies the image and does not change ours; its C interface lacks the const.
        checked(H5Pset_file_image(access.get(), const_cast<std::byte*>(image.data()), image.size()),
                "H5Pset_file_image");
        // Files of one name are one file to HDF5, so the address of the image names it.
        const auto name = fmt::format("packline{}", static_cast<const void*>(image.data()));
        return {H5Fopen(name.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose, "H5Fopen"};
    }

    Handle open_dataset(const char* name) {
        return {H5Dopen2(file_.get(), name, H5P_DEFAULT), H5Dclose, name};
    }
    static void read(const Handle& dataset, hid_t type, void* to, std::size_t elements,
                     const char* name) {
        if (elements == 0) return;
        checked(H5Dread(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, to), name);
    }
    static void require_type(const Handle& found, hid_t expected, const char* name) {
        if (checked(H5Tequal(found.get(), expected), name) == 0) fail(name, "has another type");
    }
    static std::string single(std::vector<std::string> texts, const char* name) {
        if (texts.size() != 1) fail(name, "is not one text");
        return std::move(texts.front());
    }

    std::vector<std::string> text_attributes(const char* name, const Sizes& sizes) {
        return text_attributes(name, sizes, file_.get());
    }
    std::vector<std::string> text_attributes(const char* name, const Sizes& sizes, hid_t object) {
        const Handle attribute{H5Aopen(object, name, H5P_DEFAULT), H5Aclose, name};
        const Handle space{H5Aget_space(attribute.get()), H5Sclose, name};
        require_type(Handle{H5Aget_type(attribute.get()), H5Tclose, name}, text_.get(), name);
        const std::size_t n = sizes_of(space, sizes, name);
        HdfTexts texts{n, text_.get(), space.get()};
        if (n > 0) checked(H5Aread(attribute.get(), text_.get(), texts.to()), name);
        return texts.strings();
    }

    /// Number of elements; fails unless the sizes are the expected ones and believable.
    std::size_t sizes_of(const Handle& space, const Sizes& expected, const char* name) const {
        const int rank = checked(H5Sget_simple_extent_ndims(space.get()), name);
        Sizes found(static_cast<std::size_t>(rank));
        if (rank > 0) {
            checked(H5Sget_simple_extent_dims(space.get(), found.data(), nullptr), name);
        }
        if (found.size() != expected.size()) fail(name, "has another number of dimensions");
        hsize_t elements = 1;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (expected[i] != kAny && found[i] != expected[i]) fail(name, "has another size");
            if (__builtin_mul_overflow(elements, found[i], &elements)) fail(name, "is too large");
        }
        if (elements > most_elements_) fail(name, "is larger than its file can hold");
        return elements;
    }

    Handle file_;
    Handle text_ = text_type();
    std::size_t most_elements_;
};

void read_attributes(ImageReader& from, ParsedImage& to) {
    const auto version = from.number(layout::kVersionAttribute);
    if (version != layout::kFormatVersion) {
        throw Hdf5Error(fmt::format("it has result format {}, this program reads {}", version,
                                    layout::kFormatVersion));
    }
    to.program_version = from.text_attribute(layout::kProgramVersion);
    StudyResult& study = to.study;
    study.title = from.text_attribute(layout::kTitle);
    study.seed = from.number(layout::kSeed);
    study.horizon = from.duration(layout::kHorizon);
    study.bucket = from.duration(layout::kBucket);
    study.warmup.length = from.duration(layout::kWarmup);
    study.warmup.automatic = from.number(layout::kWarmupAutomatic) != 0;
    study.warmup.enough = from.number(layout::kWarmupEnough) != 0;
    study.warmup.explanation = from.text_attribute(layout::kWarmupExplanation);
    study.warnings = from.text_list_attribute(layout::kWarnings);
    study.input = from.input();
}

void read_replications(ImageReader& from, StudyResult& study) {
    const auto numbers = from.dataset<std::uint32_t>(layout::kReplication, H5T_STD_U32LE,
                                                     H5T_NATIVE_UINT32, {ImageReader::kAny});
    const auto fingerprints = from.words(layout::kFingerprints, numbers.size());
    const auto events = from.words(layout::kEvents, numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        study.replications.push_back({.replication = numbers[i],
                                      .fingerprint = fingerprints[i],
                                      .events = events[i],
                                      .values = {},
                                      .series = {}});
    }
}

void read_metrics(ImageReader& from, StudyResult& study) {
    const auto names = from.texts(layout::kMetric, ImageReader::kAny);
    const auto units = from.texts(layout::kUnits, names.size());
    const auto abouts = from.texts(layout::kAbouts, names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        study.metrics.push_back({names[i], units[i], abouts[i]});
    }
    const auto values = from.reals(layout::kValues, {study.replications.size(), names.size()});
    auto row = values.begin();
    for (auto& replication : study.replications) {
        const auto end = row + static_cast<std::ptrdiff_t>(names.size());
        replication.values.assign(row, end);
        row = end;
    }
}

void read_series(ImageReader& from, StudyResult& study) {
    const std::size_t buckets = from.reals(layout::kTime, {ImageReader::kAny}).size();
    for (const auto& name : from.names_in(layout::kSeries)) {
        const auto path = fmt::format("{}/{}", layout::kSeries, name);
        study.series.push_back({name, from.dataset_text(path, layout::kUnit),
                                from.dataset_text(path, layout::kLongName)});
        const auto values = from.reals(path, {study.replications.size(), buckets});
        auto row = values.begin();
        for (auto& replication : study.replications) {
            const auto end = row + static_cast<std::ptrdiff_t>(buckets);
            replication.series.emplace_back(row, end);
            row = end;
        }
    }
}

}  // namespace

ParsedImage parse_image(std::span<const std::byte> image) {
    const QuietHdf5 quiet;
    ImageReader from{image};
    ParsedImage result;
    read_attributes(from, result);
    read_replications(from, result.study);
    read_metrics(from, result.study);
    read_series(from, result.study);
    const auto expected =
        fmt::format("{:016x}", content_checksum(result.program_version, result.study));
    if (from.text_attribute(layout::kContentChecksum) != expected) {
        throw Hdf5Error("its content does not match its checksum");
    }
    return result;
}

}  // namespace packline::store::detail
