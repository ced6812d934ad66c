#include "sim/store/detail/codec.hpp"

#include "sim/store/detail/crc64.hpp"

#include <utility>

namespace packline::store::detail {

void encode(Encoder& to, const ReplicationResult& replication) {
    to.add(replication.replication);
    to.add(replication.fingerprint);
    to.add(replication.events);
    to.add(replication.values);
    to.add_count(replication.series.size());
    for (const auto& series : replication.series) {
        to.add(series);
    }
}

ReplicationResult decode_replication(Decoder& from) {
    ReplicationResult result;
    result.replication = from.number<std::uint32_t>();
    result.fingerprint = from.number<std::uint64_t>();
    result.events = from.number<std::uint64_t>();
    result.values = from.reals();
    result.series.resize(from.count(sizeof(std::uint32_t)));
    for (auto& series : result.series) {
        series = from.reals();
    }
    return result;
}

void encode_header(Encoder& to, const StudyResult& study) {
    to.add(study.title);
    to.add(study.input);
    to.add(study.seed);
    to.add(study.horizon.us);
    to.add(study.warmup.length.us);
    to.add(static_cast<std::uint8_t>(study.warmup.automatic));
    to.add(static_cast<std::uint8_t>(study.warmup.enough));
    to.add(study.warmup.explanation);
    to.add(study.bucket.us);
    const auto add_infos = [&to](const auto& infos) {
        to.add_count(infos.size());
        for (const auto& info : infos) {
            to.add(info.name);
            to.add(info.unit);
            to.add(info.about);
        }
    };
    add_infos(study.metrics);
    add_infos(study.series);
    to.add_count(study.warnings.size());
    for (const auto& warning : study.warnings) {
        to.add(warning);
    }
    to.add_count(study.replications.size());
}

std::uint64_t content_checksum(const std::string& program_version, const StudyResult& study) {
    Crc64 crc;
    Encoder part;
    part.add(program_version);
    encode_header(part, study);
    crc.add(part.bytes());
    for (const auto& replication : study.replications) {
        part.clear();
        encode(part, replication);
        crc.add(part.bytes());
    }
    return crc.value();
}

bool identical(const StudyResult& a, const StudyResult& b) {
    const auto header = [](const StudyResult& study) {
        Encoder bytes;
        encode_header(bytes, study);
        return bytes;
    };
    const auto record = [](const ReplicationResult& replication) {
        Encoder bytes;
        encode(bytes, replication);
        return bytes;
    };
    if (header(a).bytes() != header(b).bytes()) return false;  // holds the number of replications
    for (std::size_t i = 0; i < a.replications.size(); ++i) {
        if (record(a.replications[i]).bytes() != record(b.replications[i]).bytes()) return false;
    }
    return true;
}

}  // namespace packline::store::detail
