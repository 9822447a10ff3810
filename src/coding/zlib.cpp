#include <algorithm>
#include <new>
#include <stdexcept>

#include <zlib.h>

#include "coding/content_coder.hpp"

namespace serval::detail {
namespace {

constexpr std::size_t longest_slice = std::size_t{1} << 30U;   // zlib counts in 32 bits
constexpr std::size_t zlib_room = 16 * 1024;

/** A window of 32 KiB, in the form of zlib or that of gzip. */
int window_bits(ContentCoding coding) noexcept { return coding == ContentCoding::gzip ? 15 + 16 : 15; }

Bytef* zlib_octets(const char* text) noexcept { return reinterpret_cast<Bytef*>(const_cast<char*>(text)); }

class ZlibEncoder final : public ContentEncoder {
public:
    ZlibEncoder(ContentCoding coding, int level) {
        constexpr int usual_memory = 8;
        if (deflateInit2(&stream_, level, Z_DEFLATED, window_bits(coding), usual_memory, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc{};
    }
    ~ZlibEncoder() override { deflateEnd(&stream_); }

    void encode(std::string_view piece, Then then, std::string& out) override {
        for (; piece.size() > longest_slice; piece.remove_prefix(longest_slice)) deflate_slice(piece.substr(0, longest_slice), Z_NO_FLUSH, out);
        deflate_slice(piece, then == Then::end ? Z_FINISH : Z_SYNC_FLUSH, out);
    }

private:
    void deflate_slice(std::string_view slice, int flush, std::string& out) {
        stream_.next_in = zlib_octets(slice.data());
        stream_.avail_in = static_cast<uInt>(slice.size());
        do {
            const std::size_t begin = out.size();
            out.resize(begin + zlib_room);
            stream_.next_out = zlib_octets(out.data() + begin);
            stream_.avail_out = zlib_room;
            const int status = deflate(&stream_, flush);
            out.resize(begin + zlib_room - stream_.avail_out);
            if (status == Z_STREAM_ERROR) throw std::runtime_error{"zlib cannot go on"};
        } while (stream_.avail_out == 0);
    }

    z_stream stream_{};
};

class ZlibDecoder final : public ContentDecoder {
public:
    explicit ZlibDecoder(ContentCoding coding) : has_members_{coding == ContentCoding::gzip} {
        if (inflateInit2(&stream_, window_bits(coding)) != Z_OK) throw std::bad_alloc{};
    }
    ~ZlibDecoder() override { inflateEnd(&stream_); }

    Outcome decode(std::string_view piece, std::string& out, std::size_t limit) override {
        for (; piece.size() > longest_slice; piece.remove_prefix(longest_slice)) {
            const Outcome outcome = inflate_slice(piece.substr(0, longest_slice), out, limit);
            if (outcome == Outcome::broken || outcome == Outcome::too_large) return outcome;
        }
        return inflate_slice(piece, out, limit);
    }

private:
    Outcome inflate_slice(std::string_view slice, std::string& out, std::size_t limit) {
        stream_.next_in = zlib_octets(slice.data());
        stream_.avail_in = static_cast<uInt>(slice.size());
        do {
            if (stream_.avail_in != 0 && !begin_member()) return Outcome::broken;
            const int status = inflate_some(out, limit);
            if (out.size() > limit) return Outcome::too_large;
            if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) return Outcome::broken;
            ended_ = status == Z_STREAM_END;
        } while (stream_.avail_in != 0 || stream_.avail_out == 0);
        return ended_ ? Outcome::complete : Outcome::incomplete;
    }

    /** After the end another member may begin, in gzip alone (RFC 1952 §2.2). */
    bool begin_member() {
        if (!ended_) return true;
        ended_ = false;
        return has_members_ && inflateReset(&stream_) == Z_OK;
    }

    int inflate_some(std::string& out, std::size_t limit) {
        const std::size_t begin = out.size();
        const std::size_t room = std::min(zlib_room, limit - begin + 1);   // one octet more tells that it is too many
        out.resize(begin + room);
        stream_.next_out = zlib_octets(out.data() + begin);
        stream_.avail_out = static_cast<uInt>(room);
        const int status = inflate(&stream_, Z_NO_FLUSH);
        out.resize(begin + room - stream_.avail_out);
        return status;
    }

    z_stream stream_{};
    bool has_members_;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<ContentEncoder> make_zlib_encoder(ContentCoding coding, int level) { return std::make_unique<ZlibEncoder>(coding, level); }
std::unique_ptr<ContentDecoder> make_zlib_decoder(ContentCoding coding) { return std::make_unique<ZlibDecoder>(coding); }

}  // namespace serval::detail
