#include "shim.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

using namespace couth;

namespace {

double medianOf(const cv::Mat &picture, int channel) {
    std::vector<uint8_t> values;
    values.reserve(picture.total());
    for (int row = 0; row < picture.rows; row++) {
        const auto *pixel = picture.ptr<cv::Vec3b>(row);
        for (int column = 0; column < picture.cols; column++) values.push_back(pixel[column][channel]);
    }
    const auto middle = values.begin() + long(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

cvision_status cvision_laplacian_variance(cvision_view view, double *sharpness) {
    return walled([&] {
        require(view.width >= 3 && view.height >= 3);
        cv::Mat laplacian;
        cv::Laplacian(greyMatrix(view), laplacian, CV_16S);
        cv::Scalar mean, deviation;
        cv::meanStdDev(laplacian, mean, deviation);
        *sharpness = deviation[0] * deviation[0];
    });
}

cvision_status cvision_stroke_sharpness(cvision_view view, double *across, double *down) {
    return walled([&] {
        require(view.width >= 3 && view.height >= 3);
        const cv::Mat grey = greyMatrix(view);
        cv::Scalar mean, deviation;
        cv::meanStdDev(grey, mean, deviation);
        const double variance = std::max(deviation[0] * deviation[0], 1.0);
        const auto second = [&](int dx, int dy) {
            cv::Mat bent;
            cv::Sobel(grey, bent, CV_16S, dx, dy, 1);
            cv::Scalar bentMean, bentDeviation;
            cv::meanStdDev(bent, bentMean, bentDeviation);
            return bentDeviation[0] * bentDeviation[0] / variance;
        };
        *across = second(2, 0);
        *down = second(0, 2);
    });
}

cvision_status cvision_skin_share(cvision_view view, double *share) {
    return walled([&] {
        require(view.channels == 3 && view.width >= 16 && view.height >= 16);
        cv::Mat tones, skin;
        cv::GaussianBlur(matrix(view), tones, {5, 5}, 0);
        cv::cvtColor(tones, tones, cv::COLOR_BGR2YCrCb);
        // The usual box of skin in these colours, whatever its lightness; redder than the document by far.
        const double paper = medianOf(tones, 1);
        cv::inRange(tones, cv::Scalar(35, std::max(136.0, paper + 9), 80), cv::Scalar(255, 182, 126), skin);
        // What is thinner than a finger is print, or a rim of desk.
        const int width = std::max(3, std::min(view.width, view.height) / 12);
        cv::morphologyEx(skin, skin, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, {width, width}));
        cv::Mat labels, statistics, centres;
        const int count = cv::connectedComponentsWithStats(skin, labels, statistics, centres, 8, CV_32S);
        int64_t covered = 0;
        for (int label = 1; label < count; label++) {
            const int *s = statistics.ptr<int>(label);
            const bool isAtEdge = s[cv::CC_STAT_LEFT] <= 2 || s[cv::CC_STAT_TOP] <= 2
                || s[cv::CC_STAT_LEFT] + s[cv::CC_STAT_WIDTH] >= view.width - 2
                || s[cv::CC_STAT_TOP] + s[cv::CC_STAT_HEIGHT] >= view.height - 2;
            if (isAtEdge) covered += s[cv::CC_STAT_AREA];
        }
        *share = double(covered) / double(int64_t(view.width) * view.height);
    });
}

cvision_status cvision_grey_statistics(cvision_view view, double *mean, double *deviation) {
    return walled([&] {
        cv::Scalar means, deviations;
        cv::meanStdDev(greyMatrix(view), means, deviations);
        *mean = means[0];
        *deviation = deviations[0];
    });
}

cvision_status cvision_share_above(cvision_view view, uint8_t limit, double *share) {
    return walled([&] {
        const cv::Mat grey = greyMatrix(view);
        *share = double(cv::countNonZero(grey > limit)) / double(grey.total());
    });
}

cvision_status cvision_match(cvision_view view, cvision_view part, float *score, int32_t *x, int32_t *y) {
    return walled([&] {
        require(part.width <= view.width && part.height <= view.height);
        cv::Mat scores;
        cv::matchTemplate(greyMatrix(view), greyMatrix(part), scores, cv::TM_CCOEFF_NORMED);
        double best = 0;
        cv::Point place;
        cv::minMaxLoc(scores, nullptr, &best, nullptr, &place);
        *score = float(best);
        *x = place.x;
        *y = place.y;
    });
}

cvision_status cvision_tensor(
    cvision_view view, const float *mean, const float *scale, int32_t reversed, int32_t interleaved, float *values
) {
    return walled([&] {
        require(isSize(view.width, view.height, view.channels));
        const int64_t channels = view.channels, area = int64_t(view.width) * view.height;
        for (int64_t c = 0; c < channels; c++) {
            const uint8_t *from = view.pixels + (reversed ? channels - 1 - c : c);
            float *to = interleaved ? values + c : values + c * area;
            const int64_t step = interleaved ? channels : 1;
            for (int64_t i = 0; i < area; i++) to[i * step] = (float(from[i * channels]) - mean[c]) * scale[c];
        }
    });
}
