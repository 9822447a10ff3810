#pragma once

// Accounts: who may log in, by name and password, and the endpoints for that. What needs no accounts is in <serval/serval.hpp>.

#include <serval/accounts/account.hpp>
#include <serval/accounts/account_controller.hpp>
#include <serval/accounts/account_lookup.hpp>
#include <serval/accounts/account_store.hpp>
#include <serval/accounts/accounts.hpp>
#include <serval/accounts/jwt_controller.hpp>
#include <serval/accounts/jwt_login_controller.hpp>
#include <serval/accounts/mail.hpp>
#include <serval/accounts/memory_account_store.hpp>
#include <serval/accounts/password_reset_controller.hpp>
#include <serval/accounts/session_login_controller.hpp>
#include <serval/accounts/token_login_controller.hpp>
