// The JSON reader against fields of every kind: nlohmann's parser takes what it takes, and what is written from a model reads back the same.
#include "fuzz/claim.hpp"

#include <serval/json.hpp>
#include <serval/model/model.hpp>
#include <serval/model/values/values.hpp>

#include <cstdint>
#include <deque>
#include <set>
#include <unordered_map>
#include <unordered_set>

using namespace serval;
using fuzz::claim;

namespace serval::fuzz {

enum class Colour { red, green, blue };

struct Numbers {
    bool truth = false;
    std::int8_t tiny = 0;
    std::uint8_t byte = 0;
    std::int16_t small = 0;
    std::uint16_t port = 0;
    std::int32_t number = 0;
    std::uint32_t count = 0;
    std::int64_t large = 0;
    std::uint64_t vast = 0;
    float real = 0;
    double exact = 0;
    int bounded = 0;
    double stepped = 0;

    static void describe(Fields<Numbers>& f) {
        f.on<&Numbers::truth>().optional();
        f.on<&Numbers::tiny>().optional();
        f.on<&Numbers::byte>().optional();
        f.on<&Numbers::small>().optional();
        f.on<&Numbers::port>().optional();
        f.on<&Numbers::number>().optional();
        f.on<&Numbers::count>().optional();
        f.on<&Numbers::large>().optional();
        f.on<&Numbers::vast>().optional();
        f.on<&Numbers::real>().optional();
        f.on<&Numbers::exact>().optional();
        f.on<&Numbers::bounded>().range(-5, 1000).optional();
        f.on<&Numbers::stepped>().multiple_of(0.5).optional();
    }
};

struct Texts {
    std::string plain;
    std::string kept;
    std::string patterned;
    Colour colour = Colour::red;
    std::chrono::year_month_day date{std::chrono::year{2000}, std::chrono::January, std::chrono::day{1}};
    std::chrono::sys_time<std::chrono::microseconds> time{};
    std::chrono::sys_seconds second{};
    std::chrono::milliseconds duration{};
    std::chrono::hours hours{};
    TimeOfDay clock{};
    Uuid id{};
    std::optional<Email> email;
    std::optional<Url> url;
    std::optional<Slug> slug;
    std::optional<IpAddress> address;
    std::optional<Ipv4Address> address4;
    std::optional<Ipv6Address> address6;
    Bytes bytes{};

    static void describe(Fields<Texts>& f) {
        f.on<&Texts::plain>().length(1, 20).otherwise("x");
        f.on<&Texts::kept>().allow_blank().keep_blanks().optional();
        f.on<&Texts::patterned>().pattern("^[a-z]+$").otherwise("a");
        f.on<&Texts::colour>().otherwise(Colour::green);
        f.on<&Texts::date>().optional();
        f.on<&Texts::time>().optional();
        f.on<&Texts::second>().optional();
        f.on<&Texts::duration>().optional();
        f.on<&Texts::hours>().optional();
        f.on<&Texts::clock>().optional();
        f.on<&Texts::id>().optional();
        f.on<&Texts::bytes>().optional();
    }
};

struct Inner {
    int a = 0;
    std::optional<std::string> b;

    static void describe(Fields<Inner>& f) {
        f.on<&Inner::a>().alias("A");
        f.forbid_unknown();
    }
};

struct Lists {
    std::vector<int> numbers;
    std::array<double, 2> pair{};
    std::deque<bool> truths;
    std::set<std::string> words;
    std::unordered_set<int> some;
    std::map<std::string, int> map;
    std::unordered_map<std::string, std::string> hashed;
    std::vector<Inner> inners;
    std::map<std::string, std::vector<Inner>> shelves;
    std::optional<Inner> inner;
    std::optional<std::vector<std::optional<int>>> gaps;
    Json any;

    static void describe(Fields<Lists>& f) {
        f.on<&Lists::numbers>().items(0, 8).unique_items().otherwise({}).each().range(-100, 100);
        f.on<&Lists::pair>().optional();
        f.on<&Lists::truths>().otherwise({});
        f.on<&Lists::words>().otherwise({});
        f.on<&Lists::some>().otherwise({});
        f.on<&Lists::map>().properties(0, 4).optional();
        f.on<&Lists::hashed>().optional();
        f.on<&Lists::inners>().otherwise({});
        f.on<&Lists::shelves>().optional();
        f.on<&Lists::any>().optional();
    }
};

struct Everything {
    std::optional<Numbers> numbers;
    std::optional<Texts> texts;
    std::optional<Lists> lists;
    int secret = 0;
    int given = 0;
    int loose = 0;

    static void describe(Fields<Everything>& f) {
        f.on<&Everything::secret>().write_only().optional();
        f.on<&Everything::given>().read_only();
        f.on<&Everything::loose>().lax().optional();
        f.check([](const Everything& all, Report<Everything>& report) {
            if (all.loose == 13) report.at<&Everything::loose>("Not that one.");
        });
    }
};

}  // namespace serval::fuzz

namespace {

using fuzz::Everything;
using fuzz::Lists;
using fuzz::Numbers;
using fuzz::Texts;

void check_errors(ReadResult result, const std::vector<FieldError>& errors) {
    claim((result == ReadResult::ok) == errors.empty(), "errors are told where there are some, and only there");
    if (result == ReadResult::malformed) claim(errors.size() == 1, "of malformed text one error is told");
    for (const FieldError& error : errors) claim(!error.code.empty() && !error.message.empty(), "an error says what it is");
}

/** Whether nlohmann misses a value for a number. In a field that the model does not know we do not. */
bool holds_vast_number(std::string_view text) {
    try {
        static_cast<void>(Json::parse(text));
        return false;
    } catch (const Json::out_of_range&) {
        return true;
    } catch (const Json::exception&) {
        return false;
    }
}

/** What a model says of itself has to be read as what was said. */
template <class T>
void read_as(std::string_view text, bool sound) {
    const auto value = from_json<T>(text);
    check_errors(value.result, value.errors);
    if (!value) return;
    claim(sound || holds_vast_number(text), "what is taken for JSON, nlohmann takes too");
    const std::string written = to_json(*value);
    claim(Json::accept(written), "what is written is JSON");
    const auto again = from_json<T>(written, {.as_written = true});
    if (!again) std::fprintf(stderr, "written: %s\n%s\n", written.c_str(), again.errors.front().message.c_str());
    claim(bool{again}, "what is written can be read");
    claim(to_json(*again) == written, "what is read is what was written");
}

/** What nlohmann takes and RFC 8259 does not: it steps over a byte order mark, and reads NUL as the end. */
bool pleases_nlohmann(std::string_view text) { return text.starts_with("\xEF\xBB\xBF") || text.find('\0') != text.npos; }

void read_anything(std::string_view text, bool sound) {
    const auto value = from_json<Json>(text);
    check_errors(value.result, value.errors);
    if (value) claim(sound && *value == Json::parse(text), "nlohmann reads the same out of it");
    if (value || !sound || pleases_nlohmann(text)) return;
    const std::string& message = value.errors.front().message;
    const bool on_purpose = message.find("twice") != message.npos || message.find("too deeply") != message.npos;
    claim(on_purpose, "what nlohmann takes is refused only for its depth or for a name that it has twice");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const bool sound = Json::accept(text);
    read_anything(text, sound);
    read_as<Everything>(text, sound);
    read_as<Numbers>(text, sound);
    read_as<Texts>(text, sound);
    read_as<Lists>(text, sound);
    const auto part = from_json<Partial<Lists>>(text);
    check_errors(part.result, part.errors);
    const auto few = from_json<Everything>(text, {.max_depth = 3, .max_errors = 1});
    claim(few.errors.size() <= 1, "no more errors are told than were asked for");
    return 0;
}
