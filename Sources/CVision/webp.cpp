#include "shim.hpp"

#include <webp/decode.h>

#include <vector>

using namespace couth;

cvision_status cvision_webp_decode(const uint8_t *bytes, int64_t count, cvision_target target) {
    return walled([&] {
        require(count > 0 && target.channels == 3);
        WebPBitstreamFeatures features;
        require(WebPGetFeatures(bytes, size_t(count), &features) == VP8_STATUS_OK, CVISION_CORRUPT);
        require(features.width == target.width && features.height == target.height, CVISION_CORRUPT);
        require(features.has_animation == 0, CVISION_UNSUPPORTED);
        cv::Mat result = matrix(target);
        const size_t size = size_t(target.width) * size_t(target.height);
        if (features.has_alpha == 0) {
            const uint8_t *done = WebPDecodeBGRInto(bytes, size_t(count), target.pixels, size * 3, target.width * 3);
            require(done != nullptr, CVISION_CORRUPT);
        } else {
            cv::Mat stored(target.height, target.width, CV_8UC4);
            const uint8_t *done = WebPDecodeBGRAInto(bytes, size_t(count), stored.data, size * 4, target.width * 4);
            require(done != nullptr, CVISION_CORRUPT);
            overWhite(stored, result);
        }
    });
}
