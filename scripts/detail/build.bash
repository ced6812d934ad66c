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

# The number of steps that ninja would take for the targets; empty when it cannot tell.
steps_to_do() {
    local plan
    plan=$(ninja -C "$1" -n "${@:2}" 2>/dev/null | tail -n 1)
    [[ $plan == *"no work to do"* ]] && echo 0 && return
    sed -n 's|^\[[0-9]*/\([0-9]*\)\].*|\1|p' <<<"$plan"
}

# build PRESET TARGETS...: quiet; one line on stderr when there is work.
build() {
    local preset=$1 folder=$root/build/$1
    shift
    local steps minutes
    steps=$(steps_to_do "$folder" "$@")
    [[ $steps != 0 ]] || return 0
    # A compilation takes about 8 s of one core.
    minutes=$(((${steps:-0} * 8 / $(nproc) + 59) / 60))
    if ((minutes > 1)); then
        echo "building packline ($preset, once, about $minutes min)" >&2
    else
        echo "building packline ($preset)" >&2
    fi
    run_quietly "$folder/build.log" ninja -C "$folder" "$@"
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
