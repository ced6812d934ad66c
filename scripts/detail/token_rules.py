"""What a source file must not contain, whichever layer it is in."""

import re

# Comments and literals hold words, not code. Raw strings first: they may hold quotes.
NOT_CODE = re.compile(
    r'R"(?P<d>[^()\s\\"]{0,16})\((?s:.*?)\)(?P=d)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'"
    r"|//[^\n]*"
    r"|/\*(?s:.*?)\*/")

# The last bits of these differ between libraries and processors; ours are in sim/base/math.hpp.
# IEEE 754 demands exact results of sqrt, floor, ceil, fabs, ldexp, frexp, trunc, round ...
LIBM = ("acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp exp2 expm1 fma "
        "hypot lgamma log log10 log1p log2 pow sin sinh tan tanh tgamma").split()
MATH_CALL = re.compile(
    r"(?P<scope>[\w>\])]*(?:::|\.|->))?\b(?P<name>" + "|".join(LIBM) + r")[fl]?\s*\(")

PORTABLE = [
    (re.compile(r"\bstd\s*::\s*\w+_distribution\b"),
     "std:: distributions differ between libraries: use sim/random"),
    (re.compile(r"#\s*include\s*<random>"), "<random> is not portable: use sim/random"),
    (re.compile(r"#\s*include\s*<boost/math"), "Boost.Math is the oracle of tests only"),
    (re.compile(r"\b(?:std\s*::\s*)?(?:rand|srand|drand48)\s*\("), "rand() has no stream"),
]
USING_NAMESPACE = re.compile(r"^\s*using\s+namespace\b")
DEFINE = re.compile(r"^\s*#\s*define\b")
# Cheap, not complete: the linter knows better. What has no parenthesis and is not const.
IMMUTABLE = r"(?!.*\b(?:const|constexpr|consteval|using|typedef|extern|friend|template|return)\b)"
OPENS_TYPE = r"(?!(?:enum|struct|class|union|namespace|public|private|protected)\b)"
NAMESPACE_VARIABLE = re.compile(
    r"^" + IMMUTABLE + OPENS_TYPE +
    r"(?:inline |static |thread_local )*[A-Za-z_][\w:<>,*& ]*[ *&>]\w+\s*(?:\{[^()]*\}|=[^()]*)?;$")
LOCAL_STATIC = re.compile(
    r"^\s+" + IMMUTABLE + r"(?:static|thread_local)\s+[\w:<>,*& ]+[ *&>]\w+\s*(?:[={;])")


def code_only(text):
    """The text without comments and literals; lines keep their numbers."""
    def blank(match):
        found = match.group(0)
        mark = '""' if found[0] in "R\"'" else " "
        return mark + "\n" * found.count("\n")
    # An include names a file, in quotes, and is code.
    lines = [re.sub(r'"', "\x00", line) if re.match(r"\s*#\s*include\b", line) else line
             for line in text.split("\n")]
    return NOT_CODE.sub(blank, "\n".join(lines)).replace("\x00", '"')


def libm_call(line):
    for match in MATH_CALL.finditer(line):
        scope = re.sub(r"\s", "", match.group("scope") or "")
        if scope in ("", "std::", "::"):
            return match.group("name")
    return None


def style_problems(line, path, config):
    if path.endswith(".hpp") and USING_NAMESPACE.match(line):
        yield "using namespace in a header"
    if DEFINE.match(line) and not path.startswith(tuple(config["macros_allowed_in"])):
        yield "a macro; constants and functions do"


def result_problems(line, path, config):
    for pattern, problem in PORTABLE:
        if pattern.search(line):
            yield problem
    name = None if path in config["own_math"] else libm_call(line)
    if name:
        yield f"{name}() of libm differs between processors: use packline::math::{name}"
    mutable = NAMESPACE_VARIABLE.match(line) or LOCAL_STATIC.match(line)
    if mutable and path not in config["mutable_allowed_in"]:
        yield "a variable that outlives its function: mutable globals are not used"


def check_tokens(path, text, config):
    code = code_only(text).split("\n")
    problems = []
    first = next((line for line in code if line.strip()), "")
    if path.endswith(".hpp") and not re.match(r"\s*#\s*pragma\s+once", first):
        problems.append((path, 1, "a header starts with #pragma once"))
    in_results = path.startswith(("sim/", "models/"))
    for number, line in enumerate(code, 1):
        found = list(style_problems(line, path, config))
        if in_results:
            found += result_problems(line, path, config)
        problems += [(path, number, problem) for problem in found]
    return problems


def check_size(path, text, config):
    """A problem, a warning or neither: (problems, warnings). What is too long already may shrink only."""
    lines = text.count("\n")
    limit = config.get("too_long_still", {}).get(path, 400)
    told = [(path, lines, f"{lines} lines: look for two things in it; the limit is {limit}")]
    return (told, []) if lines > limit else ([], told if lines > 300 else [])
