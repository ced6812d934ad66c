#pragma once

#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/people_spec.hpp"
#include "models/packaging/spec/price_spec.hpp"
#include "models/packaging/spec/utility_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace packline::packaging {

/// What a quantity is counted in. A `site` is a die or package position, or a unit once
/// singulated; an `item` is what carries sites: wafer, panel, strip, boat.
enum class Level : std::uint8_t { lot, item, site };

/// Time windows that repeat every `period` from the start of the run (t = 0 is Monday 00:00).
struct CalendarSpec {
    struct Window {
        Duration open;   ///< from the start of the period
        Duration close;  ///< open < close <= period; windows are disjoint and ascending
    };
    std::string name;
    Duration period = days(7);
    std::vector<Window> windows;
};

enum class StationKind : std::uint8_t {
    single,     ///< one load at a time
    batch,      ///< several lots in one load that start and end together
    chambered,  ///< n chambers, an item each; the next lot enters as chambers fall free
    cascade,    ///< items enter one pitch apart and leave one transit later; lots follow on
    rack,       ///< n slots, each for what a load holds; a lot takes as many as it needs
    tester,     ///< a test cell: units go several at a time, in touchdowns
};

/// What is inside goes on though something else in the tool is finished and cannot leave.
constexpr bool goes_on_one_by_one(StationKind kind) {
    return kind == StationKind::chambered || kind == StationKind::rack;
}

/// When a batch station with an idle tool starts.
enum class BatchStart : std::uint8_t {
    at_least_min,  ///< as soon as `min` waits, or when the longest wait has passed
    full,          ///< when nothing more fits, or when the longest wait has passed
};

/// Lots that may share a load.
enum class BatchBy : std::uint8_t { recipe, step, product, anything };

/// Which of the lots that are known to come a load that is not full waits for.
enum class WaitsFor : std::uint8_t {
    what_pays,  ///< lots at hand lose less time than the one to come would by missing the load
    any,
};

/// How much one load holds.
struct LoadSpec {
    Level counted_in = Level::lot;
    std::int64_t min = 1;
    std::int64_t max = 1;
    BatchStart start = BatchStart::at_least_min;
    BatchBy by = BatchBy::recipe;
    bool has_wait = false;
    Duration longest_wait;    ///< of the lot that waits longest; with has_wait
    bool strict_min = false;  ///< the time-out does not start a load below `min`
    Duration look_ahead;      ///< lots that come within it are waited for; zero: none
    WaitsFor waits_for = WaitsFor::what_pays;
    CarrierPoolId filler;  ///< dummies that fill a load up to `min` at its time-out; none: nothing
};

/// Which clock runs towards a failure.
enum class FailureClock : std::uint8_t { busy, calendar };

/// What happens to what is inside a tool that fails.
enum class OnFailure : std::uint8_t { resume, repeat, scrap };

/// Breakdowns, or assists (short stops that resume; `assist` is true).
struct FailureSpec {
    std::string name;  ///< unique in the station; keys its random stream
    bool assist = false;
    FailureClock clock = FailureClock::busy;  ///< assists: always busy
    Distribution time_between;                ///< of the clock's time [s]
    Distribution repair;                      ///< [s]
    OnFailure on_failure = OnFailure::resume;
    bool one_site = false;  ///< of a test cell: the others work on
    /// Calendar clock: what comes while the tool is in maintenance begins at its end.
    bool waits_for_maintenance = false;
};

/// Preventive maintenance of each tool. Due at regular times or piece counts; waits for the
/// end of the operation, at most `window` where that is given, then interrupts it.
struct MaintenanceSpec {
    std::string name;              ///< unique in the station
    Duration every;                ///< by time; zero where counted
    std::int64_t every_count = 0;  ///< or after so many items (sites once singulated)
    Duration first;                ///< instead of the first `every`; zero: as `every`
    std::int64_t first_count = 0;  ///< instead of the first `every_count`; zero: the same
    Distribution duration;         ///< [s]
    bool stagger = true;  ///< tool i of n is first due at first * (i + 1) / n, else all at `first`
    bool has_window = false;
    Duration window;
};

/// Setups of a station: a tool that is set up for one family needs time to change to another.
struct SetupSpec {
    struct Change {
        FamilyId from;
        FamilyId to;
        Distribution time;  ///< [s]
    };
    std::vector<std::string> families;
    Distribution otherwise;       ///< any change not listed, the first setup too [s]
    std::vector<Change> changes;  ///< sequence-dependent figures
    std::vector<bool> anew = {};  ///< by family: a tool is set up for each visit; empty: none
    bool lost_on_failure = false;
    bool lost_on_maintenance = false;
    std::uint32_t minimum_run = 0;    ///< lots of one family before the tool changes to another
    std::int32_t run_broken_by = -1;  ///< lots of this priority and hotter need not wait for it
    Duration run_given_up;            ///< nor lots whose tool has been idle so long; zero: they do

    /// Time of a change [s].
    const Distribution& change(FamilyId from, FamilyId to) const;
    /// What a tool is set up for once it does a load of this family.
    FamilyId kept(FamilyId family) const {
        return !anew.empty() && anew[family.index()] ? FamilyId::none() : family;
    }
};

/// One rule of a lexicographic list: a later rule decides where all before it tie.
enum class DispatchRule : std::uint8_t {
    priority,           ///< least priority number first (0 is hottest)
    fifo,               ///< longest in this queue first
    edd,                ///< earliest due date first
    critical_ratio,     ///< least (due - now) / remaining raw process time first
    spt,                ///< shortest mean time of this operation first
    setup_avoidance,    ///< no change of setup first, then the shortest change
    queue_time_rescue,  ///< earliest end of a running queue-time limit first
    lpt,                ///< longest mean time of this operation first
    operation_due,      ///< least share of the time to the due date that this operation may use
    slack,              ///< least due - now - remaining raw process time first
    tardiness_cost,     ///< apparent tardiness cost, highest first (StationSpec::atc_k)
    next_queue,         ///< least work per tool that waits at the station of the next step
    fewest_of_step,     ///< step of which the fewest lots wait here first
    random,             ///< drawn anew at each decision
};

/// Places for lots that wait before a station, or before several that share a stocker. A lot
/// that finds none stays where it is: in its tool (blocking after service).
struct BufferSpec {
    std::string name;  ///< of the station, or of the stocker
    std::int64_t places = 0;
    Level counted_in = Level::lot;  ///< lot or item
    bool shared = false;            ///< a stocker
};

/// Tools of a station that are alike; where tools differ, the station has several such sets.
struct ToolSetSpec {
    std::string name;  ///< unique in the station
    std::uint32_t tools = 1;
    double speed = 1;  ///< loading, operation and unloading take 1 / speed of what is stated
    std::vector<std::string> recipes;   ///< that it may run; empty: all
    std::vector<std::string> products;  ///< that it may run; empty: all
};

/// Whether tools of this set may run the recipe on lots of the product.
bool may_run(const ToolSetSpec& set, std::string_view recipe, std::string_view product);

/// Test cells: tester, handler and kit with sites in parallel.
struct TestCellSpec {
    std::uint32_t sites = 1;  ///< units that one touchdown tests at once
    double efficiency = 1.0;  ///< multi-site efficiency: 1 where all sites take the time of one
    Distribution index;       ///< between two touchdowns [s]
};

/// Tools behind one queue.
struct StationSpec {
    std::string name;
    AreaId area;
    std::string site;               ///< of several; else empty
    std::vector<std::string> tags;  ///< what it handles or needs: nickel, wet; for scopes
    std::uint32_t tools = 1;
    /// In order of preference, with all tools numbered in this order; empty: all are alike.
    std::vector<ToolSetSpec> sets;
    StationKind kind = StationKind::single;
    LoadSpec load;               ///< single, batch: what one load holds
    std::uint32_t chambers = 1;  ///< chambered
    std::uint32_t holds = 0;     ///< cascade: items inside at most (a conveyor); 0: no limit
    /// Single, cascade: lots inside or at the ports at most, so that one is loaded while another
    /// is worked on; 0: no ports.
    std::uint32_t load_ports = 0;
    bool fullest_first =
        false;                ///< of tools with free ports the one with most lots inside, not least
    std::uint32_t slots = 1;  ///< rack
    bool partial = false;     ///< rack: a lot enters slot by slot, not all at once
    std::uint32_t heads = 1;  ///< that share the items or sites of a lot
    double sync_loss = 0;     ///< share of time that several heads lose to each other
    TestCellSpec cell;        ///< tester
    Distribution loading;     ///< before each visit of a tool, part of the operation [s]
    Distribution unloading;   ///< after it [s]
    BufferId buffer;          ///< none: room for any number of lots
    SetupSpec setup;
    bool longest_idle = false;  ///< of idle tools that one is taken, whatever its setup
    std::vector<FailureSpec> failures;
    std::vector<MaintenanceSpec> maintenance;
    CalendarId calendar;               ///< none: always open
    bool calendar_interrupts = false;  ///< the end of a shift stops the operation too
    std::array<OperatorNeed, kOperatorTasks> operators;  ///< of visits: where no step differs
    std::vector<DispatchRule> dispatch = {DispatchRule::priority, DispatchRule::fifo};
    double atc_k = 2;           ///< look-ahead of DispatchRule::tardiness_cost, in mean operations
    std::vector<UseSpec> uses;  ///< of utilities, each once
    StationCosts costs;
};

}  // namespace packline::packaging
