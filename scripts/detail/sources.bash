# Sourced by the scripts that look at source files. Goes to the top of the tree.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Our C++ files that exist, committed or not, but no others; each ends with a zero byte.
cpp_files() {
    git ls-files -z --cached --others --exclude-standard -- '*.hpp' '*.cpp' |
        while IFS= read -r -d '' path; do
            [[ ! -f $path ]] || printf '%s\0' "$path"
        done
}

# The tool of version 14, whose opinion counts; else whichever there is.
tool_14() {
    command -v "$1-14" || command -v "$1" || {
        echo "$1 is missing: scripts/setup --ci" >&2
        return 3
    }
}
