#include "models/packaging/people/operators.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace packline::packaging {

namespace {

constexpr Duration kWeek = days(7);

std::int64_t week_of(Time at) { return at.us / kWeek.us; }

}  // namespace

Operators::Operators(const std::vector<OperatorGroupSpec>& specs, std::size_t skills,
                     std::size_t areas)
    : skills_{skills}, serving_(areas * skills), moves_(areas) {
    for (const OperatorGroupSpec& spec : specs) {
        Group& group = groups_.emplace_back();
        group.spec = &spec;
        group.present = spec.persons;
        group.idle_bits.assign((spec.persons + 63) / 64, 0);
        group.hours.resize(spec.limited ? spec.persons : 0);
        for (std::uint32_t i = 0; i < spec.persons; ++i) {
            make_idle(group, i);
        }
        update_duty(group, Time{});
        for (const SkillId skill : spec.skills) {
            for (std::size_t area = 0; area < areas; ++area) {
                if (!spec.area.valid() || spec.area.index() == area) {
                    serving_[area * skills + skill.index()].push_back(
                        OperatorGroupId::from_index(groups_.size() - 1));
                }
            }
        }
    }
    const auto rank = [&](OperatorGroupId g) {
        const OperatorGroupSpec& spec = specs[g.index()];
        return std::tuple{spec.skills.size(), std::string_view{spec.name}};
    };
    for (std::vector<OperatorGroupId>& groups : serving_) {
        std::ranges::sort(groups, {}, rank);
    }
}

std::span<const OperatorGroupId> Operators::serving(AreaId area, SkillId skill) const {
    return serving_[area.index() * skills_ + skill.index()];
}

bool Operators::has_skill(OperatorGroupId group, SkillId skill) const {
    const auto& skills = groups_[group.index()].spec->skills;
    return std::ranges::find(skills, skill) != skills.end();
}

/// Who would go, into `shares_`. False where somebody is missing.
bool Operators::plan(std::span<const OperatorNeed> needs, AreaId area, bool backwards) {
    shares_.clear();
    for (std::size_t k = 0; k < needs.size(); ++k) {
        const std::size_t i = backwards ? needs.size() - 1 - k : k;
        std::uint32_t missing = needs[i].wanted() ? needs[i].persons : 0;
        if (missing == 0) {
            continue;
        }
        for (const OperatorGroupId g : serving(area, needs[i].skill)) {
            std::uint32_t free = groups_[g.index()].open ? groups_[g.index()].idle : 0;
            for (const Share& share : shares_) {
                free -= share.group == g ? share.persons : 0;
            }
            const std::uint32_t n = std::min(free, missing);
            if (n > 0) {
                shares_.push_back({i, g, n});
                missing -= n;
            }
        }
        if (missing > 0) {
            return false;
        }
    }
    return true;
}

/// Persons of several skills could be given to the wrong need first: the other order is tried too.
bool Operators::enough(std::span<const OperatorNeed> needs, AreaId area) {
    return plan(needs, area, false) || (needs.size() > 1 && plan(needs, area, true));
}

void Operators::seize(std::span<const OperatorNeed> needs, std::span<const OperatorTask> tasks,
                      AreaId area, Time now, std::vector<Person>& taken) {
    expect(enough(needs, area), "operators are seized who are not there");
    std::ranges::stable_sort(shares_, {}, &Share::need);
    for (const Share& share : shares_) {
        Group& group = of(share.group);
        for (std::uint32_t i = 0; i < share.persons; ++i) {
            taken.push_back({share.group, take_first(group)});
        }
        group.busy += share.persons;
        group.statistics.busy[static_cast<std::size_t>(tasks[share.need])].add(now, share.persons);
    }
}

bool Operators::release(Person person, OperatorTask task, Time since, Time now) {
    Group& group = of(person.group);
    --group.busy;
    group.statistics.busy[static_cast<std::size_t>(task)].add(now, -1);
    bool stays = true;
    if (group.spec->limited) {
        Hours& hours = group.hours[person.number];
        const std::int64_t week = week_of(now);
        if (hours.week != week) {
            hours = {.week = week, .worked = {}};
        }
        hours.worked += now - std::max(since, Time{} + kWeek * week);
        stays = hours.worked < group.spec->weekly_hours;
    }
    if (stays) {
        make_idle(group, person.number);
    } else {
        group.used_up.push_back(person.number);
    }
    update_duty(group, now);
    return stays;
}

void Operators::set_open(OperatorGroupId id, bool open, Time now) {
    of(id).open = open;
    moved(of(id));
    update_duty(of(id), now);
}

void Operators::start_week(OperatorGroupId id, Time now) {
    Group& group = of(id);
    for (const std::uint32_t number : group.used_up) {
        make_idle(group, number);
    }
    group.used_up.clear();
    update_duty(group, now);
}

void Operators::set_present(OperatorGroupId id, std::uint32_t persons, Time now) {
    Group& group = of(id);
    if (persons == group.present) {
        return;
    }
    group.present = persons;
    std::vector<std::uint32_t> free = std::exchange(group.away, {});
    for (std::uint32_t number = persons; number < group.spec->persons; ++number) {
        std::uint64_t& word = group.idle_bits[number / 64];
        const std::uint64_t bit = std::uint64_t{1} << (number % 64);
        if ((word & bit) != 0) {
            word &= ~bit;
            --group.idle;
            free.push_back(number);
        }
    }
    for (const std::uint32_t number : free) {
        make_idle(group, number);
    }
    update_duty(group, now);
}

void Operators::make_idle(Group& group, std::uint32_t number) {
    if (number >= group.present) {
        group.away.push_back(number);
        return;
    }
    group.idle_bits[number / 64] |= std::uint64_t{1} << (number % 64);
    ++group.idle;
    moved(group);
}

void Operators::moved(const Group& group) {
    ++(group.spec->area.valid() ? moves_[group.spec->area.index()] : moves_everywhere_);
}

std::uint32_t Operators::take_first(Group& group) {
    const auto word = std::ranges::find_if(group.idle_bits, [](std::uint64_t w) { return w != 0; });
    const auto bit = static_cast<std::uint32_t>(std::countr_zero(*word));
    *word &= *word - 1;
    --group.idle;
    return static_cast<std::uint32_t>(word - group.idle_bits.begin()) * 64 + bit;
}

void Operators::update_duty(Group& group, Time now) {
    group.statistics.on_duty.set(now, group.busy + (group.open ? group.idle : 0));
}

void Operators::reset_statistics(Time now) {
    for (Group& group : groups_) {
        for (TimeIntegral& level : group.statistics.busy) {
            level.reset(now);
        }
        group.statistics.on_duty.reset(now);
        group.statistics.wait = {};
    }
}

}  // namespace packline::packaging
