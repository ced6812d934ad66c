#include "sim/store/detail/codec.hpp"

#include "sim/store/detail/crc64.hpp"
#include "sim/store/detail/superblock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sample_study.hpp"

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

namespace packline::store::detail {
namespace {

TEST_CASE("Crc64: agrees with the published check value of CRC-64/XZ", "[unit]") {
    constexpr std::string_view digits = "123456789";
    Crc64 crc;
    crc.add(std::as_bytes(std::span{digits}));
    CHECK(crc.value() == 0x995DC9BBDF1939FAULL);
}

TEST_CASE("lookup3: agrees with the driver of its source", "[unit]") {
    constexpr std::string_view text = "Four score and seven years ago";
    CHECK(lookup3(std::as_bytes(std::span{text})) == 0x17770551U);
    CHECK(lookup3({}) == 0xDEADBEEFU);
}

TEST_CASE("codec: a replication comes back bit for bit", "[unit]") {
    auto sent = test::sample_replication(1);
    sent.values[0] = std::bit_cast<double>(0x7FF8'0000'DEAD'BEEFULL);  // a NaN with a payload
    Encoder to;
    encode(to, sent);
    Decoder from{to.bytes()};
    const auto got = decode_replication(from);
    REQUIRE(from.complete());
    Encoder again;
    encode(again, got);
    CHECK(again.bytes() == to.bytes());
    CHECK(got.replication == 1);
    CHECK(got.series == sent.series);
    CHECK(std::bit_cast<std::uint64_t>(got.values[0]) == 0x7FF8'0000'DEAD'BEEFULL);
}

TEST_CASE("codec: every shorter text is told from the whole one", "[unit]") {
    Encoder to;
    encode(to, test::sample_replication(0));
    for (std::size_t size = 0; size < to.bytes().size(); ++size) {
        Decoder from{std::span{to.bytes()}.first(size)};
        decode_replication(from);
        CHECK_FALSE(from.complete());
    }
}

TEST_CASE("codec: a count that cannot be true does not reserve memory", "[unit]") {
    Encoder to;
    encode(to, ReplicationResult{});
    Bytes bytes = to.bytes();
    for (std::size_t i = 20; i < 24; ++i) bytes[i] = std::byte{0xFF};  // number of values
    Decoder from{bytes};
    CHECK(decode_replication(from).values.empty());
    CHECK_FALSE(from.complete());
}

TEST_CASE("codec: the checksum and the comparison see every field", "[unit]") {
    const StudyResult study = test::sample_study();
    const auto differs = [&](auto change) {
        StudyResult other = study;
        change(other);
        return !identical(other, study) &&
               content_checksum("1", other) != content_checksum("1", study);
    };
    CHECK(identical(study, study));
    CHECK(content_checksum("1", study) != content_checksum("2", study));
    CHECK(differs([](auto& s) { s.title += 'x'; }));
    CHECK(differs([](auto& s) { s.input += 'x'; }));
    CHECK(differs([](auto& s) { s.seed++; }));
    CHECK(differs([](auto& s) { s.horizon.us++; }));
    CHECK(differs([](auto& s) { s.warmup.length.us++; }));
    CHECK(differs([](auto& s) { s.warmup.automatic = false; }));
    CHECK(differs([](auto& s) { s.warmup.enough = true; }));
    CHECK(differs([](auto& s) { s.warmup.explanation += 'x'; }));
    CHECK(differs([](auto& s) { s.bucket.us++; }));
    CHECK(differs([](auto& s) { s.metrics[2].about += 'x'; }));
    CHECK(differs([](auto& s) { s.metrics[1].unit += 'x'; }));
    CHECK(differs([](auto& s) { s.series[1].name += 'x'; }));
    CHECK(differs([](auto& s) { s.warnings.pop_back(); }));
    CHECK(differs([](auto& s) { s.replications.pop_back(); }));
    CHECK(differs([](auto& s) { s.replications[2].fingerprint++; }));
    CHECK(differs([](auto& s) { s.replications[2].events++; }));
    CHECK(differs([](auto& s) { s.replications[0].values[2] = 0.0; }));  // was -0.0
    CHECK(differs([](auto& s) { s.replications[0].series[1][3] = 1e-300; }));
}

}  // namespace
}  // namespace packline::store::detail
