#pragma once

#include <cstddef>
#include <filesystem>
#include <sys/stat.h>
#include <sys/types.h>

namespace packline::store {

/// The calls by which results reach the disk, so that a test can make any one of them fail.
///
/// Each has the meaning and the return value of the POSIX call of its name: -1 and `errno`
/// on failure.
class FileSystem {
public:
    FileSystem() = default;
    FileSystem(const FileSystem&) = delete;
    FileSystem& operator=(const FileSystem&) = delete;
    virtual ~FileSystem() = default;

    virtual int open(const char* path, int flags, mode_t mode) const = 0;
    virtual int close(int descriptor) const = 0;
    virtual ssize_t read(int descriptor, void* to, std::size_t bytes) const = 0;
    virtual ssize_t write(int descriptor, const void* from, std::size_t bytes) const = 0;
    virtual off_t seek(int descriptor, off_t offset) const = 0;  ///< from the start
    virtual int truncate(int descriptor, off_t bytes) const = 0;
    virtual int sync(int descriptor) const = 0;       ///< fsync: data and all metadata
    virtual int sync_data(int descriptor) const = 0;  ///< fdatasync: data and length
    /// Takes the file for this process, without waiting (flock).
    virtual int lock(int descriptor) const = 0;
    virtual int rename(const char* from, const char* to) const = 0;
    virtual int unlink(const char* path) const = 0;
    virtual int make_directory(const char* path, mode_t mode) const = 0;
    virtual int status(const char* path, struct stat* to) const = 0;
};

/// The machine's own file system.
const FileSystem& posix_file_system();

/// Makes the folder that a file is in, where it is not there. Throws IoError where it cannot.
void make_folder_of(const std::filesystem::path& path);

}  // namespace packline::store
