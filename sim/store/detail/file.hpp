#pragma once

#include "sim/store/detail/bytes.hpp"
#include "sim/store/file_system.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace packline::store::detail {

/// Throws IoError: `<path>: cannot <what> (<reason of errno>)`.
[[noreturn]] void fail_io(const std::string& path, const char* what);

/// An open file that checks every call. Throws IoError. Closes in the destructor; whoever has
/// written calls close() before, to learn whether it worked.
class File {
public:
    File(const FileSystem& files, std::string path, int flags);
    File(File&& other) noexcept;
    File& operator=(File&&) = delete;
    ~File();

    /// Goes on after interruptions and partial writes.
    void write(std::span<const std::byte> bytes);
    /// From the start to the end of the file.
    Bytes read_all();
    void truncate(std::uint64_t bytes);
    void sync();
    void sync_data();
    /// Throws IoError if another process holds the file.
    void lock();
    void close();

private:
    const FileSystem* files_;
    std::string path_;
    int descriptor_;
};

/// Throws IoError if the file cannot be read.
Bytes read_file(const FileSystem& files, const std::string& path);

/// Puts `bytes` under the name `path` such that at any instant there is either the old file or
/// the whole new one: written beside it, synced, read back, given to `verify`, renamed, and the
/// folder synced. On IoError, or when `verify` throws, nothing is left beside it.
void replace_file(const FileSystem& files, const std::string& path,
                  std::span<const std::byte> bytes,
                  const std::function<void(std::span<const std::byte>)>& verify = {});

/// The names of a folder reach the disk: needed after a file was created or renamed in it.
void sync_folder_of(const FileSystem& files, const std::string& path);

}  // namespace packline::store::detail
