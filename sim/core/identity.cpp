#include "sim/core/identity.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"

#include <algorithm>
#include <utility>

namespace packline {

Identity::Identity(std::vector<std::string> names) : names_{std::move(names)} {
    expect(names_.size() <= (std::size_t{1} << 24), "an event has 24 bits for its source");
    std::sort(names_.begin(), names_.end());
    expect(std::adjacent_find(names_.begin(), names_.end()) == names_.end(),
           "two entities have the same name");
    hashes_.reserve(names_.size());
    for (const std::string& name : names_) {
        hashes_.push_back(hash_name(name));
    }
    std::vector<std::uint64_t> sorted = hashes_;
    std::sort(sorted.begin(), sorted.end());
    expect(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end(),
           "two names have the same hash: rename one of them");
}

EntityId Identity::find(std::string_view name) const {
    const auto it = std::lower_bound(names_.begin(), names_.end(), name);
    expect(it != names_.end() && *it == name, "no entity has this name");
    return EntityId::from_index(static_cast<std::size_t>(it - names_.begin()));
}

}  // namespace packline
