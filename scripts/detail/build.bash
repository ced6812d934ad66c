# Sourced by the scripts that build. Sets `root`, the top of the source tree.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Installs what is missing; on a system without apt-get CMake says what it does not find.
# Everything goes to stderr: stdout belongs to the program that is run.
ensure_packages() {
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        "$root/scripts/setup" "$@" >&2
    fi
}

# run_quietly LOG COMMAND...: the output is shown only when the command fails.
run_quietly() {
    local log=$1
    shift
    if ! "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        echo "failed: $* (output kept in $log)" >&2
        return 3
    fi
}

# configure PRESET [CMAKE ARGUMENTS...]: where it was not yet done, the presets are newer or
# arguments are given. A tree that was moved is configured afresh.
configure() {
    local preset=$1 folder=$root/build/$1
    shift
    local home
    home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$folder/CMakeCache.txt" 2>/dev/null || true)
    local words=(cmake -S "$root" --preset "$preset" "$@")
    if [[ -n $home && $home != "$root" ]]; then
        words+=(--fresh)
    elif [[ $# == 0 && $folder/configured -nt $root/CMakePresets.json && -f $folder/build.ninja ]]; then
        return 0
    fi
    mkdir -p "$folder"
    run_quietly "$folder/configure.log" "${words[@]}" || return
    touch "$folder/configured"
}

# Reads nothing: ends with the build, or says after 2 s that it takes a while.
announce() {
    local steps minutes code=0
    read -r -t 2 || code=$?
    ((code > 128)) || return 0
    steps=$(sed -n 's|^\[[0-9]*/\([0-9]*\)\].*|\1|p' "$2" | tail -n 1)
    minutes=$(((${steps:-1} * seconds_per_step / $(nproc) + 59) / 60))
    echo "building packline ($1, once, about $minutes min)" >&2
}
seconds_per_step=3 # of one core

# build PRESET TARGETS...: quiet, but for one line on stderr when it takes longer than a moment.
# How much is to be done is not known before: a dry run of ninja stops at the lists of files.
build() {
    local preset=$1 folder=$root/build/$1 status=0 finished
    shift
    : >"$folder/build.log"
    exec {finished}> >(announce "$preset" "$folder/build.log")
    run_quietly "$folder/build.log" ninja -C "$folder" "$@" || status=$?
    exec {finished}>&-
    wait $! || true
    return $status
}

# locked PRESET COMMAND...: two builds at once in one folder would spoil each other.
locked() {
    local preset=$1 status=0
    shift
    mkdir -p "$root/build"
    exec {lock}>"$root/build/$preset.lock"
    flock "$lock"
    "$@" || status=$?
    exec {lock}>&-
    return $status
}
