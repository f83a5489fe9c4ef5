#include "shim.hpp"

#include <libheif/heif.h>
#include <opencv2/imgproc.hpp>

#include <memory>

using namespace couth;

namespace {

constexpr int longestSide = 16384;

struct Free {
    void operator()(heif_context *context) const { heif_context_free(context); }
    void operator()(heif_image_handle *handle) const { heif_image_handle_release(handle); }
    void operator()(heif_image *image) const { heif_image_release(image); }
    void operator()(heif_decoding_options *options) const { heif_decoding_options_free(options); }
};
template <typename Kind> using Owned = std::unique_ptr<Kind, Free>;

void check(const heif_error &error) {
    if (error.code == heif_error_Ok) return;
    if (error.subcode == heif_suberror_End_of_data) throw Refusal{CVISION_TRUNCATED};
    const bool unsupported =
        error.code == heif_error_Unsupported_feature || error.code == heif_error_Unsupported_filetype;
    throw Refusal{unsupported ? CVISION_UNSUPPORTED : CVISION_CORRUPT};
}

/// The opened file and its primary picture. The bytes must outlive it.
struct Primary {
    Owned<heif_context> context;
    Owned<heif_image_handle> handle;

    Primary(const uint8_t *bytes, int64_t count) {
        require(count > 0);
        context.reset(heif_context_alloc());
        require(context != nullptr, CVISION_FAILED);
        heif_context_set_maximum_image_size_limit(context.get(), longestSide);
        check(heif_context_read_from_memory_without_copy(context.get(), bytes, size_t(count), nullptr));
        heif_image_handle *primary = nullptr;
        check(heif_context_get_primary_image_handle(context.get(), &primary));
        handle.reset(primary);
    }

    [[nodiscard]] bool hasAlpha() const { return heif_image_handle_has_alpha_channel(handle.get()) != 0; }
};

Owned<heif_image> decode(const Primary &primary) {
    Owned<heif_decoding_options> options(heif_decoding_options_alloc());
    require(options != nullptr, CVISION_FAILED);
    options->convert_hdr_to_8bit = 1;
    options->strict_decoding = 1;
    heif_image *image = nullptr;
    const auto chroma = primary.hasAlpha() ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
    check(heif_decode_image(primary.handle.get(), &image, heif_colorspace_RGB, chroma, options.get()));
    return Owned<heif_image>(image);
}

} // namespace

cvision_status cvision_heic_size(
    const uint8_t *bytes, int64_t count, int32_t *width, int32_t *height, int32_t *has_alpha
) {
    return walled([&] {
        const Primary primary(bytes, count);
        *width = heif_image_handle_get_width(primary.handle.get());
        *height = heif_image_handle_get_height(primary.handle.get());
        *has_alpha = primary.hasAlpha() ? 1 : 0;
        require(*width > 0 && *height > 0, CVISION_CORRUPT);
    });
}

cvision_status cvision_heic_decode(const uint8_t *bytes, int64_t count, cvision_target target) {
    return walled([&] {
        require(target.channels == 3);
        const Primary primary(bytes, count);
        const Owned<heif_image> image = decode(primary);
        int stride = 0;
        const uint8_t *plane = heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
        require(plane != nullptr, CVISION_CORRUPT);
        const int width = heif_image_get_width(image.get(), heif_channel_interleaved);
        const int height = heif_image_get_height(image.get(), heif_channel_interleaved);
        require(width == target.width && height == target.height, CVISION_CORRUPT);
        const int type = primary.hasAlpha() ? CV_8UC4 : CV_8UC3;
        const cv::Mat decoded(height, width, type, const_cast<uint8_t *>(plane), size_t(stride));
        cv::Mat result = matrix(target);
        if (primary.hasAlpha()) {
            cv::Mat reversed;
            cv::cvtColor(decoded, reversed, cv::COLOR_RGBA2BGRA);
            overWhite(reversed, result);
        } else {
            cv::cvtColor(decoded, result, cv::COLOR_RGB2BGR);
        }
        requireFilled(result, target);
    });
}
