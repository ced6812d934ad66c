# One function per kind of target, so that each folder's file says only what is its own.

# A second build of the same text costs seconds. Not where the compiler's name is ccache's already.
find_program(PACKLINE_CCACHE ccache)
if(PACKLINE_CCACHE AND NOT CMAKE_CXX_COMPILER MATCHES "ccache" AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PACKLINE_CCACHE})
endif()

add_library(packline_flags INTERFACE)
target_include_directories(packline_flags INTERFACE ${PROJECT_SOURCE_DIR})
# No contraction: fused multiply-adds would make results depend on -march.
target_compile_options(packline_flags INTERFACE
  -ffp-contract=off -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
  $<$<BOOL:${PACKLINE_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlapping copies in any "literal" + std::string (its bug 105651).
  target_compile_options(packline_flags INTERFACE -Wno-restrict)
endif()
if(PACKLINE_SANITIZE)
  target_compile_options(packline_flags INTERFACE -fsanitize=${PACKLINE_SANITIZE}
                         -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(packline_flags INTERFACE -fsanitize=${PACKLINE_SANITIZE})
endif()

# What every event goes through is spread over many small files. Their objects carry what the
# link of a program needs to inline across them, beside code that tests link as usual.
set(PACKLINE_ACROSS_FILES "$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>")

# packline_library(name [HOT] [SOURCES ...] [PUBLIC targets ...] [PRIVATE targets ...])
# A library of headers only has no SOURCES. HOT: each event runs through it.
function(packline_library name)
  cmake_parse_arguments(ARG "HOT" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  if(ARG_SOURCES)
    add_library(packline_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(packline_${name} PUBLIC packline_flags ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
    if(ARG_HOT)
      target_compile_options(packline_${name} PRIVATE
        $<${PACKLINE_ACROSS_FILES}:-flto=auto$<SEMICOLON>-ffat-lto-objects>)
    endif()
  else()
    add_library(packline_${name} INTERFACE)
    target_link_libraries(packline_${name} INTERFACE packline_flags ${ARG_PUBLIC})
  endif()
  add_library(packline::${name} ALIAS packline_${name})
endfunction()

# packline_test(name SOURCES ... LIBRARIES ... [LABELS ...]): one Catch2 program, one ctest.
# Under the thread sanitizer there are only those with threads: the others would be built for nothing.
function(packline_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  if(PACKLINE_SANITIZE STREQUAL "thread" AND NOT "threads" IN_LIST ARG_LABELS)
    return()
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE packline_flags ${ARG_LIBRARIES} Catch2::Catch2WithMain)
  target_compile_definitions(${name} PRIVATE PACKLINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}")
endfunction()

# packline_program(name SOURCES ... LIBRARIES ...): a program at the top of the build folder.
function(packline_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE packline_flags ${ARG_LIBRARIES})
  target_link_options(${name} PRIVATE $<${PACKLINE_ACROSS_FILES}:-flto=auto>)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()
