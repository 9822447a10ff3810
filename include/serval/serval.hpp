#pragma once

// All that an API is written with. The test client is in <serval/testing.hpp>, whole JSON values are in <serval/json.hpp>,
// Asio operations in handlers in <serval/asio.hpp>.

#include <serval/authentication/authenticator.hpp>
#include <serval/authentication/basic_auth.hpp>
#include <serval/authentication/current_user.hpp>
#include <serval/authentication/password.hpp>
#include <serval/caching/cache.hpp>
#include <serval/endpoint/urls.hpp>
#include <serval/http/cookie.hpp>
#include <serval/http/request.hpp>
#include <serval/http/response.hpp>
#include <serval/injection/inject.hpp>
#include <serval/logging/log.hpp>
#include <serval/logging/request_log.hpp>
#include <serval/middleware/hooks.hpp>
#include <serval/middleware/middleware.hpp>
#include <serval/model/partial.hpp>
#include <serval/pagination/page.hpp>
#include <serval/permission/permission.hpp>
#include <serval/problem/error_format.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/serialization/created.hpp>
#include <serval/serialization/one_of.hpp>
#include <serval/serialization/redirect.hpp>
#include <serval/serialization/reply.hpp>
#include <serval/serialization/response_mismatch.hpp>
#include <serval/serialization/result.hpp>
#include <serval/server/app.hpp>
#include <serval/store/memory_store.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/on_worker.hpp>
#include <serval/tasks/sleep.hpp>
#include <serval/tasks/task.hpp>
#include <serval/throttling/keyed_throttle.hpp>
#include <serval/throttling/throttle.hpp>
#include <serval/validation/body.hpp>
#include <serval/validation/cookie.hpp>
#include <serval/validation/form.hpp>
#include <serval/validation/header.hpp>
#include <serval/validation/path.hpp>
#include <serval/validation/query.hpp>
#include <serval/validation/query_model.hpp>
#include <serval/validation/upload.hpp>
