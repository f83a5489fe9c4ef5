#pragma once

// What every file of the shim shares: views as matrices, and the wall that no exception passes.

#include "cvision.h"

#include <opencv2/core.hpp>

namespace couth {

/// A refusal that a function below the wall wants the caller to see.
struct Refusal {
    cvision_status status;
};

inline void require(bool holds, cvision_status status = CVISION_INVALID) {
    if (!holds) throw Refusal{status};
}

/// Runs the body of a shim function; whatever it throws becomes a status.
template <typename Body> cvision_status walled(Body body) noexcept {
    try {
        body();
        return CVISION_OK;
    } catch (const Refusal &refusal) {
        return refusal.status;
    } catch (...) {
        return CVISION_FAILED;
    }
}

inline bool isSize(int32_t width, int32_t height, int32_t channels) {
    return width > 0 && height > 0 && (channels == 1 || channels == 3);
}

/// The caller's pixels as a matrix, without a copy. OpenCV has no matrix of constant data; nothing here writes to it.
inline cv::Mat matrix(const cvision_view &view) {
    require(isSize(view.width, view.height, view.channels));
    return {view.height, view.width, CV_8UC(view.channels), const_cast<uint8_t *>(view.pixels)};
}

inline cv::Mat matrix(const cvision_target &target) {
    require(isSize(target.width, target.height, target.channels));
    return {target.height, target.width, CV_8UC(target.channels), target.pixels};
}

inline cv::Mat greyMatrix(const cvision_view &view) {
    require(view.channels == 1);
    return matrix(view);
}

/// OpenCV functions replace their output when its size or type differs: then the caller's buffer was left unwritten.
inline void requireFilled(const cv::Mat &result, const cvision_target &target) {
    require(result.data == target.pixels, CVISION_FAILED);
}

/// Lays blue, green, red, alpha over white.
inline void overWhite(const cv::Mat &stored, cv::Mat &result) {
    for (int y = 0; y < stored.rows; y++) {
        const auto *from = stored.ptr<cv::Vec4b>(y);
        auto *to = result.ptr<cv::Vec3b>(y);
        for (int x = 0; x < stored.cols; x++) {
            const int alpha = from[x][3];
            for (int c = 0; c < 3; c++) to[x][c] = uint8_t((from[x][c] * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }
}

} // namespace couth
