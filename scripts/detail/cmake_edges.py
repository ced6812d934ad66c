"""CMake targets carry the same edges as the layers, and link what their files include."""

import re
from posixpath import basename, dirname

import layer_rules

CALL = re.compile(r"\b(packline_library|packline_program|target_link_libraries)\s*\(([^)]*)\)")
OURS = re.compile(r"\bpackline::(\w+)")


def without_comments(text):
    return re.sub(r"#[^\n]*", "", text)


def targets_of(tree):
    """Target -> (file, line, names of our targets that it links)."""
    targets = {}
    for path, text in tree.items():
        if not path.endswith("CMakeLists.txt"):
            continue
        code = without_comments(text)
        for match in CALL.finditer(code):
            name = match.group(2).split(None, 1)[0].removeprefix("packline_")
            line = code.count("\n", 0, match.start()) + 1
            _, _, links = targets.setdefault(name, (path, line, set()))
            links.update(OURS.findall(match.group(2)))
    return targets


def reached(name, targets):
    """All that a target links, directly or through others."""
    seen, todo = set(), [name]
    while todo:
        for other in targets.get(todo.pop(), ("", 0, set()))[2]:
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen


def check_edges(targets, config):
    layer_by_target = {v["target"]: k for k, v in config["layers"].items() if "target" in v}
    problems = []
    for name, (path, line, links) in targets.items():
        layer = layer_rules.layer_of(path, config)
        if layer in (None, "tests", "bench"):
            continue
        if layer_by_target.get(name) != layer:
            problems.append((path, line, f"target {name} is not that of {layer} in layers.json"))
            continue
        for other in sorted(links):
            if other not in layer_by_target:
                problems.append((path, line, f"packline::{other} is no layer's target"))
            elif not layer_rules.allowed(layer, layer_by_target[other], config):
                problems.append((path, line, f"{layer} may not link packline::{other}"))
    return problems


def check_linked(tree, targets, config):
    """A layer that is included but not linked builds only by luck."""
    problems = []
    for path, text in tree.items():
        layer = layer_rules.layer_of(path, config)
        name = config["layers"].get(layer, {}).get("target")
        if name not in targets or path.endswith("CMakeLists.txt"):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = layer_rules.INCLUDE.match(line)
            other = match and layer_rules.layer_of(match.group(1), config)
            needed = other and config["layers"][other].get("target")
            if needed and needed != name and needed not in reached(name, targets):
                problems.append((path, number, f"includes {other}, but {name} does not link it"))
    return problems


def named_in(name, text):
    return re.search(r"(?<![\w.-])" + re.escape(name) + r"(?![\w/.-])", text)


def check_sources(tree):
    """Every source file is named in a list: one that is not is never compiled."""
    lists = {dirname(p): without_comments(t) for p, t in tree.items()
             if p.endswith("CMakeLists.txt")}
    all_tests = "\n".join(t for folder, t in lists.items() if folder.startswith("tests"))
    problems = []
    for path in tree:
        if not path.endswith(".cpp") or path.startswith("bench/"):  # named there without .cpp
            continue
        folder = dirname(path)
        while folder and folder not in lists:
            folder = dirname(folder)
        shared = path.startswith("tests/support/") and named_in(basename(path), all_tests)
        if not shared and not named_in(path[len(folder) + 1:], lists.get(folder, "")):
            problems.append((path, 1, f"not in {folder}/CMakeLists.txt: it is never compiled"))
    return problems


def check_targets(tree, config):
    targets = targets_of(tree)
    return (check_edges(targets, config) + check_linked(tree, targets, config)
            + check_sources(tree))
