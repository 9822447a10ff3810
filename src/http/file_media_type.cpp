#include <serval/http/file_media_type.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "http/syntax.hpp"

namespace serval {
namespace {

using Known = std::pair<std::string_view, std::string_view>;

/** As they are registered with IANA, or, where they are not, as everybody writes them. */
constexpr std::array known{
    Known{"7z", "application/x-7z-compressed"},
    Known{"aac", "audio/aac"},
    Known{"apng", "image/apng"},
    Known{"atom", "application/atom+xml"},
    Known{"avif", "image/avif"},
    Known{"avi", "video/x-msvideo"},
    Known{"bmp", "image/bmp"},
    Known{"br", "application/x-brotli"},
    Known{"bz2", "application/x-bzip2"},
    Known{"cbor", "application/cbor"},
    Known{"css", "text/css; charset=utf-8"},
    Known{"csv", "text/csv; charset=utf-8"},
    Known{"doc", "application/msword"},
    Known{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    Known{"epub", "application/epub+zip"},
    Known{"flac", "audio/flac"},
    Known{"geojson", "application/geo+json"},
    Known{"gif", "image/gif"},
    Known{"gz", "application/gzip"},
    Known{"heic", "image/heic"},
    Known{"htm", "text/html; charset=utf-8"},
    Known{"html", "text/html; charset=utf-8"},
    Known{"ico", "image/vnd.microsoft.icon"},
    Known{"ics", "text/calendar; charset=utf-8"},
    Known{"jpeg", "image/jpeg"},
    Known{"jpg", "image/jpeg"},
    Known{"js", "text/javascript; charset=utf-8"},
    Known{"json", "application/json"},
    Known{"jsonl", "application/jsonl"},
    Known{"jsonld", "application/ld+json"},
    Known{"jxl", "image/jxl"},
    Known{"log", "text/plain; charset=utf-8"},
    Known{"m3u8", "application/vnd.apple.mpegurl"},
    Known{"m4a", "audio/mp4"},
    Known{"m4v", "video/mp4"},
    Known{"map", "application/json"},
    Known{"md", "text/markdown; charset=utf-8"},
    Known{"mid", "audio/midi"},
    Known{"midi", "audio/midi"},
    Known{"mjs", "text/javascript; charset=utf-8"},
    Known{"mkv", "video/matroska"},
    Known{"mov", "video/quicktime"},
    Known{"mp3", "audio/mpeg"},
    Known{"mp4", "video/mp4"},
    Known{"mpd", "application/dash+xml"},
    Known{"mpeg", "video/mpeg"},
    Known{"msgpack", "application/vnd.msgpack"},
    Known{"ndjson", "application/x-ndjson"},
    Known{"odp", "application/vnd.oasis.opendocument.presentation"},
    Known{"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    Known{"odt", "application/vnd.oasis.opendocument.text"},
    Known{"oga", "audio/ogg"},
    Known{"ogg", "audio/ogg"},
    Known{"ogv", "video/ogg"},
    Known{"opus", "audio/ogg"},
    Known{"otf", "font/otf"},
    Known{"parquet", "application/vnd.apache.parquet"},
    Known{"pdf", "application/pdf"},
    Known{"pem", "application/x-pem-file"},
    Known{"png", "image/png"},
    Known{"ppt", "application/vnd.ms-powerpoint"},
    Known{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    Known{"rss", "application/rss+xml"},
    Known{"rtf", "application/rtf"},
    Known{"sqlite", "application/vnd.sqlite3"},
    Known{"svg", "image/svg+xml"},
    Known{"tar", "application/x-tar"},
    Known{"tif", "image/tiff"},
    Known{"tiff", "image/tiff"},
    Known{"toml", "application/toml"},
    Known{"ts", "video/mp2t"},
    Known{"tsv", "text/tab-separated-values; charset=utf-8"},
    Known{"ttf", "font/ttf"},
    Known{"txt", "text/plain; charset=utf-8"},
    Known{"vtt", "text/vtt; charset=utf-8"},
    Known{"wasm", "application/wasm"},
    Known{"wav", "audio/wav"},
    Known{"weba", "audio/webm"},
    Known{"webm", "video/webm"},
    Known{"webmanifest", "application/manifest+json"},
    Known{"webp", "image/webp"},
    Known{"woff", "font/woff"},
    Known{"woff2", "font/woff2"},
    Known{"xhtml", "application/xhtml+xml"},
    Known{"xls", "application/vnd.ms-excel"},
    Known{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    Known{"xml", "application/xml"},
    Known{"yaml", "application/yaml"},
    Known{"yml", "application/yaml"},
    Known{"zip", "application/zip"},
    Known{"zst", "application/zstd"},
};

std::string_view extension_of(std::string_view filename) noexcept {
    filename = filename.substr(filename.find_last_of('/') + 1);
    const auto dot = filename.find_last_of('.');
    // A name that begins with its only dot is that of a hidden file.
    return dot == std::string_view::npos || dot == 0 ? std::string_view{} : filename.substr(dot + 1);
}

}  // namespace

std::string_view file_media_type(std::string_view filename) noexcept {
    const std::string_view extension = extension_of(filename);
    const auto found = std::find_if(known.begin(), known.end(), [&](const Known& one) { return detail::same_ignoring_case(one.first, extension); });
    return found != known.end() ? found->second : "application/octet-stream";
}

}  // namespace serval
