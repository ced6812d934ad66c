#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace packline {

/// Where a value was written. Lines and columns count from 1; 0 means "the file as a whole".
struct Location {
    std::string file;
    int line = 0;
    int column = 0;
    friend auto operator<=>(const Location&, const Location&) = default;
};

/// Everything wrong with the input, gathered in one pass: a user who mends one mistake must
/// not find the next one only on the next run.
class Diagnostics {
public:
    enum class Severity { error, warning };
    struct Entry {
        Severity severity = Severity::error;
        Location at;
        std::string problem;  ///< what is wrong, and why in brackets
        std::string help;     ///< what to do about it
    };

    void error(Location at, std::string problem, std::string help);
    void warning(Location at, std::string problem, std::string help);

    /// True where nothing forbids to go on; warnings do not.
    bool ok() const { return errors_ == 0; }
    std::size_t errors() const { return errors_; }
    /// In order of file, line and column. The same entry is kept once.
    std::vector<Entry> sorted() const;

    /// One entry per paragraph: `file:line:column: error: problem` and `    help: ...`.
    friend std::ostream& operator<<(std::ostream& out, const Diagnostics& all);

private:
    std::vector<Entry> entries_;
    std::size_t errors_ = 0;
};

}  // namespace packline
