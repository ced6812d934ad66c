#include "models/scenario/snapshot_files.hpp"

#include "models/packaging/release/rate_profile.hpp"
#include "models/scenario/csv_table.hpp"
#include "models/scenario/snapshot_wip.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace packline::scenario {

using namespace packaging;

namespace {

/// Two columns: when the next lot may follow those inside, and when each place is free.
std::string rooms_of(const InitialToolSpec& tool) {
    std::vector<std::string> free;
    for (const Duration d : tool.free) {
        free.push_back(exact(d));
    }
    return fmt::format(",{},{}", tool.has_enters ? exact(tool.enters) : "",
                       tool.has_free ? csv_field(fmt::format("[{}]", fmt::join(free, ", "))) : "");
}

std::string tools_csv(const LineSpec& line, const Snapshot& snapshot) {
    const bool rooms = std::ranges::any_of(
        snapshot.tools, [](const InitialToolSpec& t) { return t.has_enters || t.has_free; });
    std::string out = fmt::format("station,tool,setup,run,down_for,maintenance,due,kits{}\n",
                                  rooms ? ",enters_in,free_in" : "");
    for (const InitialToolSpec& tool : snapshot.tools) {
        const StationSpec& station = line.stations[tool.station.index()];
        std::string maintenance;
        std::string due;
        if (tool.maintenance >= 0) {
            const MaintenanceSpec& m =
                station.maintenance[static_cast<std::size_t>(tool.maintenance)];
            maintenance = m.name;
            due = m.every_count > 0 ? fmt::format("{} wafers", tool.due_count) : exact(tool.due);
        }
        std::vector<std::string> kits;
        for (const InitialKit& kit : tool.kits) {
            kits.push_back(fmt::format("{}: {}", line.tooling[kit.kit.index()].name, kit.uses));
        }
        out += fmt::format("{},{},{},{},{},{},{},{}{}\n", station.name, tool.tool + 1,
                           tool.setup.valid() ? station.setup.families[tool.setup.index()] : "",
                           tool.setup.valid() ? fmt::format("{}", tool.run) : "",
                           tool.down > Duration{} ? exact(tool.down) : "", maintenance, due,
                           csv_field(braces(kits)), rooms ? rooms_of(tool) : "");
    }
    return out;
}

std::string stocks_csv(const LineSpec& line, const Snapshot& snapshot) {
    std::string out = "material,parts\n";
    for (std::size_t m = 0; m < line.materials.size(); ++m) {
        if (!line.materials[m].unlimited) {
            out += fmt::format("{},{}\n", line.materials[m].name, snapshot.stocks[m]);
        }
    }
    return out;
}

/// The first release from `at` on, of those at constant intervals.
Time next_by_interval(const ReleaseSpec& release, Time at) {
    const Duration every = from_seconds(release.interval.mean());
    Time next = Time{} + release.first;
    next = next < at ? next + every * ((at - next).us / every.us) : next;
    return next < at ? next + every : next;
}

/// The same of those at dated rates, evenly spaced.
Time next_by_rates(const ReleaseSpec& release, Time at) {
    Time next = time_of_amount(release.rates, Time{} + release.first, 0);
    while (next < at) {
        next = std::max(time_of_amount(release.rates, next, release.interval.mean()),
                        next + Duration{1});
    }
    return next;
}

/// The rates from `at` on.
std::string rates_from(const ReleaseSpec& release, Time at) {
    constexpr double kWeek = 604'800;
    const auto row = [](Duration from, double per_s, Duration over) {
        return fmt::format("{{at: {}, rate: {} lots/wk{}}}", exact(from),
                           per_s > 0 ? fmt::format("{:.12g}", per_s * kWeek) : "0",
                           over > Duration{} ? ", over: " + exact(over) : "");
    };
    std::vector<std::string> rows{row(Duration{}, rate_at(release.rates, at), Duration{})};
    for (const RateChange& c : release.rates) {
        if (c.at > at) {
            rows.push_back(row(c.at - at, c.per_s, c.over));
        } else if (c.at + c.over > at) {
            // The rest of a ramp begins a second later.
            rows.push_back(
                row(seconds(1), c.per_s, std::max(c.at + c.over - at - seconds(1), Duration{})));
        }
    }
    const bool constant = release.interval.kind() == Distribution::Kind::constant;
    const Time next = constant ? next_by_rates(release, at) : at;
    return fmt::format("{{rate: [{}]{}}}", fmt::join(rows, ", "),
                       constant && next != Time::never() ? ", first: " + exact(next - at) : "");
}

std::string schedule_from(const ReleaseSpec& release, Time at) {
    std::vector<std::string> rows;
    for (const ReleaseSpec::Entry& e : release.schedule) {
        if (e.at >= at) {
            rows.push_back(fmt::format(
                "{{at: {}, lots: {}{}{}}}", exact(e.at - at), e.lots,
                e.priority >= 0 ? fmt::format(", priority: {}", e.priority) : "",
                e.has_due ? fmt::format(", due: {}", exact(std::max(e.due - at, Duration{})))
                          : ""));
        }
    }
    return rows.empty() ? "none" : fmt::format("{{schedule: [{}]}}", fmt::join(rows, ", "));
}

/// How a release goes on, as a value of its key; empty: as it is.
std::string release_from(const ReleaseSpec& release, Time at) {
    switch (release.kind) {
        case ReleaseKind::schedule:
            return schedule_from(release, at);
        case ReleaseKind::interval:
            break;
        default:
            return "";
    }
    if (!release.rates.empty()) {
        return rates_from(release, at);
    }
    if (release.interval.kind() != Distribution::Kind::constant) {
        return "";
    }
    return fmt::format("{{first: {}}}", exact(next_by_interval(release, at) - at));
}

void add_map(std::string& out, const std::string& key, const std::vector<std::string>& members) {
    if (!members.empty()) {
        out += key + ":\n";
        for (const std::string& m : members) {
            out += "  " + m + "\n";
        }
    }
}

/// What is put up at sites has other names in the text than in the line.
bool has_sites(const LineSpec& line) {
    return std::ranges::any_of(line.stations, [](const StationSpec& s) { return !s.site.empty(); });
}

/// Releases and kits in the store, as keys of a line that extends the one that was run.
std::string goes_on(const LineSpec& line, const Snapshot& snapshot) {
    std::string out;
    std::vector<std::string> products;
    for (const ProductSpec& p : line.products) {
        if (const std::string next = release_from(p.release, snapshot.at); !next.empty()) {
            products.push_back(fmt::format("{}: {{release: {}}}", p.name, next));
        }
    }
    add_map(out, "products", products);
    std::vector<std::string> streams;
    for (const ReleaseStreamSpec& s : line.streams) {
        if (const std::string next = release_from(s.release, snapshot.at); !next.empty()) {
            streams.push_back(fmt::format("{}: {}", s.name, next));
        }
    }
    add_map(out, "releases", streams);
    std::vector<std::string> kits;
    for (std::size_t k = 0; k < snapshot.used.size(); ++k) {
        const ToolingSpec& kit = line.tooling[k];
        if (kit.wears && (!snapshot.used[k].empty() || !kit.used.empty())) {
            kits.push_back(
                fmt::format("{}: {{used: [{}]}}", kit.name, fmt::join(snapshot.used[k], ", ")));
        }
    }
    add_map(out, "tooling", kits);
    return out;
}

}  // namespace

std::vector<LineFile> snapshot_files(const LineSpec& line, const std::string& line_text,
                                     const Snapshot& snapshot) {
    std::string start =
        fmt::format("# {} as it stands after {} of a run, seed {}\nextends: line.yaml\n", line.name,
                    exact(snapshot.at - Time{}), line.experiment.seed);
    std::vector<LineFile> out{{"start.yaml", ""}, {"line.yaml", line_text}};
    const auto table = [&](const std::string& key, const std::string& name, bool any,
                           const std::string& text) {
        if (any) {
            start += key + ": " + name + "\n";
            out.push_back({name, text});
        }
    };
    table("wip", "wip.csv", !snapshot.wip.empty() || !line.wip.empty(), wip_csv(line, snapshot));
    table("tool_states", "tools.csv", !snapshot.tools.empty() || !line.tool_states.empty(),
          tools_csv(line, snapshot));
    const bool stocked =
        std::ranges::any_of(line.materials, [](const MaterialSpec& m) { return !m.unlimited; });
    table("stocks", "stocks.csv", stocked, stocks_csv(line, snapshot));
    start += has_sites(line) ? "" : goes_on(line, snapshot);
    start += "experiment: {warmup: 0 s}\n";
    out.front().text = start;
    return out;
}

std::vector<std::string> snapshot_notes(const LineSpec& line, const Snapshot& snapshot) {
    std::vector<std::string> out;
    const SnapshotGaps& g = snapshot.gaps;
    const auto note = [&](std::size_t n, const char* what) {
        if (n > 0) {
            out.push_back(fmt::format("{} {}", n, what));
        }
    };
    note(g.restarted,
         "lots in tools begin their step anew (in setup, in parts, or with parts of others)");
    note(g.reshaped, "lots that came back in units to before their cut go on behind it");
    note(g.guessed, "lots on their way or on hold come after the rest of the mean time");
    note(g.apart, "lots that wait for their mates go on alone");
    note(g.down, "tools that are down stay so for the mean time, or maintenances that wait begin");
    note(g.kits_away, "kits that are away are in the store");
    note(g.carriers_away,
         "carriers on their way back or in the wash are where they are taken already");
    if (has_sites(line)) {
        out.push_back(
            "releases begin anew, with kits of the store that are new (the line has sites)");
    }
    const auto any_step = [&](auto has) {
        return std::ranges::any_of(line.routes, [&](const RouteSpec& route) {
            return std::ranges::any_of(route.steps, has);
        });
    };
    if (any_step([](const StepSpec& s) {
            return s.sample.kind == SampleSpec::Kind::every_nth ||
                   s.sample.kind == SampleSpec::Kind::skip_lot;
        })) {
        out.push_back("samples of every n-th lot and skip-lot plans count anew");
    }
    if (std::ranges::any_of(line.excursions, [](const auto& e) { return !e.empty(); })) {
        out.push_back("tools that drift unseen work as they should");
    }
    if (!line.gates.empty() || !line.masks.empty() || !line.plans.empty() ||
        !line.regimes.empty()) {
        out.push_back("dates of gates, masks, plans and regimes still count from their start");
    }
    if (std::ranges::any_of(line.materials, [](const MaterialSpec& m) {
            return m.supply.kind != SupplySpec::Kind::none;
        })) {
        out.push_back(
            "deliveries count from their start anew, and what was ordered before is not on its "
            "way");
    }
    const bool shifts = std::ranges::any_of(line.calendars, [&](const CalendarSpec& c) {
        return (snapshot.at - Time{}).us % c.period.us != 0;
    });
    if (shifts) {
        out.push_back("shifts begin anew: take a whole number of weeks (of periods of calendars)");
    }
    return out;
}

}  // namespace packline::scenario
