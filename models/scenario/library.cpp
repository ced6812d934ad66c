#include "models/scenario/library.hpp"

#include "models/scenario/bin_text.hpp"

#include <algorithm>
#include <string_view>

namespace packline::scenario {

namespace {

using Names = std::set<std::string, std::less<>>;

class Library {
public:
    Library(Node& root, const std::set<std::string>& files) : root_{root}, files_{files} {}

    void leave_out_unused() {
        each("products", [&](const Member& product) {
            note(product.value.find("route"), routes_);
            note(product.value.find("makes"), words_);
            if (const Node* incoming = product.value.find("incoming")) {
                note_keys(*incoming, made_);
            }
        });
        keep("routes", routes_);
        each("routes", [&](const Member& route) { note_steps(route.value.find("steps")); });
        keep("stations", stations_);
        each("stations", [&](const Member& s) {
            const Node* load = s.value.find("load");
            note(load == nullptr ? nullptr : load->find("filler"), words_);
        });
        keep("materials", words_);
        keep("carriers", words_);
        each("stations", [&](const Member& s) {
            note_made_of(s.value.find("excursions"));
            const Node* setup = s.value.find("setup");
            if (const Node* kits = setup == nullptr ? nullptr : setup->find("tooling")) {
                note_words(*kits);
            }
        });
        keep("tooling", words_);
        each("materials", [&](const Member& m) {
            const Node* supply = m.value.find("supply");
            const Node* incoming = supply == nullptr ? nullptr : supply->find("incoming");
            if (incoming != nullptr) {
                note_keys(*incoming, made_);
            }
        });
        each("routes", [&](Member& route) { forget_finds(route.value.find("steps")); });
        each("stations", [&](const Member& s) { note(s.value.find("area"), areas_); });
        keep_areas();
    }

private:
    template <typename Visit>
    void each(std::string_view kind, Visit visit) {
        if (Node* map = root_.find(kind)) {
            std::ranges::for_each(map->members, visit);
        }
    }

    static void note(const Node* name, Names& names) {
        if (name != nullptr && name->is_scalar()) {
            names.insert(name->text);
        }
    }

    static void note_keys(const Node& map, Names& names) {
        for (const Member& m : map.members) {
            names.insert(m.key);
        }
    }

    /// Materials, carriers and kits are named in several keys of a step.
    void note_words(const Node& node) {
        note(&node, words_);
        note_keys(node, words_);
        for (const Node& item : node.items) {
            note_words(item);
        }
        for (const Member& m : node.members) {
            note_words(m.value);
        }
    }

    void note_made(const Node& yield) {
        note(yield.find("mechanism"), made_);
        for (const Node& part : yield.items) {
            note_made(part);
        }
    }

    void note_made_of(const Node* part) {
        if (part != nullptr) {
            note_made(*part);
        }
    }

    void note_bins(const Node* bins) {
        for (std::size_t i = 0; bins != nullptr && i < bins->members.size(); ++i) {
            if (const auto material = split_bin(bins->members[i].value.text).material) {
                words_.emplace(*material);
            }
        }
    }

    void note_steps(const Node* steps) {
        if (steps == nullptr) {
            return;
        }
        for (const Node& step : steps->items) {
            note(step.find("id"), made_);  // a yield without a name has the step's
            note_made_of(step.find("yield"));
            note_made_of(step.find("start_within"));
            note_bins(step.find("bins"));
            note(step.find("on"), stations_);
            note_words(step);
            if (const Node* rework = step.find("rework")) {
                note_steps(rework->find("steps"));
            }
        }
    }

    /// A test of a library looks for what any variant of the route makes, this one or another.
    void forget_finds(Node* steps) {
        if (steps == nullptr) {
            return;
        }
        for (Node& step : steps->items) {
            Node* inspect = step.find("inspect");
            Node* finds = inspect == nullptr ? nullptr : inspect->find("finds");
            if (finds != nullptr) {
                std::erase_if(finds->members, [&](const Member& m) {
                    return from_library(m.at) && m.key != "all" && !made_.contains(m.key);
                });
            }
        }
    }

    bool from_library(const Location& at) const { return files_.contains(at.file); }

    void keep(std::string_view kind, const Names& used) {
        if (Node* map = root_.find(kind); map != nullptr && map->is_map()) {
            std::erase_if(map->members, [&](const Member& m) {
                return from_library(m.at) && !used.contains(m.key);
            });
        }
    }

    void keep_areas() {
        if (Node* list = root_.find("areas"); list != nullptr && list->is_list()) {
            std::erase_if(list->items, [&](const Node& area) {
                return from_library(area.at) && !areas_.contains(area.text);
            });
        }
    }

    Node& root_;
    const std::set<std::string>& files_;
    Names routes_;
    Names stations_;
    Names words_;  ///< of the steps
    Names areas_;
    Names made_;  ///< mechanisms
};

}  // namespace

void leave_out_unused(Node& root, const std::set<std::string>& files) {
    // A line without products is wrong, and is told so in terms of all that it states.
    if (!files.empty() && root.find("products") != nullptr) {
        Library{root, files}.leave_out_unused();
    }
}

}  // namespace packline::scenario
