// `operators:` of a line, of a station and of a step.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

namespace {

constexpr std::array<std::string_view, kOperatorTasks> kTaskKeys{"setup",  "load",   "run",
                                                                 "assist", "repair", "maintenance"};

/// `windows` without `cut`; both ascending.
std::vector<CalendarSpec::Window> without(const std::vector<CalendarSpec::Window>& windows,
                                          const std::vector<CalendarSpec::Window>& cut) {
    std::vector<CalendarSpec::Window> out;
    for (CalendarSpec::Window w : windows) {
        for (const CalendarSpec::Window& c : cut) {
            if (c.close <= w.open || c.open >= w.close) {
                continue;
            }
            if (c.open > w.open) {
                out.push_back({w.open, c.open});
            }
            w.open = std::min(c.close, w.close);
        }
        if (w.open < w.close) {
            out.push_back(w);
        }
    }
    return out;
}

}  // namespace

void LineReader::operator_group(const Member& member) {
    MapReader reader{member.value, "operator group", diagnostics_};
    OperatorGroupSpec group;
    group.name = member.key;
    group.persons = static_cast<std::uint32_t>(reader.count("persons", 1, 100'000, 1).n);
    skills(reader, group);
    if (reader.has("area")) {
        group.area = AreaId{find(area_names_, reader.text("area"), reader.at("area"), "area")};
    }
    if (reader.has("calendar")) {
        group.calendar = CalendarId{
            find(calendar_names_, reader.text("calendar"), reader.at("calendar"), "calendar")};
    }
    if (reader.has("breaks")) {
        group.calendar = breaks(reader, group);
    }
    group.wage = money_rate(reader, "wage");
    group.limited = reader.has("weekly_hours");
    group.weekly_hours = reader.duration("weekly_hours", days(7));
    if (group.weekly_hours == Duration{}) {
        reader.error("weekly_hours", "weekly_hours = 0 (nobody would ever work)",
                     "write the hours of a person's week, or leave the key out");
    }
    at_.operators.push_back(member.at);
    at_.operator_persons.push_back(reader.at("persons"));
    line_.operators.push_back(std::move(group));
}

void LineReader::skills(MapReader& reader, OperatorGroupSpec& group) {
    const auto add = [&](const std::string& name, const Location& at) {
        auto it = std::ranges::find(line_.skills, name);
        if (it == line_.skills.end()) {
            line_.skills.push_back(name);
            it = line_.skills.end() - 1;
        }
        const SkillId skill =
            SkillId::from_index(static_cast<std::size_t>(it - line_.skills.begin()));
        if (std::ranges::find(group.skills, skill) != group.skills.end()) {
            diagnostics_.error(at, fmt::format("skill '{}' is listed twice", name),
                               "name each skill once");
            return;
        }
        group.skills.push_back(skill);
    };
    for (const Node* skill : reader.list("skills")) {
        if (!skill->is_scalar() || skill->text.empty() || skill->text == "none") {
            diagnostics_.error(skill->at, "a skill needs a name (and `none` means nobody)",
                               "write `skills: [setup, load]`");
            continue;
        }
        add(skill->text, skill->at);
    }
    if (group.skills.empty()) {
        add(group.name, reader.node().at);
    }
}

/// The shift without its breaks, as a calendar of its own.
CalendarId LineReader::breaks(MapReader& reader, const OperatorGroupSpec& group) {
    CalendarSpec calendar{.name = group.name + " less breaks", .period = days(7), .windows = {}};
    calendar.windows = {{Duration{}, calendar.period}};
    if (group.calendar.index() < line_.calendars.size()) {
        calendar.period = line_.calendars[group.calendar.index()].period;
        calendar.windows = line_.calendars[group.calendar.index()].windows;
    }
    calendar.windows = without(calendar.windows, windows(reader, "breaks", calendar.period));
    if (calendar.windows.empty()) {
        reader.error("breaks", "the breaks leave nothing of the shift (nobody would ever work)",
                     "state only the pauses");
    }
    line_.calendars.push_back(std::move(calendar));
    return CalendarId::from_index(line_.calendars.size() - 1);
}

/// Fills in who is needed. `needs` has the tasks of visits, or those of stops too; `loads`: the
/// station has a loading time.
void LineReader::operators(MapReader& reader, std::span<OperatorNeed> needs, bool loads) {
    const Node* node = reader.map("operators");
    if (node == nullptr) {
        return;
    }
    MapReader in{*node, "operators", diagnostics_};
    for (std::size_t t = 0; t < kOperatorTasks; ++t) {
        if (!in.has(kTaskKeys[t])) {
            continue;
        }
        if (t >= needs.size()) {
            in.error(
                kTaskKeys[t],
                fmt::format("a step has no '{}' of its own (the tool stops, whatever is in it)",
                            kTaskKeys[t]),
                "write it into `operators:` of the station");
            continue;
        }
        needs[t] = operator_need(in, kTaskKeys[t], loads);
    }
}

OperatorNeed LineReader::operator_need(MapReader& in, std::string_view task, bool loads) {
    OperatorNeed need;
    std::string skill;
    Location at = in.at(task);
    const Node& node = *in.value(task);
    if (node.is_scalar()) {
        skill = in.text(task);
    } else {
        MapReader map{node, "operator need", diagnostics_};
        skill = map.text("skill");
        at = map.at("skill");
        need.persons = static_cast<std::uint32_t>(map.count("persons", 1, 100'000, 1).n);
        need.has_takes = map.has("takes");
        need.takes = map.duration("takes", minutes(1));
        if (need.has_takes && task != "load") {
            map.error("takes",
                      fmt::format("'takes' is for load ({} lasts as long as it does)", task),
                      "leave the key out");
        }
    }
    if (skill.empty() || skill == "none") {
        return {};
    }
    if (task == "load" && !loads && !need.has_takes) {
        diagnostics_.error(in.at(task),
                           "the loading takes no time (the station states no `loading:`)",
                           fmt::format("write `load: {{skill: {}, takes: 3 min}}`", skill));
    }
    need.skill = SkillId{find(line_.skills, skill, at, "skill of an operator")};
    return need;
}

}  // namespace packline::scenario
