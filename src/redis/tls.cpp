#include "redis/tls.hpp"

#include <stdexcept>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/system/system_error.hpp>

namespace serval::redis {
namespace {

namespace ssl = boost::asio::ssl;

bool is_text(const std::string& pem) { return pem.find("-----BEGIN") != std::string::npos; }

void trust(ssl::context& context, const std::string& authorities) {
    if (authorities.empty()) context.set_default_verify_paths();
    else if (is_text(authorities)) context.add_certificate_authority(boost::asio::buffer(authorities));
    else context.load_verify_file(authorities);
}

void introduce(ssl::context& context, const RedisTls& tls) {
    if (tls.certificate.empty() && tls.key.empty()) return;
    if (is_text(tls.certificate)) context.use_certificate_chain(boost::asio::buffer(tls.certificate));
    else context.use_certificate_chain_file(tls.certificate);
    if (is_text(tls.key)) context.use_private_key(boost::asio::buffer(tls.key), ssl::context::pem);
    else context.use_private_key_file(tls.key, ssl::context::pem);
}

}  // namespace

ssl::context make_tls_context(const RedisTls& tls) {
    ssl::context context{ssl::context::tls_client};
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_verify_mode(ssl::verify_peer);
    try {
        trust(context, tls.authorities);
        introduce(context, tls);
    } catch (const boost::system::system_error& error) {
        throw std::runtime_error{"TLS for Redis: " + error.code().message()};
    }
    return context;
}

}  // namespace serval::redis
