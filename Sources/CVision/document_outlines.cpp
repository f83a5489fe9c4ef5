#include "document_edges.hpp"

#include <algorithm>
#include <cmath>

namespace couth {

namespace {

/// A document fills at least this share of the picture; less cannot be read anyway.
constexpr double smallestShare = 0.05;
constexpr size_t mostOutlines = 400;

/// Rounded card corners give more than four vertices: the sides are what is straight, the corners where they meet.
bool fourSides(const std::vector<cv::Point> &hull, Corners &corners) {
    const double circumference = cv::arcLength(hull, true);
    for (const double tolerance : {0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08}) {
        std::vector<cv::Point> polygon;
        cv::approxPolyDP(hull, polygon, tolerance * circumference, true);
        if (polygon.size() == 4) {
            for (int i = 0; i < 4; i++) corners[i] = polygon[i];
            return cv::isContourConvex(polygon);
        }
    }
    return false;
}

/// Moves each side onto the contour points beside it (least squares), so that rounded corners do not pull it in.
void fitSides(const std::vector<cv::Point> &hull, Corners &corners) {
    std::vector<cv::Point2f> dense;
    for (size_t i = 0; i < hull.size(); i++) {
        const cv::Point2f from = hull[i], to = hull[(i + 1) % hull.size()];
        const int steps = std::max(int(cv::norm(to - from)), 1);
        for (int s = 0; s < steps; s++) dense.push_back(from + (to - from) * (float(s) / float(steps)));
    }
    std::array<cv::Vec4f, 4> sides;
    for (int side = 0; side < 4; side++) {
        const cv::Point2f from = corners[side], along = corners[(side + 1) % 4] - from;
        const double length = cv::norm(along);
        if (length < 10) return;
        std::vector<cv::Point2f> beside;
        for (const auto &point : dense) {
            const double t = (point - from).dot(along) / (length * length);
            const double off = std::abs((point - from).cross(along)) / length;
            if (t > 0.12 && t < 0.88 && off < 0.03 * length) beside.push_back(point);
        }
        if (beside.size() < 8) return;
        cv::fitLine(beside, sides[side], cv::DIST_HUBER, 0, 0.01, 0.01);
    }
    Corners fitted;
    for (int i = 0; i < 4; i++) {
        const cv::Vec4f &a = sides[(i + 3) % 4], &b = sides[i];
        const float cross = a[0] * b[1] - a[1] * b[0];
        if (std::abs(cross) < 0.1f) return;
        const float t = ((b[2] - a[2]) * b[1] - (b[3] - a[3]) * b[0]) / cross;
        fitted[i] = {a[2] + t * a[0], a[3] + t * a[1]};
        if (cv::norm(fitted[i] - corners[i]) > 40) return;
    }
    corners = fitted;
}

bool isKnown(const Corners &corners, const std::vector<Corners> &found) {
    return std::any_of(found.begin(), found.end(), [&](const Corners &other) {
        for (int i = 0; i < 4; i++) {
            const cv::Point2f off = corners[i] - other[i];
            if (std::abs(off.x) + std::abs(off.y) > 3) return false;
        }
        return true;
    });
}

/// Every large, convex, four-sided outline of a mask.
void collect(const cv::Mat &mask, std::vector<Corners> &found) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(mask, contours, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
    const double least = smallestShare * double(mask.total()), most = 0.99 * double(mask.total());
    for (const auto &contour : contours) {
        if (found.size() >= mostOutlines) return;
        const double circumference = double(contour.size());
        if (circumference * circumference < 4 * least) continue;
        std::vector<cv::Point> hull;
        cv::convexHull(contour, hull);
        const double area = cv::contourArea(hull);
        Corners corners;
        if (area < least || area > most || !fourSides(hull, corners)) continue;
        fitSides(hull, corners);
        corners = ordered(corners);
        if (!isKnown(corners, found)) found.push_back(corners);
    }
}

} // namespace

std::vector<Corners> outlines(const EdgeField &field) {
    std::vector<Corners> found;
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_RECT, {7, 7});
    cv::Mat mask, closed;
    for (const auto &plane : field.planes) {
        const double otsu = cv::threshold(plane, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
        for (const double level : {otsu, 0.75 * otsu, 0.5 * (otsu + 255)}) {
            cv::threshold(plane, mask, level, 255, cv::THRESH_BINARY);
            cv::morphologyEx(mask, closed, cv::MORPH_CLOSE, kernel);
            collect(closed, found);
            cv::morphologyEx(mask, closed, cv::MORPH_OPEN, kernel);
            collect(closed, found);
        }
    }
    for (const cv::Mat *edges : {&field.clear, &field.faint}) {
        cv::dilate(*edges, mask, cv::Mat::ones(3, 3, CV_8U));
        cv::morphologyEx(mask, closed, cv::MORPH_CLOSE, kernel);
        collect(closed, found);
    }
    return found;
}

} // namespace couth
