#include "models/packaging/spec/line_spec.hpp"

namespace packline::packaging {

ProductRelease release_of(const LineSpec& line, std::size_t product) {
    for (const ReleaseStreamSpec& stream : line.streams) {
        std::int64_t all = 0;
        std::int64_t own = 0;
        for (const ReleaseStreamSpec::Share& share : stream.mix) {
            all += share.lots;
            own += share.product.index() == product ? share.lots : 0;
        }
        if (own > 0) {
            return {&stream.release, static_cast<double>(own) / static_cast<double>(all)};
        }
    }
    return {&line.products[product].release, 1.0};
}

bool comes_without_bound(const LineSpec& line, std::size_t product) {
    const ReleaseSpec& release = *release_of(line, product).release;
    return release.kind == ReleaseKind::interval && release.cap.most == 0 &&
           !release.lost_when_full;
}

}  // namespace packline::packaging
