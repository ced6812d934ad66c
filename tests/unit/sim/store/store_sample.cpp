#include "sim/store/result_file.hpp"
#include "tests/support/sample_study.hpp"

#include <cstdio>
#include <exception>

// Writes the sample study to the file named by the argument, for tests in other languages.
int main(int argc, char** argv) {
    try {
        if (argc != 2) return 2;
        packline::store::write_result(argv[1], packline::test::sample_study());
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 3;
    }
}
