#pragma once

#include <functional>

namespace packline {

/// Runs `lead` on this thread and `member` on up to `threads` - 1 others, which may begin late
/// or not at all; returns when all that began have ended. Requires: `member` ends soon after
/// `lead` has ended. The threads are TBB's, or std::thread's where the build says so.
void run_team(unsigned threads, const std::function<void()>& lead,
              const std::function<void()>& member);

/// Cores of this machine; at least 1.
unsigned machine_cores();

}  // namespace packline
