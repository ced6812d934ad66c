#pragma once

#include <string>
#include <vector>

namespace packline::packaging {

/// Outline of a finished package: what a board designer asks for. No step depends on it.
struct PackageSpec {
    struct Layer {
        std::string name;
        double thickness_mm = 0;
    };
    double width_mm = 0;  ///< 0: not stated
    double length_mm = 0;
    std::vector<Layer> layers;  ///< from the board up: balls, substrate, die, mould

    bool stated() const { return width_mm > 0; }
    double footprint_mm2() const { return width_mm * length_mm; }
    /// Sum of the layers.
    double height_mm() const {
        double sum = 0;
        for (const Layer& layer : layers) {
            sum += layer.thickness_mm;
        }
        return sum;
    }
};

}  // namespace packline::packaging
