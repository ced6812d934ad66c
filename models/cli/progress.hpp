#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace packline::cli {

/// A line on stderr that tells how far a study is and when it will be done; nothing where
/// stderr is no terminal or the user wants quiet.
class Progress {
public:
    explicit Progress(bool quiet);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(const char* stage, std::uint32_t done, std::uint32_t of);
    void clear();

private:
    bool on_;
    bool shown_ = false;
    std::string stage_;
    std::uint32_t first_ = 0;
    std::chrono::steady_clock::time_point since_;
};

}  // namespace packline::cli
