#include <serval/serialization/file.hpp>

#include <algorithm>

#include <serval/http/byte_range.hpp>
#include <serval/http/content_disposition.hpp>
#include <serval/http/date.hpp>
#include <serval/http/file_media_type.hpp>
#include <serval/http/preconditions.hpp>
#include <serval/problem/http_error.hpp>

#include "serialization/file_content.hpp"

namespace serval {
namespace {

/** Whether a path stays below where it begins: relative, without a step back, and one that the system reads to its end. */
bool stays_below(std::string_view path) {
    if (path.empty() || path.front() == '/' || path.find('\0') != std::string_view::npos) return false;
    while (!path.empty()) {
        const auto slash = std::min(path.find('/'), path.size());
        if (path.substr(0, slash) == "..") return false;
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return true;
}

/** Whether the endpoint answers with what there is, to who only looks. */
bool is_read(const Rendering& out) {
    const Method& method = out.request().method();
    return out.default_status() == Status::ok && (method == Method::get || method == Method::head);
}

/** Whether the client wants a part of this state only, or of any (RFC 9110 §13.1.5). */
bool is_for_this_state(const Request& request, const Validators& validators) {
    const auto condition = request.header("If-Range");
    if (!condition.has_value()) return true;
    if (const auto tag = EntityTag::parse(*condition)) return tag->matches_strongly(*validators.etag);
    return *condition == HttpDate{*validators.last_modified}.text();
}

RangeRequest range_of(const Request& request, const detail::OpenFile& file) {
    const auto field = request.header("Range");
    const bool counts = field.has_value() && request.method() == Method::get && is_for_this_state(request, file.validators());
    return counts ? RangeRequest::parse(*field, file.size()) : RangeRequest{};
}

/** One answer with a file. */
class FileAnswer {
public:
    FileAnswer(const File& file, detail::OpenFile open, Rendering& out) : file_{file}, open_{std::move(open)}, out_{out} {}

    void write() && {
        Response& response = out_.response();
        response.set_header("Last-Modified", HttpDate{*open_.validators().last_modified}.text());
        response.set_header("ETag", open_.validators().etag->text());
        if (!is_read(out_)) return std::move(*this).send(out_.default_status(), whole());
        response.set_header("Accept-Ranges", "bytes");
        switch (evaluate_preconditions(out_.request(), open_.validators())) {
            case PreconditionOutcome::met: return std::move(*this).send_what_is_asked_for();
            case PreconditionOutcome::not_modified: return out_.empty(Status::not_modified);
            case PreconditionOutcome::failed: return out_.fail(PreconditionFailed{}.problem());
        }
    }

private:
    [[nodiscard]] ByteRange whole() const noexcept { return {0, open_.size()}; }

    void send_what_is_asked_for() && {
        const RangeRequest wanted = range_of(out_.request(), open_);
        switch (wanted.kind) {
            case RangeRequest::Kind::whole: return std::move(*this).send(Status::ok, whole());
            case RangeRequest::Kind::part: return std::move(*this).send(Status::partial_content, wanted.range);
            case RangeRequest::Kind::unsatisfiable: return refuse();
        }
    }

    void send(Status status, const ByteRange& range) && {
        Response& response = out_.response();
        response.set_status(status);
        if (status == Status::partial_content) response.set_header("Content-Range", content_range(range, open_.size()));
        if (!file_.filename().empty()) response.set_header("Content-Disposition", attachment(file_.filename()));
        const std::string_view media_type = file_.media_type().empty() ? file_media_type(file_.path()) : file_.media_type();
        response.set_source(detail::file_content(std::move(open_), range, out_.tasks()), media_type);
    }

    void refuse() {
        RangeNotSatisfiable error;
        error.problem().headers.add("Content-Range", unsatisfied_content_range(open_.size()));
        out_.fail(std::move(error.problem()));
    }

    const File& file_;
    detail::OpenFile open_;
    Rendering& out_;
};

}  // namespace

File File::below(std::string_view directory, std::string_view path) {
    if (!stays_below(path)) return File{{}};
    return File{std::string{directory}.append("/").append(path)};
}

File& File::attachment(std::string filename) & {
    filename_ = filename.empty() ? std::string{base_name(path_)} : std::move(filename);
    return *this;
}

void Result<File>::describe(DeclaredResponses& responses) {
    responses.add({.status = responses.default_status(), .media_type = "*/*"});
    for (const char* name : {"ETag", "Last-Modified"}) responses.header({.name = name});
    responses.problem(Status::not_found);
    if (responses.default_status() != Status::ok) return;
    responses.add({.status = Status::partial_content, .media_type = "*/*"});
    responses.header({.name = "Content-Range"});
    responses.empty(Status::not_modified);
    responses.problem(Status::precondition_failed);
    responses.problem(Status::range_not_satisfiable);
}

void Result<File>::write(File& file, Rendering& out) {
    auto open = detail::OpenFile::open(file.path());
    if (!open.has_value()) return out.fail(NotFound{}.problem());
    FileAnswer{file, std::move(*open), out}.write();
}

}  // namespace serval
