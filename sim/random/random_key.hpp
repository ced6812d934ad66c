#pragma once

#include <cstdint>

namespace packline {

/// Why a number is drawn. Values are part of what a seed means: never renumber, only add.
enum class Purpose : std::uint16_t {
    interarrival = 1,
    process_time = 2,
    load_time = 3,
    unload_time = 4,
    setup_time = 5,
    time_to_failure = 6,
    repair_time = 7,
    maintenance_time = 8,
    transfer_time = 9,
    hold_choice = 10,
    hold_time = 11,
    sample_choice = 12,
    rework_choice = 13,
    yield = 14,
    coverage = 15,
    overkill = 16,
    retest = 17,
    split = 18,
    kit = 19,
    incoming_quality = 20,
    queue_time_action = 21,
    breakage = 22,
    lead_time = 55,
    second_lead_time = 56,
    supply_quality = 57,
    shelf_life = 58,
    supply_interval = 59,
    tooling_renewal = 30,
    vehicle_empty = 60,
    vehicle_handling = 61,
    shipment_time = 62,
    carrier_return = 63,
    dispatch_order = 35,
    mix_choice = 36,
    gate_onset = 65,
    gate_stage = 66,
    gate_result = 67,
    mask_onset = 68,
    mask_length = 69,
    regime_time = 70,
    item_luck = 45,
    index_time = 46,
    retest_time = 47,
    bin = 48,
    excursion_onset = 49,
    excursion_delay = 50,
    excursion_repair = 51,
    estimate = 52,
    test = 1000,  ///< free for tests and benchmarks
};

/// The key of one replication of one study.
struct RandomKey {
    std::uint32_t seed = 1;
    std::uint32_t replication = 0;
};

}  // namespace packline
