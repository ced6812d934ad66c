#include "models/cli/progress.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace packline::cli {

Progress::Progress(bool quiet)
    : on_{!quiet && isatty(STDERR_FILENO) == 1}, since_{std::chrono::steady_clock::now()} {}

Progress::~Progress() { clear(); }

void Progress::show(const char* stage, std::uint32_t done, std::uint32_t of) {
    if (!on_) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (stage_ != stage) {
        stage_ = stage;
        since_ = now;
        first_ = done;
    }
    std::string eta;
    if (done > first_) {
        const std::chrono::duration<double> spent = now - since_;
        eta = fmt::format(", {:.0f} s to go", spent.count() / (done - first_) * (of - done));
    }
    fmt::print(stderr, "\r\033[K{}: {} of {}{}", stage, done, of, eta);
    std::fflush(stderr);
    shown_ = true;
}

void Progress::clear() {
    if (shown_) {
        fmt::print(stderr, "\r\033[K");
        std::fflush(stderr);
        shown_ = false;
    }
}

}  // namespace packline::cli
