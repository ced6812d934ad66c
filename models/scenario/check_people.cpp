#include "models/scenario/check_people.hpp"

#include "models/scenario/static_staffing.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace packline::scenario {

using namespace packaging;

namespace {

class PeopleChecker {
public:
    PeopleChecker(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics)
        : line_{line}, at_{at}, diagnostics_{diagnostics} {}

    void check() {
        somebody_there();
        if (diagnostics_.ok()) {
            overloaded_people();
        }
    }

private:
    /// Persons of each skill that serve this area.
    std::uint32_t persons(SkillId skill, AreaId area) const {
        std::uint32_t n = 0;
        for (const OperatorGroupSpec& g : line_.operators) {
            const bool has = std::ranges::find(g.skills, skill) != g.skills.end();
            n += has && (!g.area.valid() || g.area == area) ? g.persons : 0;
        }
        return n;
    }

    /// Who waits for people that do not exist waits for ever.
    void somebody_there() {
        std::vector<bool> asked(line_.skills.size(), false);
        const auto look = [&](const OperatorNeed& need, const StationSpec& station,
                              const Location& at) {
            if (!need.wanted()) {
                return;
            }
            asked[need.skill.index()] = true;
            const std::uint32_t there = persons(need.skill, station.area);
            if (there < need.persons) {
                diagnostics_.error(
                    at,
                    fmt::format("{} person{} of skill '{}' {} needed at '{}' and area '{}' has {} "
                                "(it would wait for ever)",
                                need.persons, need.persons == 1 ? "" : "s",
                                line_.skills[need.skill.index()], need.persons == 1 ? "is" : "are",
                                station.name, line_.areas[station.area.index()].name, there),
                    "raise `persons:` of a group, or let one that has the skill serve the area");
            }
        };
        for (std::size_t s = 0; s < line_.stations.size(); ++s) {
            for (const OperatorNeed& need : line_.stations[s].operators) {
                look(need, line_.stations[s], at_.stations[s]);
            }
        }
        for (std::size_t r = 0; r < line_.routes.size(); ++r) {
            for (std::size_t i = 0; i < line_.routes[r].steps.size(); ++i) {
                const StepSpec& step = line_.routes[r].steps[i];
                const StationSpec& station = line_.stations[step.station.index()];
                for (std::size_t t = 0; t < kVisitTasks; ++t) {
                    // What the station states too is told there.
                    if (step.operators[t].skill != station.operators[t].skill ||
                        step.operators[t].persons != station.operators[t].persons) {
                        look(step.operators[t], station, at_.steps[r][i]);
                    }
                }
                for (const OperatorNeed& need : step.operators) {
                    if (need.wanted()) {
                        asked[need.skill.index()] = true;
                    }
                }
            }
        }
        for (std::size_t g = 0; g < line_.operators.size(); ++g) {
            const auto wanted = [&](SkillId skill) { return asked[skill.index()]; };
            if (std::ranges::none_of(line_.operators[g].skills, wanted)) {
                diagnostics_.warning(
                    at_.operators[g],
                    fmt::format("nothing asks for operators of '{}'", line_.operators[g].name),
                    "leave it out, or name a skill of theirs in `operators:` of a station");
            }
        }
    }

    void overloaded_people() {
        for (const SkillLoad& l : skill_loads(line_)) {
            if (l.load < 1) {
                continue;
            }
            const std::size_t group = l.groups.front().index();
            const std::string problem = fmt::format(
                "people of skill '{}' are overloaded: {:.1f} h of work a day for {} of them who "
                "are "
                "there {:.1f} h (load {:.0f} %)",
                line_.skills[l.skill.index()], l.hours_per_day, l.persons, l.staffed_per_day,
                100 * l.load);
            const std::string help = fmt::format("release less, or have {:.0f} persons (85 % load)",
                                                 std::ceil(l.persons_at_85 - 1e-9));
            if (l.bounded) {
                diagnostics_.warning(at_.operator_persons[group], problem, help);
            } else {
                diagnostics_.error(at_.operator_persons[group],
                                   problem + " and what waits for them would grow for ever", help);
            }
        }
    }

    const LineSpec& line_;
    const LineLocations& at_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_people(const LineSpec& line, const LineLocations& at, Diagnostics& diagnostics) {
    PeopleChecker{line, at, diagnostics}.check();
}

}  // namespace packline::scenario
