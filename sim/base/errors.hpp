#pragma once

#include "sim/base/source_location.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>

// Errors by who is to blame. What is wrong in the user's text goes to Diagnostics
// (diagnostics.hpp), which gathers all of it.

namespace packline {

/// The caller broke a contract: our bug, never the user's.
class ContractError : public std::logic_error {
public:
    ContractError(const char* why, SourceLocation at);
};

/// The model ran into something that its description makes impossible to go on from,
/// e.g. a deadlock of finite buffers. Carries where and when.
class ModelError : public std::runtime_error {
public:
    /// `entity` is the name of the station, lot or pool; `time_us` simulated time [us].
    ModelError(std::string problem, std::string entity, std::int64_t time_us);

    const std::string& problem() const { return problem_; }
    const std::string& entity() const { return entity_; }
    std::int64_t time_us() const { return time_us_; }

private:
    std::string problem_;
    std::string entity_;
    std::int64_t time_us_;
};

/// The machine failed us: disk full, no permission, file damaged.
class IoError : public std::runtime_error {
public:
    IoError(const std::string& path, const std::string& reason);
};

[[noreturn]] void fail_contract(const char* why, SourceLocation at);

/// Checks a contract in every build type.
constexpr void expect(bool condition, const char* why,
                      SourceLocation at = SourceLocation::current()) {
    if (!condition) [[unlikely]] {
        fail_contract(why, at);
    }
}

}  // namespace packline
