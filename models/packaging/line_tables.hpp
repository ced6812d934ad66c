#pragma once

#include "models/packaging/lots/lot.hpp"
#include "models/packaging/spec/line_spec.hpp"
#include "models/packaging/utilities/meter.hpp"
#include "sim/base/time.hpp"
#include "sim/core/identity.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace packline::packaging {

/// A queue-time limit with its two ends as steps of the whole line.
struct QueueLimit {
    const QueueTimeSpec* spec = nullptr;
    StepIndex from;
    StepIndex to;
    StepIndex repeat_from;
};

/// One line of the kit that is ordered at release: one kind of part of one assembly step.
struct KitLine {
    StepIndex step;
    const ComponentSpec* component = nullptr;
};

/// One step of one route, with what is looked up often worked out beforehand: most lots pass most
/// steps without a look at the StepSpec, which is many cache lines long.
struct StepTable {
    const StepSpec* spec = nullptr;
    RouteId route;
    StationId station;
    AreaId area;
    BufferId buffer;  ///< before the station
    StepIndex next;   ///< none: the route ends
    FamilyId setup;
    std::uint32_t layer = 0;
    SampleSpec::Kind sample = SampleSpec::Kind::all;
    bool enters_at_once = false;  ///< needs no carriers and parts, and is done by one tool
    bool ends_at_once = false;    ///< its end changes nothing about the lot
    bool leaves_whole = false;    ///< no sublots
    bool retests = false;
    bool assembles = false;
    bool looked_out_for = false;  ///< its station looks ahead at lots that come
    /// The fields above from `setup` on. Limits and floor lives may still take back `ends_at_once`.
    void copy(const StepSpec& step);
    StepIndex rejoin;  ///< where sublots of this step meet: first later step without sublot
    StepIndex rework_to;
    StepIndex rework_merge;         ///< none: reworked items never meet the rest
    std::uint64_t hash = 0;         ///< of route and step name: keys random streams
    std::uint32_t recipe = 0;       ///< number of the recipe's name
    std::uint32_t first_limit = 0;  ///< limits that start here: a range of limits_started
    std::uint32_t limits = 0;
    std::uint32_t kit_line = 0;       ///< first line of the kit that is for this step
    std::vector<std::uint32_t> bins;  ///< numbers of StepSpec::bins among all names
    bool opens_pack = false;          ///< floor lives start at its end
    Duration bake_limit;  ///< a bake: the shortest floor life that it restores; 0: no bake
    std::uint32_t learner = kLearnsNothing;  ///< number among the steps whose yield is learned
    static constexpr std::uint32_t kLearnsNothing = ~std::uint32_t{0};
    std::uint32_t kept_tool = kNotKept;  ///< place among the lot's kept tools of the one that does
    static constexpr std::uint32_t kNotKept = ~std::uint32_t{0};
};

/// Parts of one material that each site (and each item) carries once a step has placed its own.
struct PlacedParts {
    std::int64_t per_site = 0;
    std::int64_t per_item = 0;
};

/// How lots get from one area to another.
struct Way {
    const Distribution* time = nullptr;  ///< [s]
    FleetId fleet;                       ///< none: no vehicle is needed
    std::uint32_t shipping = kAnytime;   ///< index into the ways with departures
    static constexpr std::uint32_t kAnytime = ~std::uint32_t{0};
    bool waits() const { return fleet.valid() || shipping != kAnytime; }
};

/// A way with departures.
struct Shipping {
    const TransferSpec* spec = nullptr;
    EntityId entity;
};

/// What sends lots into the line: a product's own release, or a stream of several.
struct ReleaseSource {
    const ReleaseSpec* spec = nullptr;
    EntityId entity;
    std::vector<ProductId> products;
    std::vector<std::int64_t> shares;  ///< by product
    bool at_random = false;
};

/// What one set of tools may run.
struct ToolSetTable {
    const ToolSetSpec* spec = nullptr;
    StationId station;
    std::vector<bool> runs;  ///< by product and step of its route, see LineTables::may_run
};

/// What one product needs of one step, on average and for a full lot.
struct StepTimes {
    Duration operation;
    Duration remaining;  ///< from here to the end of the route
};

/// What is the same in every replication: built once from a valid LineSpec, then only read,
/// by many threads at once.
class LineTables {
public:
    explicit LineTables(LineSpec line);
    LineTables(const LineTables&) = delete;  // tables point into `spec`
    LineTables& operator=(const LineTables&) = delete;

    const LineSpec spec;

    const StepTable& step(StepIndex s) const { return steps_[s.index()]; }
    std::size_t steps() const { return steps_.size(); }
    std::size_t learners() const { return learners_; }
    /// Tools that a lot keeps in mind at most, for steps that want the same one.
    std::size_t kept_tools() const { return kept_tools_; }
    /// Names of bins over all steps: one name is one count per product.
    const std::vector<std::string>& bins() const { return bins_; }
    StepIndex first_step(ProductId p) const { return index(spec.products[p.index()].route, {0}); }
    StepIndex index(RouteId route, StepId step) const {
        return step.valid() ? StepIndex{route_offset_[route.index()] + step.value}
                            : StepIndex::none();
    }
    const StepTimes& times(ProductId p, StepIndex s) const {
        return times_[p.index()][s.value - route_offset_[spec.products[p.index()].route.index()]];
    }
    /// Place in the main line: of a rework step, of what it leads back to.
    std::uint32_t main_position(StepIndex s) const;
    /// Lots with the same number may share a load of a batch station. Requires: `s` is of a route
    /// of the product.
    std::uint32_t batch_group(ProductId p, StepIndex s) const;
    /// Stations whose lots come next to this one; only of those that look ahead.
    const std::vector<StationId>& feeders(StationId s) const { return feeders_[s.index()]; }
    /// Stations that fill their loads up with carriers of this pool.
    const std::vector<StationId>& filled_from(CarrierPoolId pool) const {
        return filled_from_[pool.index()];
    }
    const QueueLimit& limit(std::uint32_t i) const { return limits_[i]; }
    std::size_t limits() const { return limits_.size(); }
    std::span<const std::uint32_t> limits_started(StepIndex s) const {
        const StepTable& t = step(s);
        return std::span{limits_started_}.subspan(t.first_limit, t.limits);
    }

    const Identity& identity() const { return identity_; }
    EntityId station_entity(StationId s) const { return station_entities_[s.index()]; }
    /// Decides what the station starts: one that looks ahead does it after all others.
    EntityId decider_entity(StationId s) const { return decider_entities_[s.index()]; }
    EntityId product_entity(ProductId p) const { return product_entities_[p.index()]; }
    /// Requires: the material acts.
    EntityId material_entity(MaterialId m) const { return material_entities_[m.index()]; }
    EntityId tool_entity(std::size_t tool) const { return tool_entities_[tool]; }
    std::size_t tools() const { return tool_entities_.size(); }
    /// Decides who gets the operators and kits of an area; only in lines that have some.
    EntityId workforce_entity(AreaId a) const { return workforce_entities_[a.index()]; }
    /// Reads meters and looks at conditions in an area; only in lines that have some.
    EntityId watch_entity(AreaId a) const { return watch_entities_[a.index()]; }
    /// Whether any task at this station needs operators.
    bool needs_operators(StationId s) const { return needs_operators_[s.index()]; }
    /// Kinds of kits that visits of lots need, and whether they need operators or kits.
    std::span<const ToolingId> kits(StationId s) const { return kits_[s.index()]; }
    bool visits_need_others(StationId s) const { return visits_need_others_[s.index()]; }
    std::uint32_t first_tool(StationId s) const { return first_tool_[s.index()]; }
    /// Those of the products by their index, then those of the streams.
    std::size_t sources() const { return sources_.size(); }
    const ReleaseSource& source(std::size_t i) const { return sources_[i]; }
    /// What releases this product.
    std::size_t source_of(ProductId p) const { return source_of_[p.index()]; }
    /// Good units of a lot of which nothing is lost.
    std::int64_t units_per_lot(ProductId p) const;
    std::size_t tool_sets() const { return tool_sets_.size(); }
    const ToolSetTable& tool_set(std::size_t set) const { return tool_sets_[set]; }
    /// Number of the first set of a station; its sets follow.
    std::uint32_t first_tool_set(StationId s) const { return first_tool_set_[s.index()]; }
    bool may_run(std::size_t set, ProductId p, StepIndex s) const {
        return tool_sets_[set].runs[p.index() * steps_.size() + s.index()];
    }

    /// What a station uses of a utility.
    const UseRates& use_rates(StationId s, UtilityId u) const {
        return use_rates_[s.index()][u.index()];
    }

    /// That share a buffer.
    const std::vector<StationId>& stations_of(BufferId b) const {
        return buffer_stations_[b.index()];
    }

    /// Time to move between two areas [s]; null where it takes none: inside an area of which
    /// nothing else is stated.
    const Distribution* transfer(AreaId from, AreaId to) const { return way(from, to).time; }
    const Way& way(AreaId from, AreaId to) const {
        return ways_[from.index() * spec.areas.size() + to.index()];
    }
    EntityId fleet_entity(FleetId f) const { return fleet_entities_[f.index()]; }
    const Shipping& shipping(std::uint32_t i) const { return shippings_[i]; }
    std::size_t shippings() const { return shippings_.size(); }

    /// Time of a single lot through the empty line with full, setup-free loads and without
    /// waiting: what the X-factor divides by. Sublots overlap as they would.
    Duration critical_path(ProductId p) const { return critical_path_[p.index()]; }
    /// What is ordered at release for lots of this route, step by step.
    std::span<const KitLine> kit_lines(RouteId r) const { return kit_lines_[r.index()]; }
    std::size_t longest_kit() const;
    /// Materials that go into what a route makes, each once.
    std::span<const MaterialId> bom(RouteId r) const { return bom_[r.index()]; }
    /// By material of the bom: what is placed up to the end of a step.
    std::span<const PlacedParts> placed(StepIndex s) const { return placed_[s.index()]; }
    /// Sites of each item without any loss: brought along, placed, or those of whole wafers.
    std::int64_t nominal_sites(ProductId p) const { return nominal_sites_[p.index()]; }

private:
    void build_steps();
    void build_kept_tools(std::size_t route);
    void build_feeders();
    void build_kits();
    void build_bom();
    void build_limits();
    void build_entities();
    void build_operators();
    void build_times();
    void build_ways();
    void build_tool_sets();
    void build_sources();
    StepIndex default_merge(RouteId route, std::size_t after) const;

    std::vector<std::uint32_t> route_offset_;
    std::vector<StepTable> steps_;
    std::uint32_t learners_ = 0;
    std::size_t kept_tools_ = 0;
    std::vector<std::string> bins_;
    std::vector<std::vector<StepTimes>> times_;
    std::vector<Duration> critical_path_;
    std::vector<QueueLimit> limits_;
    std::vector<std::uint32_t> limits_started_;
    std::vector<std::vector<KitLine>> kit_lines_;  ///< by route
    std::vector<std::int64_t> nominal_sites_;
    std::vector<std::vector<MaterialId>> bom_;  ///< by route
    std::vector<std::vector<PlacedParts>> placed_;
    std::vector<std::uint32_t> first_tool_;
    std::vector<std::vector<StationId>> buffer_stations_;
    std::vector<std::vector<StationId>> feeders_;      ///< by station
    std::vector<std::vector<StationId>> filled_from_;  ///< by pool of carriers
    std::vector<ReleaseSource> sources_;
    std::vector<std::size_t> source_of_;
    std::vector<ToolSetTable> tool_sets_;
    std::vector<std::uint32_t> first_tool_set_;
    std::vector<EntityId> station_entities_;
    std::vector<EntityId> decider_entities_;  ///< by station
    std::vector<EntityId> product_entities_;
    std::vector<EntityId> tool_entities_;
    std::vector<EntityId> material_entities_;
    std::vector<EntityId> fleet_entities_;
    std::vector<Way> ways_;  ///< area x area
    std::vector<Shipping> shippings_;
    std::vector<EntityId> workforce_entities_;  ///< by area
    std::vector<EntityId> watch_entities_;      ///< by area
    std::vector<bool> needs_operators_;         ///< by station
    std::vector<std::vector<ToolingId>> kits_;  ///< by station
    std::vector<bool> visits_need_others_;
    std::vector<std::vector<UseRates>> use_rates_;  ///< by station, by utility
    Identity identity_;
};

}  // namespace packline::packaging
