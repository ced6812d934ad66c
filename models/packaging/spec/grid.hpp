#pragma once

#include <cstdint>

namespace packline::packaging {

/// A grid of like rectangular sites [mm].
struct SiteGrid {
    double width_mm = 0;
    double height_mm = 0;
    double kerf_mm = 0;  ///< gap between two sites
    double edge_mm = 0;  ///< rim of the wafer or panel that stays free
};

/// Sites on a round wafer: the best of all offsets of the grid against the centre. Formulas in
/// area and diameter are far off for large sites: 4.8 instead of 9 for 68.7 mm squares.
/// Requires: sides above 0, kerf and edge not negative.
std::int64_t sites_per_wafer(double diameter_mm, const SiteGrid& grid);

/// Sites on a rectangular panel.
std::int64_t sites_per_panel(double panel_width_mm, double panel_height_mm, const SiteGrid& grid);

}  // namespace packline::packaging
