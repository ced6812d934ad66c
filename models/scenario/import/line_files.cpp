#include "models/scenario/import/line_files.hpp"

#include "models/scenario/csv_table.hpp"
#include "models/scenario/dialect.hpp"

#include <algorithm>
#include <utility>

namespace packline::scenario {

namespace {

/// The maps of a list as rows; columns are those that any of them has, as the manual lists them.
std::string csv_of(const Node& list, std::string_view kind) {
    std::vector<std::string> columns = key_names(section(kind));
    std::erase_if(columns, [&](const std::string& key) {
        return std::ranges::none_of(list.items,
                                    [&](const Node& row) { return row.find(key) != nullptr; });
    });
    std::string out;
    const auto add_row = [&](const auto& field) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            out += (i > 0 ? "," : "") + field(columns[i]);
        }
        out += '\n';
    };
    add_row([](const std::string& column) { return column; });
    for (const Node& row : list.items) {
        add_row([&](const std::string& column) {
            const Node* value = row.find(column);
            if (value == nullptr) {
                return std::string{};
            }
            return csv_field(value->is_scalar() ? value->text : write_flow_yaml(*value));
        });
    }
    return out;
}

}  // namespace

std::vector<LineFile> line_files(Node line, const std::string& stem) {
    std::vector<LineFile> files(1);
    const auto put_beside = [&](Node* list, std::string_view kind, const std::string& name) {
        if (list != nullptr && list->is_list()) {
            files.push_back({stem + "-" + name + ".csv", csv_of(*list, kind)});
            *list = Node::scalar(files.back().name, list->at);
        }
    };
    if (Node* routes = line.find("routes")) {
        for (Member& route : routes->members) {
            put_beside(route.value.find("steps"), "step", route.key);
        }
    }
    put_beside(line.find("wip"), "lot in process", "wip");
    files.front() = {stem + ".yaml", write_yaml(line)};
    return files;
}

}  // namespace packline::scenario
