#include "document_edges.hpp"

#include <algorithm>
#include <cmath>

namespace couth {

namespace {

/// A faint edge counts for less than a clear one: noise has some too.
constexpr float faintSupport = 0.75f;

/// The planes in which a document may stand out from the desk: grey, saturation, and the two colour differences.
std::vector<cv::Mat> smoothPlanes(const cv::Mat &picture) {
    cv::Mat grey, hsv, lab;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    cv::cvtColor(picture, hsv, cv::COLOR_BGR2HSV);
    cv::cvtColor(picture, lab, cv::COLOR_BGR2Lab);
    std::vector<cv::Mat> result{grey, cv::Mat(), cv::Mat(), cv::Mat()};
    cv::extractChannel(hsv, result[1], 1);
    cv::extractChannel(lab, result[2], 1);
    cv::extractChannel(lab, result[3], 2);
    for (auto &plane : result) cv::GaussianBlur(plane, plane, {5, 5}, 0);
    return result;
}

/// The gradient that half of the pixels stay below: the plane's noise, and its texture.
double medianOf(const cv::Mat &magnitude) {
    constexpr int bins = 512;
    std::vector<int> counts(bins, 0);
    for (int row = 0; row < magnitude.rows; row += 2) {
        const auto *values = magnitude.ptr<float>(row);
        for (int column = 0; column < magnitude.cols; column += 2) counts[std::min(int(values[column]), bins - 1)]++;
    }
    int left = (magnitude.rows + 1) / 2 * ((magnitude.cols + 1) / 2) / 2;
    for (int bin = 0; bin < bins; bin++) {
        left -= counts[bin];
        if (left <= 0) return bin;
    }
    return bins;
}

} // namespace

Corners ordered(Corners corners) {
    const cv::Point2f centre = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
    std::sort(corners.begin(), corners.end(), [&](const cv::Point2f &a, const cv::Point2f &b) {
        return std::atan2(a.y - centre.y, a.x - centre.x) < std::atan2(b.y - centre.y, b.x - centre.x);
    });
    const auto first = std::min_element(corners.begin(), corners.end(), [](const auto &a, const auto &b) {
        return a.x + a.y < b.x + b.y;
    });
    std::rotate(corners.begin(), first, corners.end());
    return corners;
}

EdgeField::EdgeField(const cv::Mat &picture)
    : planes(smoothPlanes(picture)), clear(cv::Mat::zeros(picture.size(), CV_8U)),
      faint(cv::Mat::zeros(picture.size(), CV_8U)), x(cv::Mat::zeros(picture.size(), CV_32F)),
      y(cv::Mat::zeros(picture.size(), CV_32F)), strength(cv::Mat::zeros(picture.size(), CV_32F)) {
    for (const auto &plane : planes) add(plane, 3);
    // Coarse and in sixteenths of a grey value: where paper lies on paper, the step drowns in finer noise and rounding.
    cv::Mat coarse;
    planes[0].convertTo(coarse, CV_32F, 16);
    cv::GaussianBlur(coarse, coarse, {0, 0}, 2.2);
    coarse.convertTo(coarse, CV_16S);
    add(coarse, 4);
    x.setTo(0, strength == 0);
    const cv::Mat length = cv::max(strength, 1e-6f);
    cv::divide(x, length, x);
    cv::divide(y, length, y);
    cv::findNonZero(faint, pixels);
}

void EdgeField::add(const cv::Mat &plane, double floor) {
    cv::Mat dx, dy, magnitude, floatX, floatY, edges;
    cv::Sobel(plane, dx, CV_16S, 1, 0);
    cv::Sobel(plane, dy, CV_16S, 0, 1);
    dx.convertTo(floatX, CV_32F);
    dy.convertTo(floatY, CV_32F);
    cv::magnitude(floatX, floatY, magnitude);
    // Eight-bit planes have steps of one grey value, which are no edges: a floor.
    const double noise = std::max(medianOf(magnitude), floor);
    cv::Scalar mean, deviation;
    cv::meanStdDev(plane, mean, deviation);
    cv::Canny(dx, dy, edges, 2.2 * noise, 4.5 * noise, true);
    cv::bitwise_or(faint, edges, faint);
    edges.setTo(0, magnitude < std::max(1.2 * deviation[0], 4.5 * noise));
    cv::bitwise_or(clear, edges, clear);
    const double scale = 1 / noise;
    floatX *= scale;
    floatY *= scale;
    magnitude *= scale;
    if (across.size() < planes.size()) {
        across.push_back(floatX.clone());
        down.push_back(floatY.clone());
    }
    const cv::Mat steeper = magnitude > strength;
    floatX.copyTo(x, steeper);
    floatY.copyTo(y, steeper);
    magnitude.copyTo(strength, steeper);
}

bool EdgeField::holds(const cv::Point2f &place) const {
    return place.x >= 0 && place.y >= 0 && place.x <= float(faint.cols - 1) && place.y <= float(faint.rows - 1);
}

float EdgeField::at(const cv::Point2f &place, const cv::Point2f &normal) const {
    if (!holds(place)) return 0;
    const int column = cvRound(place.x), row = cvRound(place.y);
    if (faint.at<uint8_t>(row, column) == 0 && clear.at<uint8_t>(row, column) == 0) return 0;
    const float across = x.at<float>(row, column) * normal.x + y.at<float>(row, column) * normal.y;
    if (std::abs(across) < 0.9f) return 0;
    return clear.at<uint8_t>(row, column) ? 1 : faintSupport;
}

float EdgeField::near(const cv::Point2f &place, const cv::Point2f &normal) const {
    float best = 0;
    for (const float off : {0.0f, -1.0f, 1.0f, -1.8f, 1.8f}) {
        best = std::max(best, at(place + off * normal, normal));
        if (best == 1) break;
    }
    return best;
}

} // namespace couth
