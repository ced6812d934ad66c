#pragma once

#include "models/packaging/spec/line_spec.hpp"
#include "sim/base/time.hpp"

#include <cstdint>
#include <vector>

namespace packline::packaging {

/// What a lot of the product is at each step of its route, if nothing is lost.
struct NominalCounts {
    std::int64_t items = 0;
    std::int64_t sites = 0;
    std::int64_t placed = 0;  ///< components placed by this step
    bool singulated = false;
};
/// Sites of each item without any loss: brought along, placed, or those of whole wafers.
std::int64_t sites_per_item(const LineSpec& line, const ProductSpec& product);
std::vector<NominalCounts> nominal_counts(const LineSpec& line, const ProductSpec& product);
/// What a lot of so many items is when it comes to a step: what earlier steps have made of it.
/// `items`: of the form that it has there; 0: of as many as the product releases.
NominalCounts counts_before(const LineSpec& line, const ProductSpec& product, StepId step,
                            std::int64_t items = 0);

/// Carriers that a lot holds when it comes to a step; none where it holds none.
CarrierPoolId carriers_held_before(const LineSpec& line, const ProductSpec& product, StepId step);

/// How many times the stated time of an operation is spent on a visit of so much.
double time_multiple(const StepSpec& step, const StationSpec& station, const NominalCounts& n);

/// When the last of n items enters a cascade, from the entry of the first: a pitch apart, but not
/// before there is room (`holds` items inside at most, each for a transit; 0: no limit).
Duration last_entry(std::int64_t n, Duration pitch, Duration transit, std::int64_t holds);

/// Slots of a rack that this much takes.
std::int64_t slots_needed(const LoadSpec& load, std::int64_t items, std::int64_t sites);
/// Mean time of the operation on a visit of so much, without loading and unloading [s].
double mean_seconds(const StepSpec& step, const StationSpec& station, const NominalCounts& n);

/// Share of lots that come to a step at all; 1 where some of each lot are sampled.
double lots_sampled(const SampleSpec& sample);

/// What one load holds of this much, in the form that the station counts.
std::int64_t amount(const LoadSpec& load, std::int64_t items, std::int64_t sites);

/// How often the stated time of a step is spent on so many pieces in the form that the station's
/// loads count: once for each where it is stated for those, else not at all.
double timed(const StepSpec& step, const LoadSpec& load, std::int64_t pieces);

/// How lots get from one area to another: a stated transfer, or the default.
TransferSpec way_between(const LineSpec& line, AreaId from, AreaId to);

/// Mean time of a full lot in each step's tool, loading and unloading included, setup not.
std::vector<Duration> mean_operations(const LineSpec& line, const ProductSpec& product);

/// When a lone lot is worked on at a step, from its release.
struct StepMark {
    Duration begins;  ///< its first piece
    Duration ends;    ///< its last piece
};
/// By step of the main line, on the way that critical_path measures.
std::vector<StepMark> step_marks(const LineSpec& line, const ProductSpec& product);

/// Mean time of one lot through the empty line: operations and transfers, full and setup-free
/// loads, no waiting. Sublots of consecutive steps overlap.
Duration critical_path(const LineSpec& line, const ProductSpec& product);
/// Of each product.
std::vector<Duration> critical_paths(const LineSpec& line);

}  // namespace packline::packaging
