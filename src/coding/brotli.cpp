#include <cstdint>
#include <new>
#include <stdexcept>

#include <brotli/decode.h>
#include <brotli/encode.h>

#include "coding/content_coder.hpp"

namespace serval::detail {
namespace {

constexpr std::uint32_t window_of_256_kib = 18;   // what a streamed answer holds while it lasts is bounded by it

struct BrotliFree {
    void operator()(BrotliEncoderState* state) const noexcept { BrotliEncoderDestroyInstance(state); }
    void operator()(BrotliDecoderState* state) const noexcept { BrotliDecoderDestroyInstance(state); }
};

const std::uint8_t* brotli_octets(std::string_view text) noexcept { return reinterpret_cast<const std::uint8_t*>(text.data()); }

class BrotliEncoder final : public ContentEncoder {
public:
    explicit BrotliEncoder(int quality) : state_{BrotliEncoderCreateInstance(nullptr, nullptr, nullptr)} {
        if (state_ == nullptr) throw std::bad_alloc{};
        BrotliEncoderSetParameter(state_.get(), BROTLI_PARAM_QUALITY, static_cast<std::uint32_t>(quality));
        BrotliEncoderSetParameter(state_.get(), BROTLI_PARAM_LGWIN, window_of_256_kib);
    }

    void encode(std::string_view piece, Then then, std::string& out) override {
        const auto operation = then == Then::end ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH;
        std::size_t left = piece.size();
        const std::uint8_t* next = brotli_octets(piece);
        do {
            std::size_t no_room = 0;   // what is made is taken from the encoder's own
            if (!BrotliEncoderCompressStream(state_.get(), operation, &left, &next, &no_room, nullptr, nullptr)) {
                throw std::runtime_error{"Brotli cannot go on"};
            }
            take(out);
        } while (left != 0 || BrotliEncoderHasMoreOutput(state_.get()));
    }

private:
    void take(std::string& out) {
        std::size_t size = 0;   // as much as there is
        const std::uint8_t* const made = BrotliEncoderTakeOutput(state_.get(), &size);
        out.append(reinterpret_cast<const char*>(made), size);
    }

    std::unique_ptr<BrotliEncoderState, BrotliFree> state_;
};

class BrotliDecoder final : public ContentDecoder {
public:
    BrotliDecoder() : state_{BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)} {
        if (state_ == nullptr) throw std::bad_alloc{};
    }

    Outcome decode(std::string_view piece, std::string& out, std::size_t limit) override {
        std::size_t left = piece.size();
        const std::uint8_t* next = brotli_octets(piece);
        for (;;) {
            std::size_t no_room = 0;
            const auto result = BrotliDecoderDecompressStream(state_.get(), &left, &next, &no_room, nullptr, nullptr);
            if (!take(out, limit)) return Outcome::too_large;
            if (result == BROTLI_DECODER_RESULT_ERROR) return Outcome::broken;
            if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) return Outcome::incomplete;
            if (result == BROTLI_DECODER_RESULT_SUCCESS) return left == 0 ? Outcome::complete : Outcome::broken;
        }
    }

private:
    /** False when there is more than `limit`. */
    bool take(std::string& out, std::size_t limit) {
        while (BrotliDecoderHasMoreOutput(state_.get())) {
            std::size_t size = limit - out.size() + 1;   // at most so many
            const std::uint8_t* const made = BrotliDecoderTakeOutput(state_.get(), &size);
            out.append(reinterpret_cast<const char*>(made), size);
            if (out.size() > limit) return false;
        }
        return true;
    }

    std::unique_ptr<BrotliDecoderState, BrotliFree> state_;
};

}  // namespace

std::unique_ptr<ContentEncoder> make_brotli_encoder(int quality) { return std::make_unique<BrotliEncoder>(quality); }
std::unique_ptr<ContentDecoder> make_brotli_decoder() { return std::make_unique<BrotliDecoder>(); }

}  // namespace serval::detail
