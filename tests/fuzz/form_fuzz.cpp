// Forms, with files and without: what comes in pieces is read as the whole is, and what is taken fits its model.
// The first line of an input is the boundary, what follows the form.
#include "fuzz/claim.hpp"
#include "fuzz/pieces.hpp"

#include <serval/http/multipart.hpp>
#include <serval/http/query.hpp>
#include <serval/model/model.hpp>
#include <serval/model/values/values.hpp>

#include <set>

using namespace serval;
using fuzz::claim;

namespace serval::fuzz {

enum class Size { small, large };

struct Item {
    std::string name;
    int count = 0;
    std::optional<double> price;
};

struct Order {
    std::string title;
    bool urgent = false;
    Size size = Size::small;
    std::vector<std::string> tags;
    std::set<int> numbers;
    std::vector<Item> items;
    std::map<std::string, int> amounts;
    std::optional<Item> extra;
    std::optional<std::chrono::year_month_day> day;
    std::optional<Uuid> id;

    static void describe(Fields<Order>& f) {
        f.on<&Order::title>().length(1, 30).otherwise("none");
        f.on<&Order::size>().otherwise(Size::small);
        f.on<&Order::tags>().split_commas().items(0, 5).otherwise({});
        f.on<&Order::numbers>().otherwise({});
        f.on<&Order::items>().otherwise({});
        f.on<&Order::amounts>().optional();
        f.on<&Order::day>().cast_null();
    }
};

}  // namespace serval::fuzz

namespace {

using fuzz::Order;

/** Writes down what it is told. */
class Notes final : public MultipartSink {
public:
    void begin_part(PartHead head) override {
        claim(!open_, "a part begins when the last one has ended");
        open_ = true;
        text_ += "part " + head.name + " " + head.filename.value_or("-") + " " + head.content_type + " " + std::to_string(head.headers.size()) + "\n";
    }
    void part_data(std::string_view piece) override {
        claim(open_ && !piece.empty(), "data belong to a part");
        text_ += piece;
    }
    void end_part() override {
        claim(open_, "a part that ends had begun");
        open_ = false;
        text_ += "\nend\n";
    }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    std::string text_;
    bool open_ = false;
};

struct Outcome {
    std::string parts;
    std::string_view fault;   // empty for none
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome read_in_pieces(std::string_view body, std::string_view boundary, MultipartLimits limits) {
    Notes notes;
    MultipartParser parser{boundary, notes, limits};
    bool sound = true;
    for (fuzz::Pieces pieces{body}; sound && !pieces.empty();) sound = parser.feed(pieces.next());
    sound = sound && parser.finish();
    return {notes.text(), sound ? std::string_view{} : describe(parser.fault())};
}

Outcome read_whole(std::string_view body, std::string_view boundary, MultipartLimits limits) {
    Notes notes;
    MultipartParser parser{boundary, notes, limits};
    const bool sound = parser.feed(body) && parser.finish();
    return {notes.text(), sound ? std::string_view{} : describe(parser.fault())};
}

void read_multipart(std::string_view text) {
    const std::string_view boundary = text.substr(0, text.find('\n'));
    const std::string_view body = text.substr(std::min(boundary.size() + 1, text.size()));
    for (const MultipartLimits limits : {MultipartLimits{}, MultipartLimits{.parts = 2, .header_size = 64}}) {
        const Outcome whole = read_whole(body, boundary, limits);
        const Outcome pieces = read_in_pieces(body, boundary, limits);
        claim(whole.fault == pieces.fault, "what comes in pieces is refused as the whole is");
        if (whole.fault.empty()) claim(whole == pieces, "what comes in pieces is read as the whole is");
    }
}

void read_pairs_of(std::string_view text) {
    const auto query = QueryParameters::parse(text, 200);
    if (!query) return;
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::size_t i = 0; i < query->size(); ++i) pairs.emplace_back(query->at(i).name, query->at(i).value);
    Order order;
    std::vector<FieldError> errors;
    const bool taken = read_pairs(pairs, type_of<Order>(), &order, Place::form, errors);
    claim(taken == errors.empty(), "errors are told where there are some, and only there");
    if (!taken) return;
    const std::string written = to_json(order);
    const auto again = from_json<Order>(written);
    claim(again && to_json(*again) == written, "what a form has brought fits its model");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    read_multipart(text);
    read_pairs_of(text);
    return 0;
}
