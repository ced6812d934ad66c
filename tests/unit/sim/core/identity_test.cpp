#include "sim/core/identity.hpp"

#include "sim/base/errors.hpp"
#include "sim/base/hash.hpp"
#include "tests/support/catch.hpp"

using namespace packline;

TEST_CASE("Identity: ranks follow sorted names, whatever the order of declaration", "[unit]") {
    const Identity a{{"saw", "oven", "track"}};
    const Identity b{{"track", "saw", "oven"}};
    for (const char* name : {"oven", "saw", "track"}) {
        CHECK(a.find(name) == b.find(name));
        CHECK(a.hash(a.find(name)) == hash_name(name));
    }
    CHECK(a.name(EntityId{0}) == "oven");
}

TEST_CASE("Identity: a new name shifts no other's hash", "[unit]") {
    const Identity a{{"oven", "saw"}};
    const Identity b{{"aoi", "oven", "saw"}};
    CHECK(a.hash(a.find("saw")) == b.hash(b.find("saw")));
    CHECK(a.find("saw") != b.find("saw"));
}

TEST_CASE("Identity: names must differ and be known", "[unit]") {
    CHECK_THROWS_AS(Identity({"oven", "oven"}), ContractError);
    CHECK_THROWS_AS(Identity({"oven"}).find("saw"), ContractError);
}
