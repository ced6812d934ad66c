#pragma once

#include "sim/core/detail/event_chunks.hpp"
#include "sim/core/event.hpp"
#include "sim/core/heap_queue.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace packline {

/// Does nothing when an event is about to come up.
struct NoPrefetch {
    void operator()(std::uint32_t /*target*/) const {}
};

/// Future event list: a calendar of days that tunes itself, and a heap for what does not fit it.
///
/// A ring of days of equal length (a power of two of us) covers the near future. Today lies
/// sorted in a short array; the other days are unsorted lists. An event beyond the ring, or for
/// a today that is crowded, stays in the heap until it comes up: failures months away and
/// thousands of simultaneous events spoil nothing. Few events need no ring: today has no end
/// then. Length and number of the days follow the events that are pending; they are chosen anew
/// when too many events pass by the ring, or days are too full or too empty. After the list has
/// once been as long as it gets, only that allocates.
/// Source: Brown 1988, "Calendar queues", Comm. ACM 31(10); the heap takes the place of years.
template <class Prefetch = NoPrefetch>
class CalendarQueue {
public:
    /// `prefetch(target)` is called some events before an event of this target comes up.
    explicit CalendarQueue(Prefetch prefetch = {}) : prefetch_{prefetch} { today_.reserve(kCrowd); }

    bool empty() const { return size() == 0; }
    std::size_t size() const { return today_.size() + in_days_ + rest_.size(); }

    /// Time of the next event [us]; the largest integer where there is none.
    std::int64_t next_time() {
        if (today_.empty()) {
            begin_day();
        }
        return today_.empty() ? rest_.next_time() : std::min(today_.back().time, rest_.next_time());
    }

    void push(const Event& event) {
        const std::int64_t ahead = day_of(event.time) - day_;
        if (ahead <= 0) {
            push_today(event);
        } else if (ahead < static_cast<std::int64_t>(days_.size())) {
            const std::size_t place = place_of(day_of(event.time));
            chunks_.append(days_[place], event);
            occupied_[place / 64] |= std::uint64_t{1} << place % 64;
            ++in_days_;
        } else {
            rest_.push(event);
        }
    }

    /// Takes the first event if it comes before `bound` [us].
    bool pop_before(std::int64_t bound, Event& out) {
        if (today_.empty()) {
            begin_day();
        }
        if (today_.empty() ||
            (rest_.next_time() <= today_.back().time && before(rest_.front(), today_.back()))) {
            return pop_rest(bound, out);
        }
        if (today_.back().time >= bound) {
            return false;
        }
        out = today_.back();
        today_.pop_back();
        return true;
    }

private:
    // Measured with PHOLD at 10^4 to 10^6 pending events: bench/README.md.
    static constexpr std::size_t kCrowd = 96;   ///< most events that push_today keeps sorted
    static constexpr std::size_t kPerDay = 24;  ///< events that a day is made for, at most
    static constexpr std::size_t kFewest = 96;  ///< pending events from which days pay
    static constexpr std::size_t kMostDays = std::size_t{1} << 18;
    static constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max();

    std::int64_t day_of(std::int64_t time) const { return time >> shift_; }
    std::size_t place_of(std::int64_t day) const {
        return static_cast<std::size_t>(day) & (days_.size() - 1);
    }

    void push_today(const Event& event) {
        if (today_.size() >= kCrowd) {
            rest_.push(event);
            return;
        }
        std::size_t i = today_.size();
        today_.push_back(event);
        for (; i > 0 && before(today_[i - 1], event); --i) {
            today_[i] = today_[i - 1];
        }
        today_[i] = event;
    }

    bool pop_rest(std::int64_t bound, Event& out) {
        if (!rest_.pop_before(bound, out)) {
            return false;
        }
        ++passed_by_;
        if (++since_check_ >= check_after_) {
            check();
        }
        return true;
    }

    /// Called when nothing is left today: goes on to the next day with events.
    void begin_day() {
        if (since_check_ >= check_after_) {
            check();
        }
        if (days_.empty() || size() == 0 || !today_.empty()) {
            return;
        }
        const std::int64_t rest = rest_.empty() ? kForever : day_of(rest_.next_time());
        const std::int64_t next = in_days_ > 0 ? next_day() : kForever;
        if (rest < next) {
            day_ = std::max(day_, rest);
            return;
        }
        day_ = next;
        const std::size_t place = place_of(next);
        occupied_[place / 64] &= ~(std::uint64_t{1} << place % 64);
        const std::uint32_t count = days_[place].count;
        in_days_ -= count;
        since_check_ += count;
        ++begun_;
        if (count <= kCrowd) {
            chunks_.drain(days_[place], [&](const Event& event) {
                prefetch_(event.target);
                push_today(event);
            });
        } else {
            chunks_.drain(days_[place], [&](const Event& event) { today_.push_back(event); });
            std::sort(today_.begin(), today_.end(),
                      [](const Event& a, const Event& b) { return before(b, a); });
        }
    }

    /// Requires: a day after today has events.
    std::int64_t next_day() const {
        const std::size_t start = place_of(day_ + 1);
        std::size_t word = start / 64;
        std::uint64_t bits = occupied_[word] & (~std::uint64_t{0} << start % 64);
        while (bits == 0) {
            word = (word + 1) & (occupied_.size() - 1);
            bits = occupied_[word];
        }
        const std::size_t found = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        return day_ + 1 + static_cast<std::int64_t>((found - start) & (days_.size() - 1));
    }

    bool fits() const {
        if (days_.empty()) {
            return size() < kFewest;
        }
        return passed_by_ * 8 <= since_check_ && since_check_ <= begun_ * 3 * kPerDay &&
               since_check_ * 6 >= begun_ * kPerDay && size() <= made_for_ * 8 &&
               made_for_ <= size() * 8;
    }

    /// Not more often than there are events pending, so a new calendar costs little per event.
    void check() {
        if (fits()) {
            patience_ = 1;
        } else {
            const unsigned shift = shift_;
            const std::size_t days = days_.size();
            make_anew();
            // Where nothing better is found, it is not looked for again soon.
            patience_ = shift == shift_ && days == days_.size() ? patience_ * 2 : 1;
        }
        check_after_ = patience_ * std::max<std::size_t>(4 * kFewest, size());
        since_check_ = passed_by_ = begun_ = 0;
    }

    void make_anew() {
        std::vector<Event> all;
        all.reserve(size());
        all.swap(today_);
        today_.reserve(kCrowd);
        for (auto& day : days_) {
            chunks_.drain(day, [&](const Event& event) { all.push_back(event); });
        }
        in_days_ = 0;
        rest_.drain_into(all);
        made_for_ = all.size();
        choose_days(all);
        occupied_.assign(days_.size() / 64, 0);
        for (const Event& event : all) {
            push(event);
        }
    }

    /// Days are as long as `kPerDay` of the next events take; there are enough for nearly all.
    void choose_days(const std::vector<Event>& all) {
        days_.clear();
        day_ = kForever;
        shift_ = 0;
        if (all.size() < kFewest / 2) {
            return;
        }
        std::vector<std::int64_t> times;
        times.reserve(all.size());
        for (const Event& event : all) {
            times.push_back(event.time);
        }
        const auto quantile = [&](std::size_t rank) {
            const auto at = times.begin() + static_cast<std::ptrdiff_t>(rank);
            std::nth_element(times.begin(), at, times.end());
            return static_cast<std::uint64_t>(*at);
        };
        const std::uint64_t first = quantile(0);
        const std::size_t head = std::min<std::size_t>(all.size() / 4, 4096);
        const std::uint64_t width = (quantile(head) - first) / (head / kPerDay + 1);
        shift_ = static_cast<unsigned>(std::bit_width(width | 1)) - 1;
        const std::uint64_t span = quantile(all.size() - 1 - all.size() / 64) - first;
        const std::uint64_t wanted = std::min<std::uint64_t>((span >> shift_) + 2, all.size());
        days_.resize(std::bit_ceil(std::clamp<std::size_t>(wanted, 64, kMostDays)));
        day_ = std::max<std::int64_t>(day_of(static_cast<std::int64_t>(first)) - 1, 0);
    }

    std::vector<Event> today_;                     ///< sorted, the next one last
    std::int64_t day_ = kForever;                  ///< today, counted from time 0
    unsigned shift_ = 0;                           ///< a day is 2^shift us
    std::vector<detail::EventChunks::List> days_;  ///< a ring; none, or a power of two
    std::vector<std::uint64_t> occupied_;          ///< by place in the ring: one bit
    detail::EventChunks chunks_;
    std::size_t in_days_ = 0;
    HeapQueue rest_;
    // Since the last check: events taken, those of them out of `rest_`, and days begun.
    std::size_t since_check_ = 0;
    std::size_t passed_by_ = 0;
    std::size_t begun_ = 0;
    std::size_t check_after_ = kFewest;
    std::size_t patience_ = 1;
    std::size_t made_for_ = 0;  ///< events
    [[no_unique_address]] Prefetch prefetch_;
};

}  // namespace packline
