#include "models/packaging/stock/tooling.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>

namespace packline::packaging {

Tooling::Tooling(const std::vector<ToolingSpec>& specs, std::size_t tools)
    : specs_{specs},
      on_(tools),
      busy_(tools, false),
      statistics_(specs.size()),
      moves_(specs.size()) {
    for (std::size_t k = 0; k < specs.size(); ++k) {
        first_.push_back(static_cast<std::uint32_t>(kits_.size()));
        Kit kit;
        kit.kind = ToolingId::from_index(k);
        kits_.resize(kits_.size() + specs[k].stock, kit);
        for (std::size_t i = 0; i < specs[k].used.size(); ++i) {
            kits_[first_.back() + i].uses = specs[k].used[i];
        }
    }
    first_.push_back(static_cast<std::uint32_t>(kits_.size()));
}

/// The last one in the store: the first have uses that are stated.
void Tooling::put_on(std::uint32_t tool, ToolingId kind, std::int64_t uses) {
    std::uint32_t k = first_[kind.index() + 1];
    while (k > first_[kind.index()] && kits_[k - 1].where != kStore) {
        --k;
    }
    expect(k > first_[kind.index()], "more kits on tools at the start than there are");
    kits_[k - 1].where = tool;
    kits_[k - 1].uses = uses;
    on_[tool].push_back(k - 1);
}

std::vector<Tooling::KitPlace> Tooling::places(ToolingId kind) const {
    std::vector<KitPlace> out;
    for (std::uint32_t k = first_[kind.index()]; k < first_[kind.index() + 1]; ++k) {
        const Kit& kit = kits_[k];
        const bool on_tool = kit.where != kStore && kit.where != kAway;
        out.push_back({.tool = on_tool ? kit.where : kStore,
                       .away = kit.where == kAway,
                       .uses = kit.where == kAway ? 0 : kit.uses});
    }
    return out;
}

bool Tooling::worn(const Kit& kit) const {
    const ToolingSpec& spec = specs_[kit.kind.index()];
    return spec.wears && kit.uses >= spec.life;
}

/// A kit on an idle tool is free for others; a worn one is free for nobody.
bool Tooling::can_be_taken(const Kit& kit, std::uint32_t tool) const {
    if (kit.where == kAway || worn(kit)) {
        return false;
    }
    return kit.where == kStore || kit.where == tool || !busy_[kit.where];
}

bool Tooling::mounted(std::uint32_t tool, std::span<const ToolingNeed> needs) const {
    return std::ranges::all_of(needs, [&](const ToolingNeed& need) {
        const auto n = std::ranges::count_if(on_[tool], [&](std::uint32_t k) {
            return kits_[k].kind == need.kit && !worn(kits_[k]);
        });
        return n >= need.n;
    });
}

ToolingId Tooling::missing(std::uint32_t tool, std::span<const ToolingNeed> needs) const {
    for (const ToolingNeed& need : needs) {
        std::uint32_t n = 0;
        for (std::uint32_t k = first_[need.kit.index()]; k < first_[need.kit.index() + 1]; ++k) {
            n += can_be_taken(kits_[k], tool) ? 1U : 0U;
        }
        if (n < need.n) {
            return need.kit;
        }
    }
    return ToolingId::none();
}

std::uint64_t Tooling::moves(std::span<const ToolingId> kinds) const {
    std::uint64_t sum = 0;
    for (const ToolingId kind : kinds) {
        sum += moves_[kind.index()];
    }
    return sum;
}

void Tooling::mount(std::uint32_t tool, std::span<const ToolingNeed> needs,
                    std::vector<std::uint32_t>& robbed) {
    std::vector<std::uint32_t>& here = on_[tool];
    std::erase_if(here, [&](std::uint32_t k) {
        const bool stays =
            std::ranges::find(needs, kits_[k].kind, &ToolingNeed::kit) != needs.end();
        kits_[k].where = stays ? tool : kStore;
        moves_[kits_[k].kind.index()] += stays ? 0 : 1;
        return !stays;
    });
    for (const ToolingNeed& need : needs) {
        auto n = static_cast<std::uint32_t>(std::ranges::count_if(
            here, [&](std::uint32_t k) { return kits_[k].kind == need.kit; }));
        for (const bool from_store : {true, false}) {
            for (std::uint32_t k = first_[need.kit.index()];
                 n < need.n && k < first_[need.kit.index() + 1]; ++k) {
                Kit& kit = kits_[k];
                if ((kit.where == kStore) != from_store || kit.where == tool ||
                    !can_be_taken(kit, tool)) {
                    continue;
                }
                if (!from_store) {
                    robbed.push_back(kit.where);
                    std::erase(on_[kit.where], k);
                }
                kit.where = tool;
                here.push_back(k);
                ++n;
            }
        }
        expect(n >= need.n, "a kit is mounted that is not there");
    }
}

void Tooling::set_busy(std::uint32_t tool, bool busy, Time now) {
    if (busy_[tool] == busy) {
        return;
    }
    busy_[tool] = busy;
    for (const std::uint32_t k : on_[tool]) {
        ++moves_[kits_[k].kind.index()];
        statistics_[kits_[k].kind.index()].in_use.add(now, busy ? 1 : -1);
    }
}

void Tooling::wear(std::uint32_t tool, std::span<const ToolingNeed> needs, const Uses& uses) {
    for (const std::uint32_t k : on_[tool]) {
        const ToolingSpec& spec = specs_[kits_[k].kind.index()];
        if (std::ranges::find(needs, kits_[k].kind, &ToolingNeed::kit) == needs.end()) {
            continue;
        }
        kits_[k].uses += uses.in(spec.counted_in);
    }
}

void Tooling::take_worn(std::uint32_t tool, Time now, std::vector<Worn>& out) {
    std::erase_if(on_[tool], [&](std::uint32_t k) {
        Kit& kit = kits_[k];
        if (!worn(kit)) {
            return false;
        }
        const ToolingSpec& spec = specs_[kit.kind.index()];
        ToolingStatistics& s = statistics_[kit.kind.index()];
        const bool refurbished =
            spec.refurbished &&
            (spec.most_refurbishments == 0 || kit.refurbishments < spec.most_refurbishments);
        const bool lost = !refurbished && !spec.replaced;
        out.push_back({.number = k,
                       .kit = kit.kind,
                       .ordinal = kit.ordinal++,
                       .refurbished = refurbished,
                       .lost = lost});
        kit.refurbishments = refurbished ? kit.refurbishments + 1 : 0;
        kit.where = kAway;
        ++s.worn;
        s.lost += lost ? 1 : 0;
        s.away.add(now, lost ? 0 : 1);
        return true;
    });
}

void Tooling::come_back(std::uint32_t number, Time now) {
    Kit& kit = kits_[number];
    ++moves_[kit.kind.index()];
    kit.where = kStore;
    kit.uses = 0;
    statistics_[kit.kind.index()].away.add(now, -1);
}

void Tooling::reset_statistics(Time now) {
    for (ToolingStatistics& s : statistics_) {
        s.in_use.reset(now);
        s.away.reset(now);
        s.waiting.reset(now);
        s.worn = 0;
        s.lost = 0;
    }
}

}  // namespace packline::packaging
