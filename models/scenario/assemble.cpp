#include "models/scenario/assemble.hpp"

#include "models/scenario/check_sections.hpp"
#include "models/scenario/csv_table.hpp"
#include "models/scenario/expand.hpp"
#include "models/scenario/library.hpp"
#include "models/scenario/mechanism_names.hpp"
#include "models/scenario/overrides.hpp"
#include "models/scenario/parse_yaml.hpp"
#include "models/scenario/text_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <system_error>

namespace packline::scenario {

namespace fs = std::filesystem;

namespace {

class Loader {
public:
    Loader(const fs::path& first, Diagnostics& diagnostics)
        : root_{root_of(first)}, diagnostics_{diagnostics} {}

    std::optional<Node> load(const fs::path& path, const std::string& shown) {
        std::error_code failure;
        const fs::path real = fs::weakly_canonical(path, failure);
        std::optional<std::string> text = read_text_file(path, shown, diagnostics_);
        if (!text || !check_text(*text, shown, diagnostics_)) {
            return std::nullopt;
        }
        text_ += text->size();
        if (text_ > kMostText) {
            diagnostics_.error({shown, 0, 0},
                               "the files of the line are too large (more than 32 MB)",
                               "name each file once");
            return std::nullopt;
        }
        std::optional<Node> own = parse_yaml(*text, shown, diagnostics_);
        if (!own) {
            return std::nullopt;
        }
        if (!own->is_map()) {
            diagnostics_.error(own->at, "the file holds no line (a map of keys is wanted)",
                               "start with `line: name`; see 'packline describe line'");
            return std::nullopt;
        }
        open_.push_back(real);
        std::optional<Node> whole = with_others(std::move(*own), path, shown);
        open_.pop_back();
        return whole;
    }

    /// Files that came in by `flows:`, as shown in locations.
    const std::set<std::string>& flow_files() const { return flow_files_; }

private:
    static fs::path root_of(const fs::path& first) {
        std::error_code failure;
        const fs::path folder = fs::weakly_canonical(first, failure).parent_path();
        for (fs::path p = folder; p.has_relative_path(); p = p.parent_path()) {
            if (p.filename() == "configs") {
                return p;
            }
        }
        return folder;
    }

    /// Puts the file on top of what it extends, and that on top of the file's flows: what a line
    /// states of its tools holds against what flows bring along for any line.
    std::optional<Node> with_others(Node own, const fs::path& path, const std::string& shown) {
        std::vector<const Node*> others;
        const Node* base = own.find("extends");
        if (base != nullptr) {
            others.push_back(base);
        }
        if (const Node* flows = own.find("flows")) {
            if (!flows->is_list()) {
                others.push_back(flows);
            }
            for (const Node& flow : flows->items) {
                others.push_back(&flow);
            }
        }
        Node whole = Node::map(own.at);
        Node extended = Node::map(own.at);
        bool complete = true;
        for (const Node* other : others) {
            if (!other->is_scalar() || other->text.empty()) {
                diagnostics_.error(other->at, "a path of a file is wanted here",
                                   "write it relative to this file");
                complete = false;
            } else if (std::optional<Node> part = load_other(*other, path, shown, other != base)) {
                if (other == base) {
                    extended = *part;
                }
                merge(whole, std::move(*part));
            } else {
                complete = false;
            }
        }
        if (!complete) {
            return std::nullopt;
        }
        if (others.size() > 1) {
            merge(whole, std::move(extended));  // once more: it came first for the order of things
        }
        own.erase("extends");
        own.erase("flows");
        put_tables(own, path, shown);
        whole.at = own.at;
        merge(whole, std::move(own));
        return whole;
    }

    /// Puts the rows of CSV files in the place of their paths.
    void put_tables(Node& own, const fs::path& path, const std::string& shown) {
        put_table(own.find("wip"), path, shown);
        put_table(own.find("tool_states"), path, shown);
        put_table(own.find("qualifications"), path, shown);
        put_table(own.find("stocks"), path, shown);
        if (Node* routes = own.find("routes")) {
            for (Member& route : routes->members) {
                put_table(route.value.find("steps"), path, shown);
            }
        }
        if (Node* releases = own.find("releases")) {
            for (Member& release : releases->members) {
                put_table(release.value.find("schedule"), path, shown);
                put_rates(release.value, path, shown);
            }
        }
        if (Node* plans = own.find("plans"); plans != nullptr && plans->is_scalar()) {
            put_table(plans, path, shown);
            name_rows(*plans, "plan", diagnostics_);
        }
        for (const auto& [kind, part] :
             {std::pair{"products", "release"}, {"materials", "supply"}}) {
            if (Node* map = own.find(kind)) {
                for (Member& m : map->members) {
                    if (Node* scheduled = m.value.find(part)) {
                        put_table(scheduled->find("schedule"), path, shown);
                        put_table(scheduled->find("on_order"), path, shown);
                        put_rates(*scheduled, path, shown);
                    }
                }
            }
        }
    }

    /// A rate is itself text; a path is what ends as one.
    void put_rates(Node& release, const fs::path& path, const std::string& shown) {
        if (release.text_of("rate").ends_with(".csv")) {
            put_table(release.find("rate"), path, shown);
        }
    }

    void put_table(Node* node, const fs::path& path, const std::string& shown) {
        if (node == nullptr || !node->is_scalar() || node->text.empty()) {
            return;
        }
        const std::optional<File> file = find_file(*node, path, shown);
        if (!file) {
            return;
        }
        std::optional<std::string> text = read_text_file(file->path, file->shown, diagnostics_);
        if (text && check_text(*text, file->shown, diagnostics_)) {
            *node = parse_csv(*text, file->shown, diagnostics_);
        }
    }

    struct File {
        fs::path path;
        std::string shown;
    };

    std::optional<Node> load_other(const Node& name, const fs::path& from,
                                   const std::string& from_shown, bool flow) {
        const std::optional<File> file = find_file(name, from, from_shown);
        if (!file) {
            return std::nullopt;
        }
        if (std::ranges::find(open_, file->path) != open_.end()) {
            diagnostics_.error(name.at,
                               fmt::format("'{}' is built on this file (a circle)", name.text),
                               "break the circle of `extends:` and `flows:`");
            return std::nullopt;
        }
        if (++files_ > kMostFiles) {
            diagnostics_.error(name.at,
                               fmt::format("more than {} files make up the line", kMostFiles),
                               "put several flows into one file");
            return std::nullopt;
        }
        if (flow) {
            flow_files_.insert(file->shown);
        }
        return load(file->path, file->shown);
    }

    /// The file that another one names, if it lies where it may.
    std::optional<File> find_file(const Node& name, const fs::path& from,
                                  const std::string& from_shown) {
        const fs::path relative{name.text};
        std::error_code failure;
        const fs::path target = fs::weakly_canonical(from.parent_path() / relative, failure);
        const fs::path inside = target.lexically_relative(root_);
        if (relative.is_absolute() || failure || inside.empty() || *inside.begin() == "..") {
            diagnostics_.error(name.at,
                               fmt::format("'{}' lies outside of the configuration's folder (a "
                                           "file may only read its own tree)",
                                           name.text),
                               "write a path relative to this file, inside its `configs` folder");
            return std::nullopt;
        }
        if (!fs::exists(target)) {
            diagnostics_.error(name.at, fmt::format("there is no file '{}'", name.text),
                               "the path is relative to the file that names it");
            return std::nullopt;
        }
        const fs::path shown = (fs::path{from_shown}.parent_path() / relative).lexically_normal();
        return File{target, shown.string()};
    }

    /// A bound on what files that include others many times can cost.
    static constexpr int kMostFiles = 200;
    static constexpr std::size_t kMostText = 32 * 1024 * 1024;

    fs::path root_;
    std::vector<fs::path> open_;
    std::set<std::string> flow_files_;
    int files_ = 1;
    std::size_t text_ = 0;  ///< read so far [bytes]
    Diagnostics& diagnostics_;
};

/// Files and overrides on top of a line, and its parameters in their places.
bool lay_over(Node& root, const LoadOptions& options, Diagnostics& diagnostics) {
    for (const std::string& name : options.with) {
        std::optional<Node> over = Loader{name, diagnostics}.load(name, name);
        if (!over) {
            return false;
        }
        merge(root, std::move(*over));
    }
    Overrides overrides{options.sets, options.missed, diagnostics};
    overrides.apply_before_expansion(root, diagnostics);
    check_sections(root, diagnostics);
    if (!expand(root, diagnostics)) {
        return false;
    }
    overrides.apply_to_steps(root, diagnostics);
    return true;
}

}  // namespace

std::optional<Node> assemble(const fs::path& path, const LoadOptions& options,
                             Diagnostics& diagnostics) {
    Loader loader{path, diagnostics};
    std::optional<Node> root = loader.load(path, path.string());
    if (!root || !lay_over(*root, options, diagnostics)) {
        return std::nullopt;
    }
    leave_out_unused(*root, loader.flow_files());
    name_mechanisms(*root);
    return root;
}

std::optional<Node> assemble_tree(Node root, const LoadOptions& options, Diagnostics& diagnostics) {
    if (!lay_over(root, options, diagnostics)) {
        return std::nullopt;
    }
    name_mechanisms(root);
    return root;
}

std::optional<Node> assemble_text(const std::string& text, const std::string& shown,
                                  Diagnostics& diagnostics) {
    std::string copy = text;
    if (!check_text(copy, shown, diagnostics)) {
        return std::nullopt;
    }
    std::optional<Node> root = parse_yaml(copy, shown, diagnostics);
    if (root && root->is_map()) {
        check_sections(*root, diagnostics);
        if (!expand(*root, diagnostics)) {
            return std::nullopt;
        }
        name_mechanisms(*root);
    }
    return root;
}

}  // namespace packline::scenario
