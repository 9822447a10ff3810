#pragma once

// For an API that knows who its users are: accounts and what is done with them, JSON Web Tokens, opaque tokens, sessions.

#include <serval/accounts/account.hpp>
#include <serval/accounts/account_controller.hpp>
#include <serval/accounts/account_lookup.hpp>
#include <serval/accounts/account_store.hpp>
#include <serval/accounts/accounts.hpp>
#include <serval/accounts/credentials_refused.hpp>
#include <serval/accounts/jwt_controller.hpp>
#include <serval/accounts/jwt_login_controller.hpp>
#include <serval/accounts/mail.hpp>
#include <serval/accounts/memory_account_store.hpp>
#include <serval/accounts/password_reset_controller.hpp>
#include <serval/accounts/session_login_controller.hpp>
#include <serval/accounts/token_login_controller.hpp>
#include <serval/authentication/jwt_auth.hpp>
#include <serval/authentication/jwt_tokens.hpp>
#include <serval/authentication/opaque_tokens.hpp>
#include <serval/authentication/token_auth.hpp>
#include <serval/jose/fetched_keys.hpp>
#include <serval/jose/jwks.hpp>
#include <serval/jose/jwt_verifier.hpp>
#include <serval/session/current_session.hpp>
#include <serval/session/session_auth.hpp>
#include <serval/session/sessions.hpp>
