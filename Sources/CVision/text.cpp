#include "shim.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace couth;

namespace {

/// Bounds the work on a hostile map: no page has as many boxes.
constexpr size_t mostContours = 2000;

/// Mean of the map inside a rotated box.
double meanInside(const cv::Mat &map, const cv::RotatedRect &box) {
    const cv::Rect bounds = box.boundingRect() & cv::Rect(0, 0, map.cols, map.rows);
    if (bounds.empty()) return 0;
    cv::Point2f corners[4];
    box.points(corners);
    std::vector<cv::Point> polygon;
    for (const auto &corner : corners) {
        polygon.emplace_back(cvFloor(corner.x) - bounds.x, cvFloor(corner.y) - bounds.y);
    }
    cv::Mat mask = cv::Mat::zeros(bounds.size(), CV_8U);
    cv::fillConvexPoly(mask, polygon, cv::Scalar(1));
    return cv::mean(map(bounds), mask)[0];
}

/// The corners clockwise, so that the first edge runs from left to right: the longer one, or the level one of a box
/// that is nearly square.
void readingOrder(const cv::RotatedRect &box, cv::Point2f ordered[4]) {
    cv::Point2f corners[4];
    box.points(corners);
    const auto length = [&](int i) { return cv::norm(corners[(i + 1) % 4] - corners[i]); };
    const bool square = std::min(length(0), length(1)) > 0.67 * std::max(length(0), length(1));
    int first = 0;
    double best = -1e9;
    for (int i = 0; i < 4; i++) {
        const cv::Point2f edge = corners[(i + 1) % 4] - corners[i];
        const double size = std::max(cv::norm(edge), 1e-6);
        // Level edges before steep ones, upward reading (a quarter turn to the left) before downward.
        const double level = double(edge.x) / size - 0.01 * double(edge.y) / size;
        const double score = square ? level : level + (length(i) >= length((i + 1) % 4) ? 4 : 0);
        if (score > best) {
            best = score;
            first = i;
        }
    }
    for (int i = 0; i < 4; i++) ordered[i] = corners[(first + i) % 4];
}

} // namespace

cvision_status cvision_text_boxes(
    const float *probabilities, int32_t width, int32_t height, cvision_text_rule rule, float *boxes, int32_t capacity,
    int32_t *count
) {
    return walled([&] {
        require(width > 0 && height > 0 && capacity >= 0);
        const cv::Mat map(height, width, CV_32F, const_cast<float *>(probabilities));
        cv::Mat mask = map > rule.pixel_threshold;
        cv::dilate(mask, mask, cv::Mat::ones(2, 2, CV_8U));
        std::vector<std::vector<cv::Point>> contours;
        cv::findContours(mask, contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
        int32_t found = 0;
        for (size_t i = 0; i < std::min(contours.size(), mostContours) && found < capacity; i++) {
            cv::RotatedRect box = cv::minAreaRect(contours[i]);
            if (std::min(box.size.width, box.size.height) < rule.shortest_side) continue;
            const double mean = meanInside(map, box);
            if (mean < double(rule.box_threshold)) continue;
            const float growth = box.size.area() * rule.growth / (2 * (box.size.width + box.size.height));
            box.size += cv::Size2f(2 * growth, 2 * growth);
            cv::Point2f corners[4];
            readingOrder(box, corners);
            float *to = boxes + 9 * found++;
            for (int c = 0; c < 4; c++) {
                to[2 * c] = corners[c].x;
                to[2 * c + 1] = corners[c].y;
            }
            to[8] = float(mean);
        }
        *count = found;
    });
}
