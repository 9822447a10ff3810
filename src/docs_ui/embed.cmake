# cmake -D NAME=… -D FILE=… -D SOURCE=… -P embed.cmake: writes a C++ source that holds the text of a file.
file(READ ${FILE} text)

# Redoc shows a picture from its maker's server. A page that is to work offline asks nobody else.
string(REPLACE "https://cdn.redoc.ly/redoc/logo-mini.svg" "data:," text "${text}")

file(WRITE ${SOURCE}
"#include \"openapi/docs_assets.hpp\"

namespace serval::detail {
namespace {

constexpr char text[] = R\"embedded(")
file(APPEND ${SOURCE} "${text}")
file(APPEND ${SOURCE} ")embedded\";

}  // namespace

const std::string_view ${NAME}{text, sizeof text - 1};

}  // namespace serval::detail
")
