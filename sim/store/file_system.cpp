#include "sim/store/file_system.hpp"

#include "sim/base/errors.hpp"

#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace packline::store {
namespace {

class PosixFileSystem final : public FileSystem {
public:
    int open(const char* path, int flags, mode_t mode) const override {
        return ::open(path, flags, mode);
    }
    int close(int descriptor) const override { return ::close(descriptor); }
    ssize_t read(int descriptor, void* to, std::size_t bytes) const override {
        return ::read(descriptor, to, bytes);
    }
    ssize_t write(int descriptor, const void* from, std::size_t bytes) const override {
        return ::write(descriptor, from, bytes);
    }
    off_t seek(int descriptor, off_t offset) const override {
        return ::lseek(descriptor, offset, SEEK_SET);
    }
    int truncate(int descriptor, off_t bytes) const override {
        return ::ftruncate(descriptor, bytes);
    }
    int sync(int descriptor) const override { return ::fsync(descriptor); }
    int sync_data(int descriptor) const override { return ::fdatasync(descriptor); }
    int lock(int descriptor) const override { return ::flock(descriptor, LOCK_EX | LOCK_NB); }
    int rename(const char* from, const char* to) const override { return std::rename(from, to); }
    int unlink(const char* path) const override { return ::unlink(path); }
    int make_directory(const char* path, mode_t mode) const override { return ::mkdir(path, mode); }
    int status(const char* path, struct stat* to) const override { return ::stat(path, to); }
};

}  // namespace

const FileSystem& posix_file_system() {
    static const PosixFileSystem posix;
    return posix;
}

void make_folder_of(const std::filesystem::path& path) {
    if (!path.has_parent_path()) {
        return;
    }
    std::error_code failure;
    std::filesystem::create_directories(path.parent_path(), failure);
    if (failure) {
        throw IoError(path.parent_path().string(), failure.message());
    }
}

}  // namespace packline::store
