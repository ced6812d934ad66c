#include "sim/store/detail/journal_format.hpp"

#include "sim/store/detail/codec.hpp"
#include "sim/store/detail/crc64.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

namespace packline::store::detail {
namespace {

constexpr std::string_view kMagic = "PKLNJRNL";
constexpr std::uint32_t kVersion = 1;

Bytes encode_manifest(const Manifest& manifest) {
    Encoder to;
    to.add(manifest.program_version);
    to.add(manifest.input);
    to.add(manifest.seed);
    to.add(manifest.horizon.us);
    to.add(manifest.warmup.us);
    to.add(manifest.bucket.us);
    for (const auto* names : {&manifest.metrics, &manifest.series}) {
        to.add_count(names->size());
        for (const auto& name : *names) {
            to.add(name);
        }
    }
    return to.bytes();
}

Manifest decode_manifest(Decoder& from) {
    Manifest result;
    result.program_version = from.text();
    result.input = from.text();
    result.seed = from.number<std::uint32_t>();
    result.horizon.us = from.signed_number();
    result.warmup.us = from.signed_number();
    result.bucket.us = from.signed_number();
    for (auto* names : {&result.metrics, &result.series}) {
        names->resize(from.count(sizeof(std::uint32_t)));
        for (auto& name : *names) {
            name = from.text();
        }
    }
    return result;
}

std::uint64_t crc_of(std::span<const std::byte> bytes) {
    Crc64 crc;
    crc.add(bytes);
    return crc.value();
}

std::uint64_t record_checksum(std::uint64_t header_checksum, std::uint64_t ordinal,
                              std::span<const std::byte> payload) {
    Encoder context;
    context.add(header_checksum);
    context.add(ordinal);
    context.add_count(payload.size());
    Crc64 crc;
    crc.add(context.bytes());
    crc.add(payload);
    return crc.value();
}

std::string hours_of(Duration d) { return fmt::format("{} h", static_cast<double>(d.us) / 3.6e9); }

std::string difference(const Manifest& found, const Manifest& expected) {
    const auto differs = [](std::string_view what, const auto& there, const auto& here) {
        return fmt::format("its {} is {}, not {}", what, there, here);
    };
    if (found.program_version != expected.program_version) {
        return differs("program version", found.program_version, expected.program_version);
    }
    if (found.seed != expected.seed) return differs("seed", found.seed, expected.seed);
    if (found.horizon != expected.horizon) {
        return differs("horizon", hours_of(found.horizon), hours_of(expected.horizon));
    }
    if (found.warmup != expected.warmup) {
        return differs("warm-up", hours_of(found.warmup), hours_of(expected.warmup));
    }
    if (found.bucket != expected.bucket) {
        return differs("bucket", hours_of(found.bucket), hours_of(expected.bucket));
    }
    if (found.input != expected.input) {
        const auto at = std::ranges::mismatch(found.input, expected.input).in1;
        return fmt::format("its input text differs from line {} on",
                           1 + std::count(found.input.begin(), at, '\n'));
    }
    if (found.metrics != expected.metrics) return "its metrics are others";
    return "its time series are others";
}

}  // namespace

JournalHeader journal_header(const Manifest& manifest) {
    const Bytes body = encode_manifest(manifest);
    Encoder to;
    for (const char c : kMagic) {
        to.add(static_cast<std::uint8_t>(c));
    }
    to.add(kVersion);
    to.add_count(body.size());
    to.append(body);
    const std::uint64_t checksum = crc_of(to.bytes());
    to.add(checksum);
    return {to.bytes(), checksum};
}

Bytes journal_record(std::uint64_t header_checksum, std::uint64_t ordinal,
                     const ReplicationResult& replication) {
    Encoder payload;
    encode(payload, replication);
    Encoder to;
    to.add_count(payload.bytes().size());
    to.append(payload.bytes());
    to.add(record_checksum(header_checksum, ordinal, payload.bytes()));
    return to.bytes();
}

std::optional<ReplicationResult> take_journal_record(Decoder& rest, std::uint64_t header_checksum,
                                                     std::uint64_t ordinal) {
    const auto payload = rest.take(rest.number<std::uint32_t>());
    const auto checksum = rest.number<std::uint64_t>();
    if (rest.failed() || checksum != record_checksum(header_checksum, ordinal, payload)) return {};
    Decoder from{payload};
    auto result = decode_replication(from);
    if (!from.complete()) return {};
    return result;
}

std::string why_not_this_journal(std::span<const std::byte> file, const Manifest& expected) {
    const auto magic = std::as_bytes(std::span{kMagic});
    if (file.size() < magic.size() || !std::ranges::equal(file.first(magic.size()), magic)) {
        return "is not a journal of packline";
    }
    Decoder from{file.subspan(magic.size())};
    const auto version = from.number<std::uint32_t>();
    const auto body = from.take(from.number<std::uint32_t>());
    const std::size_t covered = file.size() - from.left();
    const auto checksum = from.number<std::uint64_t>();
    if (from.failed() || checksum != crc_of(file.first(covered))) {
        return "is damaged in its header, so no replication can be taken from it (delete it to "
               "start anew)";
    }
    if (version != kVersion) {
        return fmt::format("has journal format {}, this program reads {}", version, kVersion);
    }
    Decoder manifest{body};
    return fmt::format("belongs to another study: {} (delete it to start anew)",
                       difference(decode_manifest(manifest), expected));
}

}  // namespace packline::store::detail
