#pragma once

#include <cstddef>
#include <functional>

namespace packline {

/// Cores that this process may use.
unsigned available_cores();

/// Runs body(0) ... body(count - 1), each once, on up to `threads` threads (0: all cores), in
/// no particular order. The first exception, by index, is thrown again once all that had begun
/// have ended; what had not begun is not.
///
/// The one place that names a threading library: TBB, or std::thread where the thread
/// sanitizer must see every access (CMake option PACKLINE_WORKERS).
void run_indexed(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& body);

}  // namespace packline
