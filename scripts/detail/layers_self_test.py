"""Each rule of the layer check finds a violation that is planted, and nothing where there is none."""

CLEAN = {
    "sim/base/CMakeLists.txt": "packline_library(base SOURCES time.cpp)\n",
    "sim/base/time.hpp": "#pragma once\n// why: log(x) in a comment\nconstexpr int kOne = 1;\n",
    "sim/base/time.cpp": '#include "sim/base/time.hpp"\n#include "sim/base/detail/ticks.hpp"\n',
    "sim/base/detail/ticks.hpp": "#pragma once\n",
    "sim/core/CMakeLists.txt": "packline_library(core SOURCES a.cpp PUBLIC packline::base)\n",
    "sim/core/a.cpp": '#include "sim/base/time.hpp"\n'
                      'const char* kText = "std::log(2) #define";\n'
                      "double f(double x) { return math::log(std::sqrt(x)) + catalog(1); }\n",
    "tests/support/catch.hpp": "#pragma once\n#define SHIM 1\n",
}

# What is planted: file, text, a part of the problem that must be reported.
PLANTED = [
    ("sim/base/up.hpp", '#pragma once\n#include "sim/core/event.hpp"\n', "may not include sim/core"),
    ("sim/core/b.hpp", '#pragma once\n#include "sim/base/detail/ticks.hpp"\n', "is private"),
    ("sim/core/b.hpp", '#pragma once\n#include "models/packaging/line.hpp"\n',
     "may not include models/packaging"),
    ("models/packaging/spec/s.hpp", '#pragma once\n#include "models/packaging/line.hpp"\n',
     "may not include models/packaging"),
    ("sim/core/b.hpp", '#pragma once\n#include "event.hpp"\n', "does not start at the top"),
    ("sim/new/b.hpp", "#pragma once\n", "in no layer"),
    ("sim/core/b.hpp", "int f();\n", "#pragma once"),
    ("sim/core/b.hpp", "#pragma once\nusing namespace std;\n", "using namespace"),
    ("sim/core/b.hpp", "#pragma once\n#define TWICE(x) (2 * (x))\n", "a macro"),
    ("tests/unit/b.hpp", "#pragma once\n#define TWICE(x) (2 * (x))\n", "a macro"),
    ("sim/core/b.hpp", "#pragma once\ninline double f(double x) { return std::log(x); }\n", "libm"),
    ("sim/core/b.hpp", "#pragma once\ninline double f(double x) { return pow (x, 2); }\n", "libm"),
    ("sim/core/b.hpp", "#pragma once\ninline double f(double x) { return ::expf(x); }\n", "libm"),
    ("sim/core/b.hpp", "#pragma once\nusing N = std::normal_distribution<double>;\n", "sim/random"),
    ("sim/core/b.hpp", "#pragma once\n#include <random>\n", "<random>"),
    ("sim/core/b.hpp", "#pragma once\n#include <boost/math/special_functions.hpp>\n", "Boost.Math"),
    ("sim/core/b.hpp", "#pragma once\ninline int f() { return rand(); }\n", "rand()"),
    ("sim/core/b.hpp", "#pragma once\ninline int counter = 0;\n", "mutable globals"),
    ("sim/core/b.hpp", "#pragma once\nstd::vector<int> table;\n", "mutable globals"),
    ("sim/core/b.hpp", "#pragma once\ninline int f() {\n    static int n = 0;\n}\n",
     "mutable globals"),
    ("sim/core/b.hpp", "#pragma once\n" + "//\n" * 400, "the limit is 400"),
    ("sim/core/b.cpp", "int f() { return 1; }\n", "never compiled"),
    ("sim/base/CMakeLists.txt", "packline_library(base SOURCES time.cpp PUBLIC packline::core)\n",
     "may not link packline::core"),
    ("sim/core/CMakeLists.txt", "packline_library(core SOURCES a.cpp)\n", "does not link it"),
    ("sim/core/CMakeLists.txt",
     "packline_library(core SOURCES a.cpp PUBLIC packline::base)\n"
     "target_link_libraries(packline_core PRIVATE packline::scenario)\n",
     "may not link packline::scenario"),
    ("sim/core/CMakeLists.txt", "packline_library(kore SOURCES a.cpp PUBLIC packline::base)\n",
     "target kore is not that of sim/core"),
]


def run(check, config):
    failures = []
    problems, warnings = check(CLEAN, config)
    if problems or warnings:
        failures.append(f"a clean tree is refused: {problems + warnings}")
    for path, text, part in PLANTED:
        problems, _ = check({**CLEAN, path: text}, config)
        if not any(part in problem for _, _, problem in problems):
            failures.append(f"not found: {part!r} in {path}: {text!r}; found {problems}")
    long = {**CLEAN, "sim/core/b.hpp": "#pragma once\n" + "//\n" * 301}
    problems, warnings = check(long, config)
    if problems or len(warnings) != 1:
        failures.append(f"302 lines: one warning is due, not {problems + warnings}")
    for failure in failures:
        print(failure)
    print(f"layers: {len(PLANTED) + 2} self-tests, {len(failures)} failures")
    return 1 if failures else 0
