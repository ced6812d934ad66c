#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace packline::scenario {

/// Number of letters to insert, remove, replace or swap with a neighbour (optimal string
/// alignment) to turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The word that `wrong` was probably meant to be; empty where none is near.
std::string nearest(std::string_view wrong, const std::vector<std::string>& words);

/// "did you mean 'x'?" where a word is near, else "have: a, b, c" (at most twelve).
std::string suggest(std::string_view wrong, const std::vector<std::string>& words);

/// "a, b and 3 more".
std::string enumerate(const std::vector<std::string>& words, std::size_t most = 12);

}  // namespace packline::scenario
