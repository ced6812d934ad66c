#include "models/scenario/text_file.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <system_error>

namespace packline::scenario {
namespace {

/// Length of the UTF-8 sequence at `i`, 0 where it is malformed, overlong or a surrogate.
/// Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
std::size_t utf8_length(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) -> unsigned {
        return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
    };
    const auto within = [&](std::size_t k, unsigned low, unsigned high) {
        return byte(k) >= low && byte(k) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return within(1, 0x80, 0xBF) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = first == 0xED ? 0x9F : 0xBF;
        return within(1, low, high) && within(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
        return within(1, low, high) && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

}  // namespace

bool check_text(std::string& text, const std::string& shown, Diagnostics& diagnostics) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.erase(0, 3);
    }
    int line = 1;
    int column = 1;
    for (std::size_t i = 0; i < text.size(); ++column) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t length = utf8_length(text, i);
        if (length == 0) {
            diagnostics.error({shown, line, column},
                              fmt::format("not text in UTF-8 (byte 0x{:02X})", c),
                              "save the file as UTF-8, or check that it is the right file");
            return false;
        }
        if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F) {
            diagnostics.error({shown, line, column},
                              fmt::format("not a text file (control character 0x{:02X})", c),
                              "check that it is the right file");
            return false;
        }
        if (c == '\n') {
            ++line;
            column = 0;
        }
        i += length;
    }
    return true;
}

std::optional<std::string> read_text_file(const std::filesystem::path& path,
                                          const std::string& shown, Diagnostics& diagnostics) {
    const auto fail = [&](std::string problem, std::string help) {
        diagnostics.error({shown, 0, 0}, std::move(problem), std::move(help));
        return std::nullopt;
    };
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (!std::filesystem::exists(status)) {
        return fail("cannot be read (no such file)", "check the path");
    }
    if (std::filesystem::is_directory(status)) {
        return fail("cannot be read (it is a directory)", "name a file in it");
    }
    // Devices and pipes may never end, so only plain files are opened.
    if (!std::filesystem::is_regular_file(status)) {
        return fail("cannot be read (it is no regular file)", "name a file");
    }
    std::ifstream in{path, std::ios::binary};
    std::string text;
    if (in) {
        text.resize(kLargestFile + 1);
        in.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(in.gcount()));
    }
    if (!in.eof() && text.size() <= kLargestFile) {
        return fail("cannot be read (no permission, or the machine failed)", "check the file");
    }
    if (text.size() > kLargestFile) {
        return fail("is too large (more than 16 MB)", "split the line into several files");
    }
    if (!check_text(text, shown, diagnostics)) {
        return std::nullopt;
    }
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        return fail("is empty", "see configs/README.md for what a line needs");
    }
    return text;
}

}  // namespace packline::scenario
