#include "tests/support/random_resources.hpp"

#include "sim/random/draws.hpp"
#include "tests/support/random_choices.hpp"
#include "tests/support/random_line.hpp"
#include "tests/support/random_testbed.hpp"
#include "tests/support/random_utilities.hpp"

#include <string>
#include <utility>
#include <vector>

namespace packline::test {

namespace {

using namespace packaging;

class Resources {
public:
    Resources(LineSpec& line, const Draws& draws, double ties)
        : line_{line}, draws_{draws}, ties_{ties} {}

    /// People in half of the lines.
    void operators() {
        if (chance(draws_, 0.5)) {
            return;
        }
        line_.skills = {"work", "fix"};
        line_.calendars.push_back(
            {"shift", hours(24), {{hours(6), hours(14)}, {hours(15), hours(23)}}});
        const auto group = [&](const std::string& name, std::vector<SkillId> skills, AreaId area) {
            OperatorGroupSpec g;
            g.name = name;
            g.persons = static_cast<std::uint32_t>(pick(draws_, 2, 5));
            g.skills = std::move(skills);
            g.area = area;
            g.calendar = chance(draws_, 0.5) ? CalendarId{1} : CalendarId::none();
            g.limited = chance(draws_, 0.3);
            g.weekly_hours = hours(pick(draws_, 20, 60));
            line_.operators.push_back(g);
        };
        const SkillId work{0};
        const SkillId fix{1};
        for (std::size_t a = 0; a < line_.areas.size(); ++a) {
            group("all" + std::to_string(a), {work, fix}, AreaId::from_index(a));
            if (chance(draws_, 0.5)) {
                group("one" + std::to_string(a), {work}, AreaId::from_index(a));
            }
        }
        if (chance(draws_, 0.3 * ties_)) {
            group("everywhere", {fix}, AreaId::none());
        }
        const auto need = [&](OperatorNeed& n, double p) {
            if (chance(draws_, p)) {
                n.skill = chance(draws_, 0.5) ? work : fix;
                n.persons = chance(draws_, 0.2) ? 2 : 1;
            }
        };
        for (StationSpec& s : line_.stations) {
            need(s.operators[3], 0.5);
            need(s.operators[4], 0.5);
            need(s.operators[5], 0.5);
        }
        for (RouteSpec& route : line_.routes) {
            for (StepSpec& s : route.steps) {
                need(s.operators[0], 0.4);
                need(s.operators[1], 0.4);
                need(s.operators[2], 0.3);
                s.operators[1].has_takes = true;
                s.operators[1].takes = minutes(pick(draws_, 1, 10));
            }
        }
    }

    /// Kits of each area in half of the lines.
    void tooling() {
        if (chance(draws_, 0.5)) {
            return;
        }
        const std::size_t areas = line_.areas.size();
        for (std::size_t i = 0; i < 2 * areas; ++i) {
            ToolingSpec kit;
            kit.name = "kit" + std::to_string(i);
            kit.stock = static_cast<std::uint32_t>(pick(draws_, 2, 4));
            kit.wears = chance(draws_, 0.6);
            kit.life = pick(draws_, 1, 40);
            kit.counted_in = static_cast<ToolingUse>(pick(draws_, 0, 2));
            kit.refurbished = chance(draws_, 0.7);
            kit.refurbish = minutes_of(draws_, 10, 200);
            kit.most_refurbishments = static_cast<std::uint32_t>(pick(draws_, 0, 3));
            kit.replaced = true;
            kit.replace = minutes_of(draws_, 10, 400);
            line_.tooling.push_back(kit);
        }
        for (RouteSpec& route : line_.routes) {
            for (StepSpec& s : route.steps) {
                const std::size_t area = chance(draws_, 0.05 * ties_)
                                             ? 0
                                             : line_.stations[s.station.index()].area.index();
                for (std::size_t k = 0; k < 2; ++k) {
                    if (chance(draws_, 0.3)) {
                        s.tooling.push_back({ToolingId::from_index(2 * area + k),
                                             static_cast<std::uint32_t>(pick(draws_, 1, 2))});
                    }
                }
            }
        }
    }

private:
    LineSpec& line_;
    Draws draws_;
    double ties_;
};

}  // namespace

packaging::LineSpec with_resources(packaging::LineSpec line, std::uint32_t number, double ties) {
    if (number % 3 == 1) {
        add_testbed(line, number);
    }
    Resources{line, Draws{{number, 0}, 4712, Purpose::test, 0}, ties}.operators();
    Resources{line, Draws{{number, 0}, 4713, Purpose::test, 0}, ties}.tooling();
    return line;
}

packaging::LineSpec random_line(std::uint32_t number) {
    return with_utilities(with_resources(plain_line(number), number, 1.0), number);
}

packaging::LineSpec random_campus(std::uint32_t number) {
    return with_utilities(with_resources(plain_campus(number), number, 0.05), number);
}

}  // namespace packline::test
