#include "sim/store/detail/codec.hpp"
#include "sim/store/detail/hdf5.hpp"
#include "sim/store/detail/image.hpp"
#include "sim/store/detail/layout.hpp"
#include "sim/store/detail/superblock.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <vector>

namespace packline::store::detail {
namespace {

using Sizes = std::vector<hsize_t>;
using Texts = std::vector<const char*>;

constexpr hsize_t kChunkElements = 1 << 16;
constexpr unsigned kDeflateLevel = 4;

Handle space_of(const Sizes& sizes) {
    if (sizes.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "H5Screate"};
    return {H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr), H5Sclose,
            "H5Screate_simple"};
}

bool is_empty(const Sizes& sizes) { return std::ranges::find(sizes, hsize_t{0}) != sizes.end(); }

/// No time stamps: the same study must give the same bytes.
Handle object_properties(hid_t cls) {
    Handle properties{H5Pcreate(cls), H5Pclose, "H5Pcreate"};
    checked(H5Pset_obj_track_times(properties.get(), false), "H5Pset_obj_track_times");
    return properties;
}

/// Text of variable length lies outside its dataset, where filters do not reach.
enum class Filters { none, checksum, compress };

Handle dataset_properties(const Sizes& sizes, Filters filters) {
    Handle properties = object_properties(H5P_DATASET_CREATE);
    if (filters == Filters::none || is_empty(sizes)) return properties;
    Sizes chunk = sizes;
    hsize_t below = 1;  // elements per step of the outer dimensions
    for (std::size_t i = chunk.size(); i-- > 0;) {
        chunk[i] = std::clamp<hsize_t>(kChunkElements / below, 1, chunk[i]);
        below *= chunk[i];
    }
    checked(H5Pset_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()),
            "H5Pset_chunk");
    if (filters == Filters::compress) {
        checked(H5Pset_shuffle(properties.get()), "H5Pset_shuffle");
        checked(H5Pset_deflate(properties.get(), kDeflateLevel), "H5Pset_deflate");
    }
    checked(H5Pset_fletcher32(properties.get()), "H5Pset_fletcher32");
    return properties;
}

class ImageWriter {
public:
    explicit ImageWriter(const void* name) : file_{create(fmt::format("packline{}", name))} {}

    Bytes image() {
        checked(H5Fflush(file_.get(), H5F_SCOPE_LOCAL), "H5Fflush");
        const auto copy = [this](void* to, std::size_t size) {
            return static_cast<std::size_t>(
                checked(H5Fget_file_image(file_.get(), to, size), "H5Fget_file_image"));
        };
        Bytes bytes(copy(nullptr, 0));
        copy(bytes.data(), bytes.size());
        file_.close();
        mark_closed(bytes);
        return bytes;
    }
    hid_t root() const { return file_.get(); }

    void attribute(hid_t object, const char* name, hid_t file_type, hid_t memory_type,
                   const void* value, const Sizes& sizes = {}) {
        const Handle space = space_of(sizes);
        Handle attribute{H5Acreate2(object, name, file_type, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose, "H5Acreate2"};
        if (!is_empty(sizes)) checked(H5Awrite(attribute.get(), memory_type, value), "H5Awrite");
        attribute.close();
    }
    void text_attribute(hid_t object, const char* name, const std::string& value) {
        const char* text = value.c_str();
        attribute(object, name, text_.get(), text_.get(), &text);
    }
    void text_attribute(hid_t object, const char* name, const Texts& values) {
        attribute(object, name, text_.get(), text_.get(), values.data(), {values.size()});
    }
    void attribute(hid_t object, const char* name, std::uint32_t value) {
        attribute(object, name, H5T_STD_U32LE, H5T_NATIVE_UINT32, &value);
    }
    void attribute(hid_t object, const char* name, std::int64_t value) {
        attribute(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value);
    }

    void group(const char* name) {
        const Handle properties = object_properties(H5P_GROUP_CREATE);
        // Series come back in the order of the study.
        checked(H5Pset_link_creation_order(properties.get(),
                                           H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
                "H5Pset_link_creation_order");
        Handle group{H5Gcreate2(root(), name, H5P_DEFAULT, properties.get(), H5P_DEFAULT), H5Gclose,
                     "H5Gcreate2"};
        group.close();
    }

    Handle dataset(const std::string& name, hid_t file_type, hid_t memory_type, const Sizes& sizes,
                   const void* values, Filters filters) {
        const Handle space = space_of(sizes);
        const Handle properties = dataset_properties(sizes, filters);
        Handle dataset{H5Dcreate2(root(), name.c_str(), file_type, space.get(), H5P_DEFAULT,
                                  properties.get(), H5P_DEFAULT),
                       H5Dclose, "H5Dcreate2"};
        if (!is_empty(sizes)) {
            checked(H5Dwrite(dataset.get(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values),
                    "H5Dwrite");
        }
        return dataset;
    }
    Handle texts(const char* name, const Texts& values) {
        return dataset(name, text_.get(), text_.get(), {values.size()}, values.data(),
                       Filters::none);
    }
    Handle reals(const std::string& name, const Sizes& sizes, const std::vector<double>& values) {
        return dataset(name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, sizes, values.data(),
                       Filters::compress);
    }
    Handle words(const char* name, const std::vector<std::uint64_t>& values) {
        return dataset(name, H5T_STD_U64LE, H5T_NATIVE_UINT64, {values.size()}, values.data(),
                       Filters::checksum);
    }
    /// Unit and meaning under the names that netCDF tools look for.
    void describe(const Handle& dataset, const std::string& unit, const std::string& about) {
        text_attribute(dataset.get(), layout::kUnit, unit);
        text_attribute(dataset.get(), layout::kLongName, about);
    }

private:
    static Handle create(const std::string& name) {
        const Handle access{H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "H5Pcreate"};
        checked(H5Pset_fapl_core(access.get(), 1 << 20, false), "H5Pset_fapl_core");
        // Fixed, not LATEST, so that a newer library writes what an older one can read.
        checked(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110),
                "H5Pset_libver_bounds");
        const Handle creation = object_properties(H5P_FILE_CREATE);
        return {H5Fcreate(name.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose,
                "H5Fcreate"};
    }

    Handle file_;
    Handle text_ = text_type();
};

template <class Items, class Text>
Texts texts_of(const Items& items, Text text) {
    Texts result;
    for (const auto& item : items) {
        result.push_back(text(item).c_str());
    }
    return result;
}

std::size_t buckets_of(const StudyResult& study) {
    if (study.series.empty() || study.replications.empty()) return 0;
    return study.replications.front().series.front().size();
}

void write_attributes(ImageWriter& to, const std::string& program_version,
                      const StudyResult& study) {
    const hid_t root = to.root();
    to.text_attribute(root, "Conventions", layout::kConventions);
    to.text_attribute(root, "about", layout::kAbout);
    to.text_attribute(root, "program", "packline");
    to.text_attribute(root, layout::kProgramVersion, program_version);
    to.attribute(root, layout::kVersionAttribute, layout::kFormatVersion);
    to.text_attribute(root, layout::kTitle, study.title);
    to.attribute(root, layout::kSeed, study.seed);
    to.attribute(root, layout::kHorizon, study.horizon.us);
    to.attribute(root, layout::kBucket, study.bucket.us);
    to.attribute(root, layout::kWarmup, study.warmup.length.us);
    to.attribute(root, layout::kWarmupAutomatic, std::uint32_t{study.warmup.automatic});
    to.attribute(root, layout::kWarmupEnough, std::uint32_t{study.warmup.enough});
    to.text_attribute(root, layout::kWarmupExplanation, study.warmup.explanation);
    to.text_attribute(root, layout::kWarnings,
                      texts_of(
                          study.warnings, [](const auto& w) -> auto& { return w; }));
    to.text_attribute(root, layout::kFingerprint, fmt::format("{:016x}", study.fingerprint()));
    to.text_attribute(root, layout::kContentChecksum,
                      fmt::format("{:016x}", content_checksum(program_version, study)));
}

void write_input(ImageWriter& to, const std::string& input) {
    // Of fixed length, because the heap of variable-length text has no Fletcher32; and one
    // element instead of a scalar, because only chunks have filters.
    const Handle type{H5Tcopy(H5T_C_S1), H5Tclose, "H5Tcopy"};
    checked(H5Tset_size(type.get(), std::max<std::size_t>(input.size(), 1)), "H5Tset_size");
    checked(H5Tset_strpad(type.get(), H5T_STR_NULLPAD), "H5Tset_strpad");
    checked(H5Tset_cset(type.get(), H5T_CSET_UTF8), "H5Tset_cset");
    to.dataset(layout::kInput, type.get(), type.get(), {1}, input.c_str(), Filters::compress)
        .close();
}

/// A dimension scale; the caller closes it after all datasets have been attached.
void make_scale(ImageWriter& to, const Handle& dataset, const char* name, const char* unit,
                const char* about) {
    checked(H5DSset_scale(dataset.get(), name), "H5DSset_scale");
    to.describe(dataset, unit, about);
}

struct Scales {
    Handle replication;
    Handle metric;
    Handle time;
};

Scales write_scales(ImageWriter& to, const StudyResult& study) {
    std::vector<std::uint32_t> numbers;
    for (const auto& replication : study.replications) {
        numbers.push_back(replication.replication);
    }
    std::vector<double> hours(buckets_of(study));
    for (std::size_t i = 0; i < hours.size(); ++i) {
        hours[i] = static_cast<double>((study.bucket * static_cast<std::int64_t>(i)).us) / 3.6e9;
    }
    Scales scales{to.dataset(layout::kReplication, H5T_STD_U32LE, H5T_NATIVE_UINT32,
                             {numbers.size()}, numbers.data(), Filters::checksum),
                  to.texts(layout::kMetric,
                           texts_of(
                               study.metrics, [](const auto& m) -> auto& { return m.name; })),
                  to.reals(layout::kTime, {hours.size()}, hours)};
    make_scale(to, scales.replication, layout::kReplication, "1", "number of the replication");
    make_scale(to, scales.metric, layout::kMetric, "1", "name of the figure of merit");
    make_scale(to, scales.time, layout::kTime, "h", "start of the bucket");
    return scales;
}

void attach(const Handle& dataset, const Handle& scale, unsigned dimension) {
    checked(H5DSattach_scale(dataset.get(), scale.get(), dimension), "H5DSattach_scale");
}

void write_metrics(ImageWriter& to, const StudyResult& study, const Scales& scales) {
    to.group(layout::kMetrics);
    std::vector<double> values;
    for (const auto& replication : study.replications) {
        values.insert(values.end(), replication.values.begin(), replication.values.end());
    }
    Handle table =
        to.reals(layout::kValues, {study.replications.size(), study.metrics.size()}, values);
    to.describe(table, "see /metrics/unit", "figures of merit by replication");
    attach(table, scales.replication, 0);
    attach(table, scales.metric, 1);
    table.close();
    Handle units =
        to.texts(layout::kUnits, texts_of(
                                     study.metrics, [](const auto& m) -> auto& { return m.unit; }));
    attach(units, scales.metric, 0);
    to.describe(units, "1", "unit of the figure of merit");
    units.close();
    Handle abouts = to.texts(layout::kAbouts,
                             texts_of(
                                 study.metrics, [](const auto& m) -> auto& { return m.about; }));
    attach(abouts, scales.metric, 0);
    to.describe(abouts, "1", "meaning of the figure of merit");
    abouts.close();
}

void write_replications(ImageWriter& to, const StudyResult& study, const Scales& scales) {
    to.group(layout::kReplications);
    const auto write = [&](const char* name, std::uint64_t ReplicationResult::*member,
                           const char* about) {
        std::vector<std::uint64_t> words;
        for (const auto& replication : study.replications) {
            words.push_back(replication.*member);
        }
        Handle dataset = to.words(name, words);
        attach(dataset, scales.replication, 0);
        to.describe(dataset, "1", about);
        dataset.close();
    };
    write(layout::kFingerprints, &ReplicationResult::fingerprint,
          "hash of all events of the replication");
    write(layout::kEvents, &ReplicationResult::events, "number of events of the replication");
}

void write_series(ImageWriter& to, const StudyResult& study, const Scales& scales) {
    to.group(layout::kSeries);
    const std::size_t buckets = buckets_of(study);
    for (std::size_t s = 0; s < study.series.size(); ++s) {
        std::vector<double> values;
        values.reserve(study.replications.size() * buckets);
        for (const auto& replication : study.replications) {
            values.insert(values.end(), replication.series[s].begin(), replication.series[s].end());
        }
        const SeriesInfo& info = study.series[s];
        Handle dataset = to.reals(fmt::format("{}/{}", layout::kSeries, info.name),
                                  {study.replications.size(), buckets}, values);
        attach(dataset, scales.replication, 0);
        attach(dataset, scales.time, 1);
        to.describe(dataset, info.unit, info.about);
        dataset.close();
    }
}

}  // namespace

Bytes build_image(const std::string& program_version, const StudyResult& study) {
    const QuietHdf5 quiet;
    ImageWriter to{&study};
    write_attributes(to, program_version, study);
    write_input(to, study.input);
    Scales scales = write_scales(to, study);
    write_metrics(to, study, scales);
    write_replications(to, study, scales);
    write_series(to, study, scales);
    scales.replication.close();
    scales.metric.close();
    scales.time.close();
    return to.image();
}

}  // namespace packline::store::detail
