#include "sim/store/detail/file.hpp"

#include "sim/base/errors.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace packline::store::detail {
namespace {

constexpr int kNone = -1;

/// A name beside `path` that nobody has; what a killed process of the same number left behind
/// is not touched.
std::pair<std::string, File> create_beside(const FileSystem& files, const std::string& path) {
    constexpr int tries = 100;
    const std::string stem = fmt::format("{}.tmp-{}", path, ::getpid());
    for (int i = 0;; ++i) {
        std::string name = i == 0 ? stem : fmt::format("{}-{}", stem, i);
        struct stat status {};
        if (i < tries && files.status(name.c_str(), &status) == 0) continue;
        return {name, File{files, name, O_WRONLY | O_CREAT | O_EXCL}};
    }
}

/// Renaming onto a device would replace the device.
void refuse_what_is_no_file(const FileSystem& files, const std::string& path) {
    struct stat status {};
    if (files.status(path.c_str(), &status) != 0) {
        if (errno == ENOENT) return;
        fail_io(path, "look at it");
    }
    if (!S_ISREG(status.st_mode)) {
        throw IoError(path, "cannot be written (it exists and is not a regular file)");
    }
}

}  // namespace

void fail_io(const std::string& path, const char* what) {
    const int reason = errno;
    throw IoError(path,
                  fmt::format("cannot {} ({})", what, std::generic_category().message(reason)));
}

File::File(const FileSystem& files, std::string path, int flags)
    : files_{&files},
      path_{std::move(path)},
      descriptor_{files.open(path_.c_str(), flags | O_CLOEXEC, 0666)} {
    if (descriptor_ < 0) fail_io(path_, (flags & O_CREAT) != 0 ? "create it" : "open it");
}

File::File(File&& other) noexcept
    : files_{other.files_},
      path_{std::move(other.path_)},
      descriptor_{std::exchange(other.descriptor_, kNone)} {}

File::~File() {
    // Only on the way out after an error, or after reading: nothing to learn from the result.
    if (descriptor_ >= 0) files_->close(descriptor_);
}

void File::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t n = files_->write(descriptor_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n == 0) errno = EIO;  // POSIX allows it; going on might never end
        if (n <= 0) fail_io(path_, "write it");
        bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
}

Bytes File::read_all() {
    constexpr std::size_t step = 1 << 20;
    if (files_->seek(descriptor_, 0) < 0) fail_io(path_, "read it");
    Bytes result;
    for (;;) {
        const std::size_t have = result.size();
        // Doubling, so that a large file is not copied once per step.
        result.resize(have + std::max(step, have));
        const ssize_t n = files_->read(descriptor_, result.data() + have, result.size() - have);
        const int reason = errno;
        result.resize(have + (n > 0 ? static_cast<std::size_t>(n) : 0));
        if (n == 0) return result;
        if (n < 0 && reason != EINTR) {
            errno = reason;
            fail_io(path_, "read it");
        }
    }
}

void File::truncate(std::uint64_t bytes) {
    const auto end = static_cast<off_t>(bytes);
    if (files_->truncate(descriptor_, end) != 0) fail_io(path_, "cut it");
    if (files_->seek(descriptor_, end) < 0) fail_io(path_, "cut it");
}

void File::sync() {
    if (files_->sync(descriptor_) != 0) fail_io(path_, "bring it to the disk");
}

void File::sync_data() {
    if (files_->sync_data(descriptor_) != 0) fail_io(path_, "bring it to the disk");
}

void File::lock() {
    if (files_->lock(descriptor_) == 0) return;
    if (errno == EWOULDBLOCK) throw IoError(path_, "is in use by another process");
    // Some network file systems know no locks: then the user must see to it.
    if (errno != ENOLCK && errno != EOPNOTSUPP) fail_io(path_, "lock it");
}

void File::close() {
    const int descriptor = std::exchange(descriptor_, kNone);
    // After EINTR Linux has closed it all the same.
    if (files_->close(descriptor) != 0 && errno != EINTR) fail_io(path_, "close it");
}

Bytes read_file(const FileSystem& files, const std::string& path) {
    struct stat status {};
    if (files.status(path.c_str(), &status) != 0) fail_io(path, "open it");
    // A device or a pipe might never end.
    if (!S_ISREG(status.st_mode)) throw IoError(path, "is not a regular file");
    return File{files, path, O_RDONLY}.read_all();
}

void replace_file(const FileSystem& files, const std::string& path,
                  std::span<const std::byte> bytes,
                  const std::function<void(std::span<const std::byte>)>& verify) {
    refuse_what_is_no_file(files, path);
    auto [name, file] = create_beside(files, path);
    try {
        file.write(bytes);
        file.sync();
        file.close();
        const Bytes back = read_file(files, name);
        if (!std::ranges::equal(back, bytes)) {
            throw IoError(name, "cannot write it (it reads back differently)");
        }
        if (verify) verify(back);
        if (files.rename(name.c_str(), path.c_str()) != 0) fail_io(path, "rename to it");
    } catch (...) {
        files.unlink(name.c_str());
        throw;
    }
    sync_folder_of(files, path);
}

void sync_folder_of(const FileSystem& files, const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path();
    File folder{files, parent.empty() ? "." : parent.string(), O_RDONLY | O_DIRECTORY};
    folder.sync();
    folder.close();
}

}  // namespace packline::store::detail
