// `stockers:` of a line and `buffer:` of a station.

#include "models/scenario/line_reader.hpp"
#include "models/scenario/nearest.hpp"

#include <fmt/format.h>

namespace packline::scenario {

using namespace packaging;

/// Places of a buffer: lots or items.
BufferSpec LineReader::places(MapReader& reader, std::string_view key, const std::string& name) {
    constexpr std::int64_t kMost = 1'000'000'000;
    BufferSpec b;
    b.name = name;
    const Count count = reader.count(key, 0, kMost, 0);
    b.places = count.n;
    b.counted_in = is_lot_word(count.unit) ? Level::lot : Level::item;
    if (!is_lot_word(count.unit) && !is_item_word(count.unit) && !is_site_word(count.unit)) {
        reader.error(key, fmt::format("{} = {} (what is counted is wanted)", key, reader.text(key)),
                     "write `4 lots` or `50 wafers`");
    }
    return b;
}

void LineReader::stockers() {
    const Node* map = root_.find("stockers");
    if (map == nullptr) {
        return;
    }
    for (const Member& m : map->members) {
        MapReader reader{m.value, "stocker", diagnostics_};
        line_.buffers.push_back(places(reader, "places", m.key));
        line_.buffers.back().shared = true;
        at_.buffers.push_back(m.at);
    }
}

void LineReader::buffer(MapReader& reader, StationSpec& s) {
    const Node* node = reader.value("buffer");
    if (node == nullptr) {
        return;
    }
    const std::string text = reader.text("buffer");
    if (text.empty() || (text.front() >= '0' && text.front() <= '9')) {
        s.buffer = BufferId::from_index(line_.buffers.size());
        line_.buffers.push_back(places(reader, "buffer", s.name));
        at_.buffers.push_back(reader.at("buffer"));
    } else {
        s.buffer = BufferId{find(stocker_names_, text, reader.at("buffer"), "stocker")};
    }
}

}  // namespace packline::scenario
