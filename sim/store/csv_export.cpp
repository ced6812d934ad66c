#include "sim/store/csv_export.hpp"

#include "sim/base/errors.hpp"
#include "sim/stats/summary.hpp"
#include "sim/store/detail/csv_table.hpp"
#include "sim/store/detail/file.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fmt/format.h>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace packline::store {
namespace {

using detail::CsvTable;

/// Of the intervals in metrics.csv.
constexpr double kLevel = 0.95;

double hours_of(Duration d) { return static_cast<double>(d.us) / 3.6e9; }

CsvTable metrics_table(const StudyResult& study) {
    CsvTable table;
    for (const std::string_view name : {"metric", "unit", "mean", "half_width", "n", "missing",
                                        "standard_deviation", "minimum", "maximum", "about"}) {
        table.add(name);
    }
    table.end_row();
    std::vector<double> values(study.replications.size());
    for (std::size_t m = 0; m < study.metrics.size(); ++m) {
        std::ranges::transform(study.replications, values.begin(),
                               [m](const auto& replication) { return replication.values[m]; });
        const Summary summary = summarise(values, kLevel);
        const auto if_any = [&summary](double x) { return summary.n > 0 ? x : std::nan(""); };
        table.add(study.metrics[m].name).add(study.metrics[m].unit);
        table.add(summary.mean).add(summary.half_width).add(summary.n).add(summary.missing);
        table.add(summary.sd).add(if_any(summary.least)).add(if_any(summary.most));
        table.add(study.metrics[m].about).end_row();
    }
    return table;
}

CsvTable replications_table(const StudyResult& study) {
    CsvTable table;
    table.add("replication").add("fingerprint").add("events");
    for (const auto& metric : study.metrics) {
        table.add(metric.name);
    }
    table.end_row();
    for (const auto& replication : study.replications) {
        table.add(replication.replication).add(fmt::format("{:016x}", replication.fingerprint));
        table.add(replication.events);
        for (const double value : replication.values) {
            table.add(value);
        }
        table.end_row();
    }
    return table;
}

CsvTable series_table(const StudyResult& study, std::size_t s) {
    CsvTable table;
    table.add("time_h");
    std::size_t buckets = 0;
    for (const auto& replication : study.replications) {
        table.add(fmt::format("replication_{}", replication.replication));
        buckets = std::max(buckets, replication.series[s].size());
    }
    table.end_row();
    for (std::size_t i = 0; i < buckets; ++i) {
        table.add(hours_of(study.bucket * static_cast<std::int64_t>(i)));
        for (const auto& replication : study.replications) {
            const auto& row = replication.series[s];
            table.add(i < row.size() ? row[i] : std::nan(""));
        }
        table.end_row();
    }
    return table;
}

CsvTable about_table(const StudyResult& study) {
    CsvTable table;
    const auto row = [&table](std::string_view key, const auto& value) {
        table.add(key).add(value).end_row();
    };
    row("key", std::string_view{"value"});
    row("title", study.title);
    row("seed", study.seed);
    row("replications", study.replications.size());
    row("horizon_h", hours_of(study.horizon));
    row("warmup_h", hours_of(study.warmup.length));
    row("warmup_automatic", std::string_view{study.warmup.automatic ? "yes" : "no"});
    row("warmup_enough", std::string_view{study.warmup.enough ? "yes" : "no"});
    row("warmup_explanation", study.warmup.explanation);
    row("bucket_h", hours_of(study.bucket));
    row("fingerprint", fmt::format("{:016x}", study.fingerprint()));
    for (const auto& warning : study.warnings) {
        row("warning", warning);
    }
    return table;
}

/// File names of the series: safe on every system, and different from each other there too.
std::vector<std::string> series_files(const StudyResult& study) {
    std::vector<std::string> result;
    std::set<std::string> taken;
    for (const auto& series : study.series) {
        std::string name = series.name;
        std::ranges::replace_if(
            name,
            [](char c) {
                const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                   (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
                return !plain;
            },
            '_');
        const auto folded = [](std::string text) {
            for (char& c : text) {
                if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            }
            return text;
        };
        std::string unique = name;
        for (int i = 2; !taken.insert(folded(unique)).second; ++i) {
            unique = fmt::format("{}_{}", name, i);
        }
        result.push_back(fmt::format("series_{}.csv", unique));
    }
    return result;
}

void make_directories(const FileSystem& files, const std::filesystem::path& directory) {
    std::filesystem::path so_far;
    for (const auto& part : directory) {
        so_far /= part;
        if (part.empty()) continue;
        struct stat status {};
        if (files.status(so_far.c_str(), &status) == 0) {
            if (!S_ISDIR(status.st_mode)) throw IoError(so_far.string(), "is not a directory");
        } else if (files.make_directory(so_far.c_str(), 0777) != 0 && errno != EEXIST) {
            detail::fail_io(so_far.string(), "create the directory");
        }
    }
}

}  // namespace

void export_csv(const StudyResult& study, const std::filesystem::path& directory,
                const FileSystem& files, std::span<const NamedTable> own) {
    for (const auto& replication : study.replications) {
        expect(replication.values.size() == study.metrics.size(), "a replication lacks values");
        expect(replication.series.size() == study.series.size(), "a replication lacks time series");
    }
    make_directories(files, directory);
    const auto put = [&](const std::string& name, const std::string& text) {
        detail::replace_file(files, (directory / name).string(), std::as_bytes(std::span{text}));
    };
    put("metrics.csv", metrics_table(study).text());
    put("replications.csv", replications_table(study).text());
    CsvTable index;
    index.add("series").add("unit").add("file").add("about").end_row();
    const auto names = series_files(study);
    for (std::size_t s = 0; s < names.size(); ++s) {
        put(names[s], series_table(study, s).text());
        const SeriesInfo& info = study.series[s];
        index.add(info.name).add(info.unit).add(names[s]).add(info.about).end_row();
    }
    put("series.csv", index.text());
    put("about.csv", about_table(study).text());
    put("input.txt", study.input);
    for (const NamedTable& table : own) {
        put(table.file, table.text);
    }
}

}  // namespace packline::store
