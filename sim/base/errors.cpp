#include "sim/base/errors.hpp"

#include <fmt/format.h>
#include <utility>

namespace packline {

ContractError::ContractError(const char* why, SourceLocation at)
    : std::logic_error(fmt::format("{}:{}: broken contract: {}", at.file, at.line, why)) {}

ModelError::ModelError(std::string problem, std::string entity, std::int64_t time_us)
    : std::runtime_error(fmt::format("{} (at '{}', {:.6f} h of simulated time)", problem, entity,
                                     static_cast<double>(time_us) / 3.6e9)),
      problem_{std::move(problem)},
      entity_{std::move(entity)},
      time_us_{time_us} {}

IoError::IoError(const std::string& path, const std::string& reason)
    : std::runtime_error(fmt::format("{}: {}", path, reason)) {}

void fail_contract(const char* why, SourceLocation at) { throw ContractError(why, at); }

}  // namespace packline
