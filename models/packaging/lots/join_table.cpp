#include "models/packaging/lots/join_table.hpp"

namespace packline::packaging {

JoinId JoinTable::open(StepIndex step, JoinId outer, std::uint32_t members) {
    JoinId id;
    if (free_.empty()) {
        id = JoinId::from_index(joins_.size());
        joins_.emplace_back();
    } else {
        id = free_.back();
        free_.pop_back();
    }
    joins_[id.index()] = Join{step, outer, members, 0, LotId::none()};
    return id;
}

void JoinTable::close(JoinId join) { free_.push_back(join); }

}  // namespace packline::packaging
