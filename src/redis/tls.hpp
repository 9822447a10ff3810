#pragma once

#include <boost/asio/ssl/context.hpp>

#include <serval/redis/redis_store.hpp>

namespace serval::redis {

/** What connections by TLS are made with: TLS 1.2 at least. Thread-safe once made. @throws std::runtime_error */
[[nodiscard]] boost::asio::ssl::context make_tls_context(const RedisTls& tls);

}  // namespace serval::redis
