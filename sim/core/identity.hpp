#pragma once

#include "sim/base/id.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace packline {

/// A model entity that sends or receives events: its rank in the sorted list of names.
using EntityId = Id<struct EntityTag>;

/// The names of a model's entities and the two ids that follow from a name.
///
/// The hash keys random streams, so that adding a station shifts no other's numbers. The rank
/// by sorted name breaks ties between simultaneous events, so that the order of declaration
/// means nothing. Places in tables are never identity.
class Identity {
public:
    /// Requires: names are distinct, and so are their hashes; at most 2^24 of them.
    explicit Identity(std::vector<std::string> names);

    std::size_t size() const { return names_.size(); }
    const std::string& name(EntityId entity) const { return names_[entity.index()]; }
    std::uint64_t hash(EntityId entity) const { return hashes_[entity.index()]; }
    /// Requires: the name is one of those given. Cost: O(log n).
    EntityId find(std::string_view name) const;

private:
    std::vector<std::string> names_;  ///< sorted
    std::vector<std::uint64_t> hashes_;
};

}  // namespace packline
