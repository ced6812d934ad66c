#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace packline::test {

/// The numbers of a file in tests/data, one per line.
inline std::vector<double> numbers(const std::string& name) {
    std::ifstream in{std::string{PACKLINE_SOURCE_DIR} + "/tests/data/" + name};
    std::vector<double> out;
    for (double x = 0; in >> x;) {
        out.push_back(x);
    }
    if (out.empty()) {
        throw std::runtime_error("no numbers in tests/data/" + name);
    }
    return out;
}

}  // namespace packline::test
