#include "transport/tls_context.hpp"

#include "transport/server.hpp"

#include <cerrno>
#include <new>
#include <stdexcept>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/socket.h>

namespace serval::detail {
namespace {

struct BioFree {
    void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
struct X509Free {
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};
struct KeyFree {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};

[[noreturn]] void refuse(const std::string& what) {
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    throw std::runtime_error{"TLS: " + what + (reason != nullptr ? std::string{": "} + reason : std::string{})};
}

std::unique_ptr<BIO, BioFree> open_text(const std::string& pem, const char* what) {
    const bool is_text = pem.find("-----BEGIN") != std::string::npos;
    std::unique_ptr<BIO, BioFree> bio{is_text ? BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))
                                              : BIO_new_file(pem.c_str(), "r")};
    if (bio == nullptr) refuse(std::string{what} + " cannot be read" + (is_text ? "" : " from " + pem));
    return bio;
}

void use_chain(SSL_CTX* context, BIO* chain) {
    const std::unique_ptr<X509, X509Free> leaf{PEM_read_bio_X509_AUX(chain, nullptr, nullptr, nullptr)};
    if (leaf == nullptr || SSL_CTX_use_certificate(context, leaf.get()) != 1) refuse("the certificate is not usable");
    while (const std::unique_ptr<X509, X509Free> next{PEM_read_bio_X509(chain, nullptr, nullptr, nullptr)}) {
        if (SSL_CTX_add1_chain_cert(context, next.get()) != 1) refuse("the certificate chain is not usable");
    }
    ERR_clear_error();   // the end of the text is told as an error
}

void use_key(SSL_CTX* context, BIO* text) {
    const std::unique_ptr<EVP_PKEY, KeyFree> key{PEM_read_bio_PrivateKey(text, nullptr, nullptr, nullptr)};
    if (key == nullptr || SSL_CTX_use_PrivateKey(context, key.get()) != 1) refuse("the private key is not usable");
    if (SSL_CTX_check_private_key(context) != 1) refuse("certificate and private key do not belong together");
}

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered, unsigned offered_size, void*) {
    static constexpr std::string_view http_1_1 = "http/1.1";
    const std::string_view offers{reinterpret_cast<const char*>(offered), offered_size};
    for (std::size_t at = 0; at < offers.size(); at += 1 + static_cast<unsigned char>(offers[at])) {
        if (offers.substr(at + 1, static_cast<unsigned char>(offers[at])) != http_1_1) continue;
        *chosen = offered + at + 1;
        *size = static_cast<unsigned char>(http_1_1.size());
        return SSL_TLSEXT_ERR_OK;
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;   // RFC 7301 §3.2
}

// OpenSSL's own socket BIO writes without MSG_NOSIGNAL: a client that hangs up would kill the process.
int moved(BIO* bio, ssize_t count, void (*retry)(BIO*)) noexcept {
    BIO_clear_retry_flags(bio);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) retry(bio);
    return static_cast<int>(count);
}

int descriptor_of(BIO* bio) noexcept { return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio))); }

int receive(BIO* bio, char* room, int size) noexcept {
    return moved(bio, ::recv(descriptor_of(bio), room, static_cast<std::size_t>(size), 0), [](BIO* b) { BIO_set_retry_read(b); });
}

int send(BIO* bio, const char* octets, int size) noexcept {
    return moved(bio, ::send(descriptor_of(bio), octets, static_cast<std::size_t>(size), MSG_NOSIGNAL),
                 [](BIO* b) { BIO_set_retry_write(b); });
}

long control(BIO*, int command, long, void*) noexcept { return command == BIO_CTRL_FLUSH ? 1 : 0; }

const BIO_METHOD* socket_method() {
    static const BIO_METHOD* const method = [] {
        BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "serval socket");
        if (made == nullptr) throw std::bad_alloc{};
        BIO_meth_set_read(made, receive);
        BIO_meth_set_write(made, send);
        BIO_meth_set_ctrl(made, control);
        return made;
    }();
    return method;
}

}  // namespace

TlsContext::TlsContext(const TlsSettings& settings) : context_{SSL_CTX_new(TLS_server_method())} {
    if (context_ == nullptr) refuse("no context");
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_options(context_.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION |
                                            SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_cipher_list(context_.get(), "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_mode(context_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context_.get(), choose_protocol, nullptr);
    use_chain(context_.get(), open_text(settings.certificate, "the certificate").get());
    use_key(context_.get(), open_text(settings.key, "the private key").get());
}

TlsSession TlsContext::open(int descriptor) const {
    TlsSession session{SSL_new(context_.get())};
    BIO* bio = session != nullptr ? BIO_new(socket_method()) : nullptr;
    if (bio == nullptr) throw std::bad_alloc{};
    BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor)));
    BIO_set_init(bio, 1);
    SSL_set_bio(session.get(), bio, bio);   // takes it over
    SSL_set_accept_state(session.get());
    return session;
}

}  // namespace serval::detail
