#pragma once

namespace packline {

/// Where in our own source a check stands. std::source_location is missing under clang 14.
struct SourceLocation {
    const char* file;
    int line;
    static constexpr SourceLocation current(const char* file = __builtin_FILE(),
                                            int line = __builtin_LINE()) {
        return {file, line};
    }
};

}  // namespace packline
