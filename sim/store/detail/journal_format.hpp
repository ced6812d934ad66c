#pragma once

#include "sim/experiment/results.hpp"
#include "sim/store/detail/bytes.hpp"
#include "sim/store/journal.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

// The bytes of a journal, without files.

namespace packline::store::detail {

/// Magic, format version, manifest, CRC-64 over all of these.
struct JournalHeader {
    Bytes bytes;
    std::uint64_t checksum = 0;
};
JournalHeader journal_header(const Manifest& manifest);

/// Length, payload, CRC-64 over the header's checksum, the record's ordinal, length and payload:
/// a record of another journal, or at another place, is not taken for this one's.
Bytes journal_record(std::uint64_t header_checksum, std::uint64_t ordinal,
                     const ReplicationResult& replication);

/// Reads one record from the front of `rest`; none if it is torn or damaged.
std::optional<ReplicationResult> take_journal_record(Decoder& rest, std::uint64_t header_checksum,
                                                     std::uint64_t ordinal);

/// Why a file that does not start with the expected header cannot be gone on with; for people.
std::string why_not_this_journal(std::span<const std::byte> file, const Manifest& expected);

}  // namespace packline::store::detail
