#pragma once

#include <type_traits>

namespace serval::detail {

template <class... Types>
struct TypeList {
    static constexpr unsigned size = sizeof...(Types);
};

/** What a handler returns and takes. */
template <class ResultType, class ObjectType, class... ParameterTypes>
struct SignatureOf {
    using Result = ResultType;
    using Object = ObjectType;   // the class of a member function; void otherwise
    using Parameters = TypeList<ParameterTypes...>;
};

template <class F>
struct Signature {};   // no callable with one signature

template <class F>
    requires requires { &F::operator(); }
struct Signature<F> {
    using Member = Signature<decltype(&F::operator())>;
    using Result = typename Member::Result;
    using Object = void;
    using Parameters = typename Member::Parameters;
};

template <class R, class... A>
struct Signature<R (*)(A...)> : SignatureOf<R, void, A...> {};
template <class R, class... A>
struct Signature<R (*)(A...) noexcept> : SignatureOf<R, void, A...> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...)> : SignatureOf<R, C, A...> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) const> : SignatureOf<R, C, A...> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) noexcept> : SignatureOf<R, C, A...> {};
template <class R, class C, class... A>
struct Signature<R (C::*)(A...) const noexcept> : SignatureOf<R, C, A...> {};

/** A function, a member function, or an object with one call operator that is no template. */
template <class F>
concept HasSignature = requires { typename Signature<F>::Parameters; };

template <class F>
using ResultOf = typename Signature<F>::Result;
template <class F>
using ParametersOf = typename Signature<F>::Parameters;

}  // namespace serval::detail
