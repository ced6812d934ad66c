#include "models/packaging/critical_path.hpp"
#include "models/packaging/release/order_book.hpp"
#include "models/packaging/release/product_mix.hpp"
#include "tests/support/catch.hpp"

#include <vector>

using namespace packline;
using namespace packline::packaging;

TEST_CASE("ProductMix: products take turns as evenly as their shares allow", "[unit]") {
    ProductMix mix{std::vector<std::int64_t>{3, 1}};
    std::vector<std::size_t> order;
    for (int i = 0; i < 8; ++i) {
        order.push_back(mix.next_in_turn());
    }
    CHECK(order == std::vector<std::size_t>{0, 0, 1, 0, 0, 0, 1, 0});
}

TEST_CASE("ProductMix: at random each product has its share of the line from 0 to 1", "[unit]") {
    const ProductMix mix{std::vector<std::int64_t>{3, 1}};
    CHECK(mix.at(0.0001) == 0);
    CHECK(mix.at(0.7499) == 0);
    CHECK(mix.at(0.7501) == 1);
    CHECK(mix.at(0.9999) == 1);
}

TEST_CASE("OrderBook: first placed, first filled; the rest is promised to the next", "[unit]") {
    OrderBook book;
    CustomerOrder filled;
    book.place(50, Time{}, Time{} + hours(5));
    book.place(20, Time{} + hours(1), Time::never());
    CHECK(book.backlog() == 70);
    book.finish(40);
    CHECK_FALSE(book.fill_next(filled));
    CHECK(book.backlog() == 30);
    book.finish(40);
    CHECK(book.fill_next(filled));
    CHECK(filled.due == Time{} + hours(5));
    CHECK(book.fill_next(filled));
    CHECK_FALSE(book.fill_next(filled));
    CHECK(book.stock() == 10);
    book.place(15, Time{}, Time::never());
    CHECK_FALSE(book.fill_next(filled));
    CHECK(book.backlog() == 5);
    CHECK(book.stock() == 0);
}

TEST_CASE("lots_to_start: covers what lots in process are not expected to", "[unit]") {
    CHECK(lots_to_start(70, 0, 40, 0.8) == 3);
    CHECK(lots_to_start(70, 2, 40, 0.8) == 1);
    CHECK(lots_to_start(64, 2, 40, 0.8) == 0);
    CHECK(lots_to_start(0, 0, 40, 1) == 0);
}

TEST_CASE("last_entry: a pitch apart, or when there is room on the conveyor", "[unit]") {
    CHECK(last_entry(5, minutes(2), minutes(10), 0) == minutes(8));
    CHECK(last_entry(5, minutes(2), minutes(10), 3) == minutes(12));
    CHECK(last_entry(5, minutes(4), minutes(10), 3) == minutes(16));
    CHECK(last_entry(1, minutes(4), minutes(10), 3) == Duration{});
}
