#pragma once

#include <hdf5.h>

#include <concepts>
#include <stdexcept>
#include <string>
#include <utility>

// The C API of HDF5 with every code checked.

namespace packline::store::detail {

/// HDF5 refused; the text holds the library's innermost reason. Never leaves this folder.
class Hdf5Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

[[noreturn]] void fail_hdf5(const char* call);

/// Throws Hdf5Error if `code`, the answer of `call`, says failure.
template <std::signed_integral Code>
Code checked(Code code, const char* call) {
    if (code < 0) fail_hdf5(call);
    return code;
}

/// While it lives, HDF5 does not print its errors (a library prints nothing).
class QuietHdf5 {
public:
    QuietHdf5();
    QuietHdf5(const QuietHdf5&) = delete;
    QuietHdf5& operator=(const QuietHdf5&) = delete;
    ~QuietHdf5();

private:
    H5E_auto2_t print_ = nullptr;
    void* data_ = nullptr;
};

/// Owns one HDF5 identifier.
class Handle {
public:
    using Close = herr_t (*)(hid_t);

    /// Throws Hdf5Error if `id`, the answer of `call`, is none.
    Handle(hid_t id, Close closer, const char* call) : id_{checked(id, call)}, close_{closer} {}
    Handle(Handle&& other) noexcept
        : id_{std::exchange(other.id_, H5I_INVALID_HID)}, close_{other.close_} {}
    Handle& operator=(Handle&&) = delete;
    ~Handle() {
        // Only on the way out after an error, or after reading.
        if (id_ >= 0) close_(id_);
    }

    hid_t get() const { return id_; }
    /// Closes and learns whether it worked: HDF5 may write as late as here.
    void close() { checked(close_(std::exchange(id_, H5I_INVALID_HID)), "close"); }

private:
    hid_t id_;
    Close close_;
};

/// The type of all our text: UTF-8, of variable length.
Handle text_type();

}  // namespace packline::store::detail
