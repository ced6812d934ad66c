"""Which folder may include which."""

import re
from posixpath import dirname

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')


def layer_of(path, config):
    """The layer whose folder holds the path most closely; None outside of all."""
    holders = [layer for layer in config["layers"] if path.startswith(layer + "/")]
    return max(holders, key=len, default=None)


def allowed(layer, other, config):
    uses = config["layers"][layer]["uses"]
    return other == layer or any(other == u or other.startswith(u + "/") for u in uses)


def check_includes(path, text, config):
    problems = []
    layer = layer_of(path, config)
    if layer is None:
        return [(path, 1, "the folder is in no layer of scripts/layers.json")]
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        included = match.group(1)
        other = layer_of(included, config)
        if other is None:
            problems.append((path, number, f'"{included}" does not start at the top of the tree'))
            continue
        if not allowed(layer, other, config):
            problems.append((path, number, f"{layer} may not include {other}"))
        # Tests look into detail/ where a part cannot be reached otherwise.
        owner = included.partition("/detail/")[0]
        if "/detail/" in included and layer != "tests" and not (dirname(path) + "/").startswith(
                owner + "/"):
            problems.append((path, number, f"{owner}/detail is private to its folder"))
    return problems
