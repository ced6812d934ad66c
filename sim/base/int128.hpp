#pragma once

namespace packline {

/// 128-bit integers hold integrals over time exactly (lots x us over centuries), so that
/// Little's law is an equality and merging does not depend on the order.
__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

}  // namespace packline
