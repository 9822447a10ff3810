#include "wire/running_server.hpp"

#include <serval/problem/problem.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace serval::wire {
namespace {

struct Waiting final : Exchange::State, BodyWaiter {
    Waiting(Exchange& exchange_, const FunctionService::Function& function_) : exchange{exchange_}, function{function_} {}

    void body_arrived() override {
        function(exchange);
        exchange.finish();
    }
    void body_failed(Problem problem) override {
        exchange.response = Response{problem.status, problem.detail, "text/plain"};
        exchange.finish();
    }

    Exchange& exchange;
    const FunctionService::Function& function;
};

std::string text_of(BIO* bio) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    std::string result{text, static_cast<std::size_t>(size)};
    BIO_free(bio);
    return result;
}

}  // namespace

void FunctionService::serve(Exchange& exchange) noexcept {
    if (exchange.has_whole_body()) {
        function_(exchange);
        exchange.finish();
        return;
    }
    auto waiting = std::make_unique<Waiting>(exchange, function_);
    Waiting& waiter = *waiting;
    exchange.state = std::move(waiting);
    exchange.await_body(limit_, waiter);
}

void echo(Exchange& exchange) {
    const Request& request = exchange.request;
    exchange.response = Response::text(std::string{request.body().empty() ? request.target() : request.body()});
}

RunningServer::RunningServer(Service& service, ServerSettings settings) : server_{std::move(settings), service} { server_.start(); }

TlsSettings test_certificate() {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());

    BIO* certificate_text = BIO_new(BIO_s_mem());
    BIO* key_text = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certificate_text, certificate);
    PEM_write_bio_PrivateKey(key_text, key, nullptr, nullptr, 0, nullptr, nullptr);
    X509_free(certificate);
    EVP_PKEY_free(key);
    TlsSettings settings;
    settings.certificate = text_of(certificate_text);
    settings.key = text_of(key_text);
    return settings;
}

}  // namespace serval::wire
