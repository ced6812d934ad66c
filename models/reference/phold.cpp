#include "models/reference/phold.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math.hpp"
#include "sim/random/draws.hpp"

namespace packline::reference {

Phold::Phold(const PholdSpec& spec)
    : spec_{spec},
      remote_{static_cast<std::uint64_t>(spec.remote * 0x1p32)},
      rest_{static_cast<double>((spec.mean - spec.lookahead).us)} {
    expect(spec.processes > 0 && spec.events_per_process > 0, "PHOLD needs processes and events");
    expect(spec.remote >= 0 && spec.remote <= 1, "a share is from 0 to 1");
    expect(spec.lookahead > Duration{} && spec.lookahead <= spec.mean,
           "the lookahead is above zero and no more than the mean");
}

void Phold::start(Scheduler& scheduler) const {
    for (std::uint32_t p = 0; p < spec_.processes; ++p) {
        for (std::uint32_t i = 0; i < spec_.events_per_process; ++i) {
            send(p, (std::uint64_t{1} << 31) + i, scheduler);
        }
    }
}

void Phold::send(std::uint32_t from, std::uint64_t decision, Scheduler& scheduler) const {
    Draws draws{spec_.key, mix64(from + std::uint64_t{1}), Purpose::test,
                static_cast<std::uint32_t>(decision)};
    const auto step = static_cast<std::int64_t>(-math::log(draws.uniform()) * rest_);
    const std::uint64_t bits = draws.bits();
    const auto any = static_cast<std::uint32_t>((bits & 0xFFFFFFFF) * spec_.processes >> 32);
    // Without a branch: nothing can foresee it.
    const std::uint32_t far = (bits >> 32) < remote_ ? ~std::uint32_t{0} : 0;
    const std::uint32_t to = from ^ ((from ^ any) & far);
    std::uint64_t worked = spec_.work > 0 ? bits : 0;
    for (std::uint32_t i = 0; i < spec_.work; ++i) {
        worked = mix64(worked);
    }
    scheduler.schedule(EntityId{from}, EntityId{to},
                       scheduler.now() + spec_.lookahead + Duration{step}, Priority::arrive, 1, 0,
                       worked);
}

}  // namespace packline::reference
