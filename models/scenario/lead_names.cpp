#include "models/scenario/lead_names.hpp"

#include "models/scenario/bin_text.hpp"

#include <fmt/format.h>

namespace packline::scenario {

void lead(Node* name, const std::string& head) {
    if (name != nullptr && name->is_scalar()) {
        name->text = head + name->text;
    }
}

void lead_all(Node* names, const std::string& head) {
    lead(names, head);
    for (std::size_t i = 0; names != nullptr && i < names->items.size(); ++i) {
        lead(&names->items[i], head);
    }
}

void lead_keys(Node* map, const std::string& head) {
    for (std::size_t i = 0; map != nullptr && i < map->members.size(); ++i) {
        map->members[i].key = head + map->members[i].key;
    }
}

void lead_needs(Node* needs, const std::string& head) {
    for (std::size_t i = 0; needs != nullptr && i < needs->members.size(); ++i) {
        Node& need = needs->members[i].value;
        Node* skill = need.is_map() ? need.find("skill") : &need;
        if (skill != nullptr && skill->text != "none") {
            lead(skill, head);
        }
    }
}

void lead_tooling(Node* kits, const std::string& head) {
    lead(kits, head);
    lead_keys(kits, head);
}

void lead_bins(Node* bins, const std::string& head) {
    for (std::size_t i = 0; bins != nullptr && i < bins->members.size(); ++i) {
        std::string& text = bins->members[i].value.text;
        if (const auto [amount, material] = split_bin(text); material) {
            text = fmt::format("{} into {}{}", amount, head, *material);
        }
    }
}

void lead_sets(Node* sets, const std::string& head) {
    for (std::size_t i = 0; sets != nullptr && i < sets->members.size(); ++i) {
        lead_all(sets->members[i].value.find("products"), head);
    }
}

}  // namespace packline::scenario
