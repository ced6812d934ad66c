#include "models/packaging/spec/grid.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <cmath>

namespace packline::packaging {
namespace {

/// Sides that fit exactly on paper must fit in floating point too [mm].
constexpr double kTolerance = 1e-9;

/// Sites of one row [y, y + height] within the circle, the grid shifted by `shift` in x.
std::int64_t sites_in_row(double radius, double y, double shift, const SiteGrid& g) {
    const double reach = std::max(std::fabs(y), std::fabs(y + g.height_mm));
    if (reach > radius + kTolerance) return 0;
    const double half = std::sqrt(std::max(0.0, radius * radius - reach * reach)) + kTolerance;
    const double pitch = g.width_mm + g.kerf_mm;
    const double first = std::ceil((-half - shift) / pitch);
    const double last = std::floor((half - g.width_mm - shift) / pitch);
    return last < first ? 0 : static_cast<std::int64_t>(last - first) + 1;
}

std::int64_t sites_at(double radius, double shift_x, double shift_y, const SiteGrid& g) {
    const double pitch = g.height_mm + g.kerf_mm;
    std::int64_t sites = 0;
    const auto first = static_cast<std::int64_t>(std::ceil((-radius - shift_y) / pitch - 1e-9));
    for (std::int64_t row = first;; ++row) {
        const double y = shift_y + static_cast<double>(row) * pitch;
        if (y + g.height_mm > radius + kTolerance) return sites;
        sites += sites_in_row(radius, y, shift_x, g);
    }
}

std::int64_t sites_along(double length, double side, double kerf) {
    if (side > length + kTolerance) return 0;
    return static_cast<std::int64_t>(std::floor((length + kerf + kTolerance) / (side + kerf)));
}

void check(const SiteGrid& g) {
    expect(g.width_mm > 0 && g.height_mm > 0 && g.kerf_mm >= 0 && g.edge_mm >= 0,
           "a grid has sides above 0, and kerf and edge that are not negative");
}

}  // namespace

std::int64_t sites_per_wafer(double diameter_mm, const SiteGrid& grid) {
    check(grid);
    const double radius = diameter_mm / 2 - grid.edge_mm;
    if (radius <= 0) return 0;
    // Offsets are those of a site's centre against the wafer's, in whole steps of half a pitch,
    // so that both symmetric placements are among them. Mirrored offsets count the same.
    constexpr int kSteps = 40;
    std::int64_t best = 0;
    for (int i = 0; i <= kSteps; ++i) {
        const double x = (grid.width_mm + grid.kerf_mm) / 2 * i / kSteps - grid.width_mm / 2;
        for (int j = 0; j <= kSteps; ++j) {
            const double y = (grid.height_mm + grid.kerf_mm) / 2 * j / kSteps - grid.height_mm / 2;
            best = std::max(best, sites_at(radius, x, y, grid));
        }
    }
    return best;
}

std::int64_t sites_per_panel(double panel_width_mm, double panel_height_mm, const SiteGrid& grid) {
    check(grid);
    return sites_along(panel_width_mm - 2 * grid.edge_mm, grid.width_mm, grid.kerf_mm) *
           sites_along(panel_height_mm - 2 * grid.edge_mm, grid.height_mm, grid.kerf_mm);
}

}  // namespace packline::packaging
