#pragma once

#include "models/packaging/spec/budget_spec.hpp"
#include "models/packaging/spec/disruption_spec.hpp"
#include "models/packaging/spec/estimate_spec.hpp"
#include "models/packaging/spec/excursion_spec.hpp"
#include "models/packaging/spec/ids.hpp"
#include "models/packaging/spec/package_spec.hpp"
#include "models/packaging/spec/people_spec.hpp"
#include "models/packaging/spec/plan_spec.hpp"
#include "models/packaging/spec/route_spec.hpp"
#include "models/packaging/spec/snapshot_spec.hpp"
#include "models/packaging/spec/station_spec.hpp"
#include "models/packaging/spec/supply_spec.hpp"
#include "models/packaging/spec/tooling_spec.hpp"
#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

#include <cstdint>
#include <string>
#include <vector>

// A line as valid plain data: what the reader of text produces and the model is built from.
// Whoever fills it has checked it; the model only `expect`s.

namespace packline::packaging {

struct AreaSpec {
    std::string name;
};

/// Which call a vehicle answers.
enum class VehicleRule : std::uint8_t {
    oldest,   ///< the oldest of the highest priority; the nearest vehicle goes
    nearest,  ///< of the highest priority the one that is nearest to a vehicle
};

/// Vehicles that carry lots between areas (AMHS). One stays where it set down its last load.
struct FleetSpec {
    std::string name;
    std::uint32_t vehicles = 1;
    std::int64_t capacity = 1;  ///< lots of one way that it carries at once
    Distribution loading;       ///< at the pick-up [s]
    Distribution unloading;     ///< [s]
    bool has_empty = false;
    Distribution empty;  ///< empty move between two areas [s]; else as long as a loaded one
    VehicleRule rule = VehicleRule::oldest;
    AreaId home;          ///< where they stand at the start
    Duration call_after;  ///< from a lot being ready to its call
    bool fails = false;
    Distribution time_between;  ///< of one vehicle, from its repair to its next failure [s]
    Distribution repair;        ///< what it carries waits in it [s]
};

/// When a way is travelled at all.
struct DepartureSpec {
    bool scheduled = false;  ///< else whenever a lot is ready
    Duration every;
    Duration first;         ///< of the first departure
    CalendarId calendar;    ///< instead of every: whenever it opens
    std::int64_t lots = 0;  ///< that one departure takes; 0: all
};

/// Time to move a lot between stations of two areas; inside an area it takes none, unless the two
/// are the same one.
struct TransferSpec {
    AreaId from;
    AreaId to;
    Distribution time;  ///< [s], lower() > 0; with departures one draw for all that go together
    FleetId fleet;      ///< none: lots go on their own
    DepartureSpec departs;
};

struct MechanismSpec {
    std::string name;
    Level level = Level::site;  ///< what one defect spoils
    /// Of an item mechanism: what its defects are on parts that came from such items, where the
    /// parts stand on items again (a site, no longer an item, is bad). None: the same.
    MechanismId of_part = MechanismId::none();
};

/// Parts that assembly steps take from: filled by products of the model or bought in.
struct MaterialSpec {
    std::string name;
    bool unlimited = false;
    std::int64_t initial = 0;  ///< good parts in stock at the start
    std::int64_t sites = 0;    ///< on each: whole wafers are kept with their sites; 0: single parts
    SupplySpec supply = {};    ///< none: what there is, and what products of the line make
    Duration shelf_life = {};  ///< in stock; zero: for ever
    std::int64_t pack = 0;     ///< parts that are opened (thawed) at once; with `open_life`
    Duration open_life = {};   ///< of what is open; zero: packs play no part
    Money price = 0;           ///< of a part that is bought; with a regime in its first state
    RegimeId price_regime = {};
    std::vector<Money> price_by_state = {};  ///< by the state at the receipt; with a regime
    std::int64_t room = 0;  ///< bought parts that find none go back; 0: for any number

    /// Something happens to it that is no lot's doing: it is an entity of the model.
    bool acts() const { return supply.kind != SupplySpec::Kind::none || ages(); }
    bool ages() const { return shelf_life > Duration{} || open_life > Duration{}; }
};

/// Carriers that circulate: a lot holds one per item from one step to another.
struct CarrierPoolSpec {
    std::string name;
    std::int64_t carriers = 0;
    Distribution returns;         ///< way back of an empty carrier [s]
    std::int64_t wash_after = 0;  ///< uses of a carrier; 0: never
    Distribution wash = {};       ///< or replacement, on the way back [s]
};

enum class ReleaseKind : std::uint8_t {
    interval,
    schedule,
    none,   ///< or by a release stream
    cards,  ///< CONWIP: a lot for each card that is free
};

/// Starts only below a level; the rest is held back or not made at all.
struct ReleaseCap {
    std::int64_t most = 0;  ///< 0: no cap
    StationId station;      ///< lots in its queue; none: lots in process of what is released here
    bool lose = false;      ///< what may not start is lost (an order that is refused)
    Duration reads{};       ///< held starts look again at multiples of this; above zero
};

/// From `at` on the rate goes to this one, evenly over a time or at once.
struct RateChange {
    Time at;
    double per_s = 0;  ///< [1/s]
    Duration over{};   ///< not beyond the next change
};

struct ReleaseSpec {
    struct Entry {
        Time at;
        std::uint32_t lots = 1;
        std::int32_t priority = -1;  ///< -1: the product's
        bool has_due = false;
        Time due;
    };
    ReleaseKind kind = ReleaseKind::interval;
    Distribution interval;  ///< between releases [s]; exponential: Poisson
    /// Instead a rate of lots (or orders) over time, ascending in time; `interval` is then the
    /// distance between two of them, in the number that the rate gives.
    std::vector<RateChange> rates = {};
    Duration first;               ///< time of the first release
    std::uint32_t lots = 1;       ///< per release
    std::vector<Entry> schedule;  ///< ascending in time
    bool lost_when_full = false;  ///< a lot that finds no place is turned away, else it waits
    std::uint32_t cards = 0;      ///< lots in process at most, and at least
    Duration card_return{};       ///< from the end of a lot to the start of the next; zero: none
    ReleaseCap cap;
    std::int64_t units = 0;     ///< customer orders of so many units instead of lots; 0: lots
    double expected_yield = 1;  ///< good units per unit started that orders are planned with
};

/// What lots are made for. Tool time of what is not production is SEMI E10 engineering time, and
/// such lots do not count as output of the line.
enum class LotClass : std::uint8_t { production, engineering, qualification };

struct ProductSpec {
    std::string name;
    LotClass lot_class = LotClass::production;
    RouteId route;
    std::int64_t items = 1;          ///< per lot
    std::int64_t sites = 1;          ///< live sites per item at release; 0: placed by assembly
    std::string item_name = "item";  ///< wafer, panel, strip: for people
    std::string site_name = "unit";
    std::int32_t priority = 5;  ///< 0 is hottest, 9 coldest
    bool has_due = false;
    Duration due;  ///< after release
    ReleaseSpec release;
    MaterialId makes;                 ///< the route ends in this stock; none: shipped
    std::vector<YieldSpec> incoming;  ///< defects that lots bring with them (latent)
    PackageSpec package;              ///< outline, where it is stated
    ProductPrices prices;
};

/// Products that are released together, by turns.
struct ReleaseStreamSpec {
    struct Share {
        ProductId product;
        std::int64_t lots = 1;  ///< in proportion to those of the others
    };
    std::string name;
    ReleaseSpec release;
    std::vector<Share> mix;
    bool at_random = false;  ///< each lot is drawn; else products take turns as evenly as can be
};

struct ExperimentSpec {
    Duration horizon = days(365);  ///< end of each replication, warm-up included
    bool auto_warmup = true;
    Duration warmup;
    std::uint32_t replications = 10;
    std::uint32_t seed = 1;
};

struct LineSpec {
    std::string name;
    std::string currency = "USD";
    std::vector<AreaSpec> areas;
    Distribution default_transfer;  ///< between areas that `transfers` does not list [s]
    FleetId default_fleet;          ///< that carries there
    std::vector<TransferSpec> transfers;
    std::vector<FleetSpec> fleets;
    std::vector<CalendarSpec> calendars;
    std::vector<MechanismSpec> mechanisms;
    std::vector<MaterialSpec> materials;
    std::vector<CarrierPoolSpec> carriers;
    std::vector<BufferSpec> buffers;
    std::vector<ToolingSpec> tooling;
    std::vector<std::string> skills;
    std::vector<OperatorGroupSpec> operators;
    std::vector<UtilitySpec> utilities;
    std::vector<StationSpec> stations;
    std::vector<RouteSpec> routes;
    std::vector<ProductSpec> products;
    std::vector<ReleaseStreamSpec> streams;
    std::vector<InitialLotSpec> wip;           ///< lots in process at the start
    std::vector<InitialToolSpec> tool_states;  ///< at the start
    std::vector<BudgetSpec> budgets;
    std::vector<RegimeSpec> regimes;
    std::vector<GateSpec> gates;  ///< each behind those it waits for
    std::vector<MaskSpec> masks;
    std::vector<PlanSpec> plans;
    ExperimentSpec experiment;
    EstimateSpec estimates;
    /// By station: beside the stations, because yields build on what stations are made of.
    std::vector<std::vector<ExcursionSpec>> excursions;
    const std::vector<ExcursionSpec>& excursions_of(StationId station) const {
        static const std::vector<ExcursionSpec> none;
        return station.index() < excursions.size() ? excursions[station.index()] : none;
    }
};

/// What releases a product: its own release or that of a stream.
struct ProductRelease {
    const ReleaseSpec* release = nullptr;
    double share = 1;  ///< of its lots
};
ProductRelease release_of(const LineSpec& line, std::size_t product);
/// Whether a plan brings the tool (of its station, from 0) after the start.
bool comes_later(const LineSpec& line, StationId station, std::uint32_t tool);
/// Whether anything of the line has a price: only then is there a ledger.
bool priced(const LineSpec& line);
/// Whether its lots keep coming whatever becomes of them: no cards, cap, full buffer or end of a
/// schedule holds them back.
bool comes_without_bound(const LineSpec& line, std::size_t product);

}  // namespace packline::packaging
