#pragma once

// One structured binding for each count of members: the language has no other way to take a struct apart.

#include <cstddef>

namespace serval::detail {

/** Calls `f` with every member of a struct that has `Count` of them. */
template <std::size_t Count>
struct Members;

template <>
struct Members<0> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T&, F&& f) {
        return f();
    }
};

template <>
struct Members<1> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1] = t;
        return f(m1);
    }
};

template <>
struct Members<2> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2] = t;
        return f(m1, m2);
    }
};

template <>
struct Members<3> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3] = t;
        return f(m1, m2, m3);
    }
};

template <>
struct Members<4> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4] = t;
        return f(m1, m2, m3, m4);
    }
};

template <>
struct Members<5> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5] = t;
        return f(m1, m2, m3, m4, m5);
    }
};

template <>
struct Members<6> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6] = t;
        return f(m1, m2, m3, m4, m5, m6);
    }
};

template <>
struct Members<7> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7] = t;
        return f(m1, m2, m3, m4, m5, m6, m7);
    }
};

template <>
struct Members<8> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8);
    }
};

template <>
struct Members<9> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9);
    }
};

template <>
struct Members<10> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10);
    }
};

template <>
struct Members<11> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11);
    }
};

template <>
struct Members<12> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12);
    }
};

template <>
struct Members<13> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13);
    }
};

template <>
struct Members<14> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14);
    }
};

template <>
struct Members<15> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15);
    }
};

template <>
struct Members<16> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16);
    }
};

template <>
struct Members<17> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17);
    }
};

template <>
struct Members<18> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18);
    }
};

template <>
struct Members<19> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19);
    }
};

template <>
struct Members<20> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20);
    }
};

template <>
struct Members<21> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21);
    }
};

template <>
struct Members<22> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22);
    }
};

template <>
struct Members<23> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22,
            m23] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23);
    }
};

template <>
struct Members<24> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24);
    }
};

template <>
struct Members<25> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25);
    }
};

template <>
struct Members<26> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26);
    }
};

template <>
struct Members<27> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27);
    }
};

template <>
struct Members<28> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28);
    }
};

template <>
struct Members<29> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28, m29] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28, m29);
    }
};

template <>
struct Members<30> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28, m29, m30] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28, m29, m30);
    }
};

template <>
struct Members<31> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28, m29, m30, m31] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28, m29, m30, m31);
    }
};

template <>
struct Members<32> {
    template <class T, class F>
    static constexpr decltype(auto) visit(T& t, F&& f) {
        auto& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28, m29, m30, m31, m32] = t;
        return f(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20, m21, m22, m23,
            m24, m25, m26, m27, m28, m29, m30, m31, m32);
    }
};

}  // namespace serval::detail
