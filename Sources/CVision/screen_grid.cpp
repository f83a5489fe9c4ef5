#include "shim.hpp"

#include <cmath>

using namespace couth;

namespace {

constexpr int side = 128;

/// Red against blue of one patch, less its mean, under a Hann window: nothing of its borders is left.
cv::Mat windowed(const cv::Mat &patch, const std::vector<float> &logarithms, const std::vector<float> &window) {
    cv::Mat values(side, side, CV_32F);
    for (int y = 0; y < side; y++) {
        const auto *from = patch.ptr<cv::Vec3b>(y);
        auto *to = values.ptr<float>(y);
        for (int x = 0; x < side; x++) to[x] = logarithms[from[x][2]] - logarithms[from[x][0]];
    }
    values -= cv::mean(values);
    for (int y = 0; y < side; y++) {
        auto *to = values.ptr<float>(y);
        for (int x = 0; x < side; x++) to[x] *= window[y] * window[x];
    }
    return values;
}

} // namespace

cvision_status cvision_colour_spectrum(cvision_view view, const int32_t *places, int32_t count, float *power) {
    return walled([&] {
        const cv::Mat picture = matrix(view);
        require(view.channels == 3 && count > 0);
        std::vector<float> logarithms(256), window(side);
        for (int i = 0; i < 256; i++) logarithms[i] = std::log(float(i) + 16);
        const float turn = 2 * float(CV_PI) / float(side - 1);
        for (int i = 0; i < side; i++) window[i] = 0.5F - 0.5F * std::cos(turn * float(i));
        cv::Mat sum = cv::Mat::zeros(side, side, CV_32F), spectrum;
        for (int32_t i = 0; i < count; i++) {
            const cv::Rect place(places[2 * i], places[2 * i + 1], side, side);
            require(place.x >= 0 && place.y >= 0 && place.x + side <= picture.cols && place.y + side <= picture.rows);
            cv::dft(windowed(picture(place), logarithms, window), spectrum, cv::DFT_COMPLEX_OUTPUT);
            for (int y = 0; y < side; y++) {
                const auto *from = spectrum.ptr<cv::Vec2f>(y);
                auto *to = sum.ptr<float>(y);
                for (int x = 0; x < side; x++) {
                    to[x] += std::log1p(1e4F * (from[x][0] * from[x][0] + from[x][1] * from[x][1]));
                }
            }
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) power[y * side + x] = sum.at<float>(y, x) / float(count);
        }
    });
}
