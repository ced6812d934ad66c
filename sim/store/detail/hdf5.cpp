#include "sim/store/detail/hdf5.hpp"

#include <fmt/format.h>

namespace packline::store::detail {
namespace {

extern "C" herr_t take_innermost(unsigned depth, const H5E_error2_t* entry, void* reason) {
    if (depth == 0 && entry->desc != nullptr) *static_cast<std::string*>(reason) = entry->desc;
    return 0;
}

}  // namespace

void fail_hdf5(const char* call) {
    std::string reason = "no reason given";
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, take_innermost, &reason);
    throw Hdf5Error(fmt::format("HDF5 {}: {}", call, reason));
}

QuietHdf5::QuietHdf5() {
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietHdf5::~QuietHdf5() { H5Eset_auto2(H5E_DEFAULT, print_, data_); }

Handle text_type() {
    Handle type{H5Tcopy(H5T_C_S1), H5Tclose, "H5Tcopy"};
    checked(H5Tset_size(type.get(), H5T_VARIABLE), "H5Tset_size");
    checked(H5Tset_cset(type.get(), H5T_CSET_UTF8), "H5Tset_cset");
    return type;
}

}  // namespace packline::store::detail
