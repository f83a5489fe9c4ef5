#include "shim.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace couth;

namespace {

int openCV(cvision_interpolation interpolation) {
    switch (interpolation) {
    case CVISION_NEAREST: return cv::INTER_NEAREST;
    case CVISION_LINEAR: return cv::INTER_LINEAR;
    case CVISION_CUBIC: return cv::INTER_CUBIC;
    case CVISION_AREA: return cv::INTER_AREA;
    default: throw Refusal{CVISION_INVALID};
    }
}

double distance(const cv::Point2f &from, const cv::Point2f &to) { return std::hypot(to.x - from.x, to.y - from.y); }

/// How many times finer the source is than the target, at most 8, so that a wrong quadrilateral costs no memory.
int oversampling(const cv::Point2f corners[4], int width, int height) {
    const double across = std::max(distance(corners[0], corners[1]), distance(corners[3], corners[2])) / width;
    const double down = std::max(distance(corners[0], corners[3]), distance(corners[1], corners[2])) / height;
    const double finer = std::min(across, down);
    return std::isfinite(finer) ? std::clamp(int(std::lround(finer)), 1, 8) : 1;
}

} // namespace

cvision_status cvision_orient(cvision_view view, int32_t orientation, cvision_target target) {
    return walled([&] {
        require(orientation >= 1 && orientation <= 8 && view.channels == target.channels);
        const bool exchanged = orientation >= 5;
        require(target.width == (exchanged ? view.height : view.width));
        require(target.height == (exchanged ? view.width : view.height));
        const cv::Mat source = matrix(view);
        cv::Mat result = matrix(target);
        switch (orientation) {
        case 1: source.copyTo(result); break;
        case 2: cv::flip(source, result, 1); break;
        case 3: cv::flip(source, result, -1); break;
        case 4: cv::flip(source, result, 0); break;
        case 5: cv::transpose(source, result); break;
        case 6: cv::rotate(source, result, cv::ROTATE_90_CLOCKWISE); break;
        case 7: cv::transpose(source, result); cv::flip(result, result, -1); break;
        case 8: cv::rotate(source, result, cv::ROTATE_90_COUNTERCLOCKWISE); break;
        }
        requireFilled(result, target);
    });
}

cvision_status cvision_resize(cvision_view view, cvision_interpolation interpolation, cvision_target target) {
    return walled([&] {
        require(view.channels == target.channels);
        cv::Mat result = matrix(target);
        cv::resize(matrix(view), result, result.size(), 0, 0, openCV(interpolation));
        requireFilled(result, target);
    });
}

cvision_status cvision_warp_affine(
    cvision_view view, const double matrix6[6], cvision_border border, cvision_target target
) {
    return walled([&] {
        require(view.channels == target.channels);
        const cv::Mat affine(2, 3, CV_64F, const_cast<double *>(matrix6));
        const int mode = border == CVISION_BORDER_REPLICATE ? cv::BORDER_REPLICATE : cv::BORDER_CONSTANT;
        cv::Mat result = matrix(target);
        cv::warpAffine(matrix(view), result, affine, result.size(), cv::INTER_LINEAR, mode);
        requireFilled(result, target);
    });
}

cvision_status cvision_rectify(cvision_view view, const double corners[8], cvision_target target) {
    return walled([&] {
        require(view.channels == target.channels);
        cv::Point2f from[4];
        for (int i = 0; i < 4; i++) {
            require(std::isfinite(corners[2 * i]) && std::isfinite(corners[2 * i + 1]));
            from[i] = {float(corners[2 * i]), float(corners[2 * i + 1])};
        }
        const int finer = oversampling(from, target.width, target.height);
        const cv::Size size(target.width * finer, target.height * finer);
        const float right = float(size.width), bottom = float(size.height);
        const cv::Point2f to[4] = {{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
        const cv::Mat transform = cv::getPerspectiveTransform(from, to);
        cv::Mat result = matrix(target);
        cv::Mat warped = finer == 1 ? result : cv::Mat();
        // Where pixels are averaged afterwards, the dearer curve between them is lost again.
        const int curve = finer == 1 ? cv::INTER_CUBIC : cv::INTER_LINEAR;
        cv::warpPerspective(matrix(view), warped, transform, size, curve, cv::BORDER_REPLICATE);
        if (finer > 1) cv::resize(warped, result, result.size(), 0, 0, cv::INTER_AREA);
        requireFilled(result, target);
    });
}

cvision_status cvision_grey(cvision_view view, cvision_target target) {
    return walled([&] {
        require(target.channels == 1 && target.width == view.width && target.height == view.height);
        cv::Mat result = matrix(target);
        if (view.channels == 1) {
            matrix(view).copyTo(result);
        } else {
            cv::cvtColor(matrix(view), result, cv::COLOR_BGR2GRAY);
        }
        requireFilled(result, target);
    });
}
