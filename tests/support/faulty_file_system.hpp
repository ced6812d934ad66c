#pragma once

#include "sim/store/file_system.hpp"

#include <cerrno>
#include <limits>

namespace packline::test {

/// The machine's file system, of which the calls number `first` to `last` (from 0) fail with
/// `reason`. A failing write stores half of its bytes before, as a full disk does. Syncing only
/// counts: what it is for, a loss of power, no test can bring about, and it takes milliseconds.
class FaultyFileSystem final : public store::FileSystem {
public:
    static constexpr int kAll = std::numeric_limits<int>::max();

    FaultyFileSystem(int first, int last, int reason)
        : first_{first}, last_{last}, reason_{reason} {}

    /// One on which nothing fails.
    FaultyFileSystem() : FaultyFileSystem{kAll, kAll, 0} {}

    /// True once a call has failed.
    bool struck() const { return calls_ > first_; }

    int open(const char* path, int flags, mode_t mode) const override {
        return fails() ? -1 : real_.open(path, flags, mode);
    }
    int close(int descriptor) const override {
        const int result = real_.close(descriptor);  // also a failing close closes
        return fails() ? -1 : result;
    }
    ssize_t read(int descriptor, void* to, std::size_t bytes) const override {
        return fails() ? -1 : real_.read(descriptor, to, bytes);
    }
    ssize_t write(int descriptor, const void* from, std::size_t bytes) const override {
        if (half_written_) {
            half_written_ = false;
            errno = reason_;
            return -1;
        }
        if (!fails()) return real_.write(descriptor, from, bytes);
        half_written_ = bytes > 1;
        return half_written_ ? real_.write(descriptor, from, bytes / 2) : -1;
    }
    off_t seek(int descriptor, off_t offset) const override {
        return fails() ? -1 : real_.seek(descriptor, offset);
    }
    int truncate(int descriptor, off_t bytes) const override {
        return fails() ? -1 : real_.truncate(descriptor, bytes);
    }
    int sync(int /*descriptor*/) const override { return fails() ? -1 : 0; }
    int sync_data(int /*descriptor*/) const override { return fails() ? -1 : 0; }
    int lock(int descriptor) const override { return fails() ? -1 : real_.lock(descriptor); }
    int rename(const char* from, const char* to) const override {
        return fails() ? -1 : real_.rename(from, to);
    }
    int unlink(const char* path) const override { return fails() ? -1 : real_.unlink(path); }
    int make_directory(const char* path, mode_t mode) const override {
        return fails() ? -1 : real_.make_directory(path, mode);
    }
    int status(const char* path, struct stat* to) const override {
        return fails() ? -1 : real_.status(path, to);
    }

private:
    bool fails() const {
        const int call = calls_++;
        if (call < first_ || call > last_) return false;
        errno = reason_;
        return true;
    }

    const store::FileSystem& real_ = store::posix_file_system();
    int first_;
    int last_;
    int reason_;
    mutable int calls_ = 0;
    mutable bool half_written_ = false;
};

}  // namespace packline::test
