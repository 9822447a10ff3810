#include <serval/model/values/url.hpp>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;

TEST_CASE("absolute URLs are read and kept as they are", "[model][url]") {
    for (const std::string_view text :
         {"http://example.org", "HTTPS://Example.ORG/", "https://example.org/books?page=2#top", "ftp://example.org/a/b.txt",
          "ftps://example.org", "http://localhost:8000/", "http://backend/x", "https://user:secret@example.org:8443/x",
          "http://127.0.0.1/", "http://10.0.0.1:80?q", "http://[::1]/", "http://[2001:db8::1]:8080/x", "http://example.org./",
          "http://exa_mple.org", "http://bücher.example/a?q=ü", "http://xn--bcher-kva.example/", "http://a@b@example.org/",
          "http://example.org/a|b?a[]=1&c={d}^`", "http://example.org/?q=100%", "http://example.org?a@b", "http://a:1/:2",
          "http://example.org:65535", "http://example.org:0"}) {
        check_accepted<Url>({{text, text}});
    }
}

TEST_CASE("what is no absolute URL with a host is refused", "[model][url]") {
    check_refused<Url>({{"", "empty"},
                        {"example.org", "no scheme"},
                        {"/books", "a path"},
                        {"//example.org", "no scheme"},
                        {"http:example.org", "no authority"},
                        {"http:/example.org", "one slash"},
                        {"http://", "no host"},
                        {"http:///path", "no host"},
                        {"http://?q", "no host"},
                        {"http://:80", "no host"},
                        {"http://user@", "no host"},
                        {"javascript://example.org/%0Aalert(1)", "a scheme that runs code"},
                        {"file:///etc/passwd", "a scheme that reads files"},
                        {"mailto:ada@example.org", "a scheme without a host"},
                        {"httpss://example.org", "an unknown scheme"},
                        {"://example.org", "an empty scheme"},
                        {"http://example..org", "an empty label"},
                        {"http://.example.org", "an empty label"},
                        {"http://.", "only a dot"},
                        {"http://-example.org", "a label that begins with a hyphen"},
                        {"http://example-.org", "a label that ends with a hyphen"},
                        {"http://exam ple.org", "a blank"},
                        {"http://example.org/a b", "a blank in the path"},
                        {" http://example.org", "a blank in front"},
                        {"http://example.org\n", "a line break"},
                        {"http://example.org\\@evil.example", "a backslash, which browsers take for a slash"},
                        {"http://example.org/\"onclick=", "a quote"},
                        {"http://example.org/<script>", "an angle bracket"},
                        {"http://example.org\x7F", "a control"},
                        {"http://example.org:65536", "no such port"},
                        {"http://example.org:99999999999999999999", "no such port"},
                        {"http://example.org:8a", "no such port"},
                        {"http://example.org:-1", "no such port"},
                        {"http://example.org:", "an empty port"},
                        {"http://256.0.0.1", "no such address"},
                        {"http://1.2.3", "three numbers"},
                        {"http://2130706433", "an address in one number"},
                        {"http://127.1", "an address in short"},
                        {"http://0x7f.0.0.1.", "an address with a dot behind it and a hexadecimal number"},
                        {"http://127.0.0.0x1", "an address with a hexadecimal number"},
                        {"http://127.0.0.0X1", "an address with a hexadecimal number"},
                        {"http://[::1", "no closing bracket"},
                        {"http://::1/", "no brackets"},
                        {"http://::1.2.3.4:80/", "no brackets"},
                        {"http://[127.0.0.1]/", "IPv4 in brackets"},
                        {"http://[::1%25eth0]/", "a zone"},
                        {"http://[]/", "empty brackets"},
                        {"http://[::1]8080", "no colon before the port"}});
    CHECK_FALSE(Url::parse(std::string_view{"http://example.org/\0", 20}));
}

TEST_CASE("URLs are bounded in size", "[model][url]") {
    const std::string start = "http://example.org/";
    CHECK(Url::parse(start + std::string(Url::max_size - start.size(), 'x')));
    CHECK_FALSE(Url::parse(start + std::string(Url::max_size - start.size() + 1, 'x')));
    CHECK(Url::parse("http://" + std::string(63, 'x')));
    CHECK_FALSE(Url::parse("http://" + std::string(64, 'x')));
    std::string longest = "http://";
    for (int i = 0; i < 4; ++i) longest.append(62, 'x').append(1, '.');
    longest.append(1, 'x');
    CHECK(Url::parse(longest));
    CHECK_FALSE(Url::parse(longest + 'x'));
}
