#include "models/packaging/utilities/budget_window.hpp"

#include <algorithm>
#include <utility>

namespace packline::packaging {

BudgetWindow::BudgetWindow(const BudgetSpec& budget) : budget_{&budget} {
    if (budget.rolling) {
        of_reading_.assign(static_cast<std::size_t>(budget.span.us / budget.reads.us), 0);
    }
}

void BudgetWindow::read(Time at) {
    const std::int64_t use = std::exchange(since_reading_, 0);
    used_ += use;
    if (budget_->rolling) {
        used_ -= std::exchange(of_reading_[next_], use);
        next_ = (next_ + 1) % of_reading_.size();
    }
    peak_ = std::max(peak_, used_);
    ++readings_;
    broken_ += used_ >= budget_->limit ? 1 : 0;
    if (!budget_->rolling && at.us % budget_->span.us == 0) {
        used_ = 0;  // a new day, a new month
    }
}

void BudgetWindow::start_anew() {
    std::ranges::fill(of_reading_, 0);
    used_ = 0;
    reset_statistics();
}

void BudgetWindow::reset_statistics() {
    peak_ = 0;
    readings_ = 0;
    broken_ = 0;
}

}  // namespace packline::packaging
