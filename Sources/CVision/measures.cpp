#include "shim.hpp"

#include <opencv2/imgproc.hpp>

using namespace couth;

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
