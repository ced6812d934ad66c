#pragma once

#include "sim/experiment/results.hpp"
#include "sim/store/detail/bytes.hpp"

#include <cstdint>
#include <string>

// One form in bytes of what a study holds: in the journal, and under the checksum of a result
// file. Equal bytes mean equal results, bit for bit.

namespace packline::store::detail {

void encode(Encoder& to, const ReplicationResult& replication);
/// Check `from.complete()` afterwards.
ReplicationResult decode_replication(Decoder& from);

/// All of a study but its replications.
void encode_header(Encoder& to, const StudyResult& study);

/// CRC-64 over all that a result file holds.
std::uint64_t content_checksum(const std::string& program_version, const StudyResult& study);

/// Equal to the last bit; a NaN equals the same NaN.
bool identical(const StudyResult& a, const StudyResult& b);

}  // namespace packline::store::detail
