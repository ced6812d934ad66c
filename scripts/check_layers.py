#!/usr/bin/env python3
"""Checks what the compiler cannot: layers, portability of results, size of files.

usage: scripts/check_layers.py [--self-test]

Which folder may use which stands in scripts/layers.json. Prints file:line: problem; exit code 1
when there is one. Files above 300 lines are warned about.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "detail"))
import cmake_edges  # noqa: E402
import layer_rules  # noqa: E402
import layers_self_test  # noqa: E402
import token_rules  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("sim", "models", "bench", "tests")
SOURCES = (".hpp", ".cpp")


def read_tree(root):
    """Path relative to root -> text, for all our sources and lists of CMake."""
    paths = (p for folder in FOLDERS for p in sorted((root / folder).rglob("*")) if p.is_file())
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8")
            for p in paths if p.suffix in SOURCES or p.name == "CMakeLists.txt"}


def check(tree, config):
    """All problems of the tree as (file, line, problem), then the warnings."""
    problems, warnings = [], []
    for path, text in tree.items():
        if path.endswith(SOURCES):
            problems += layer_rules.check_includes(path, text, config)
            problems += token_rules.check_tokens(path, text, config)
            too_long, long = token_rules.check_size(path, text, config)
            problems += too_long
            warnings += long
    problems += cmake_edges.check_targets(tree, config)
    return sorted(problems), warnings


def main(words):
    config = json.loads((ROOT / "scripts" / "layers.json").read_text(encoding="utf-8"))
    if words == ["--self-test"]:
        return layers_self_test.run(check, config)
    if words:
        print(__doc__, file=sys.stderr)
        return 2
    tree = read_tree(ROOT)
    problems, warnings = check(tree, config)
    for kind, found in (("warning", warnings), ("error", problems)):
        for path, line, problem in found:
            print(f"{path}:{line}: {kind}: {problem}")
    print(f"layers: {len(tree)} files, {len(problems)} problems, {len(warnings)} warnings")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
