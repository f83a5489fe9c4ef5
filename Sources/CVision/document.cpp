#include "shim.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace couth;

namespace {

using Corners = std::array<cv::Point2f, 4>;

struct Candidate {
    Corners corners;
    double support;
};

/// A document fills at least this share of the picture; less cannot be read anyway.
constexpr double smallestShare = 0.05;
constexpr size_t mostCandidates = 400;

/// Clockwise from the corner nearest the top left of the picture.
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

/// The edges of all planes and, at each pixel, the gradient of the plane where it is steepest.
struct EdgeField {
    cv::Mat edges;
    cv::Mat x;
    cv::Mat y;
    cv::Mat strength;

    explicit EdgeField(cv::Size size)
        : edges(cv::Mat::zeros(size, CV_8U)), x(cv::Mat::zeros(size, CV_16S)), y(cv::Mat::zeros(size, CV_16S)),
          strength(cv::Mat::zeros(size, CV_32F)) {}

    void add(const cv::Mat &smooth) {
        cv::Mat dx, dy, magnitude, floatX, floatY;
        cv::Sobel(smooth, dx, CV_16S, 1, 0);
        cv::Sobel(smooth, dy, CV_16S, 0, 1);
        dx.convertTo(floatX, CV_32F);
        dy.convertTo(floatY, CV_32F);
        cv::magnitude(floatX, floatY, magnitude);
        const cv::Mat steeper = magnitude > strength;
        dx.copyTo(x, steeper);
        dy.copyTo(y, steeper);
        magnitude.copyTo(strength, steeper);
    }

    /// Whether an edge passes here that runs at a right angle to `normal` (of length 1), give or take 25 degrees.
    [[nodiscard]] bool runsAlong(const cv::Point2f &at, const cv::Point2f &normal) const {
        const int column = cvRound(at.x), row = cvRound(at.y);
        if (column < 0 || row < 0 || column >= edges.cols || row >= edges.rows) return false;
        if (edges.at<uint8_t>(row, column) == 0) return false;
        const cv::Point2f gradient(x.at<int16_t>(row, column), y.at<int16_t>(row, column));
        return std::abs(gradient.dot(normal)) > 0.9f * strength.at<float>(row, column);
    }
};

/// Share of the circumference that lies within a pixel or so of an edge in its own direction. Direction matters: the
/// printed background of a document has edges everywhere.
double edgeSupport(const EdgeField &field, const Corners &corners) {
    int near = 0, all = 0;
    for (int side = 0; side < 4; side++) {
        const cv::Point2f from = corners[side], along = corners[(side + 1) % 4] - from;
        const float length = std::max(float(cv::norm(along)), 1.0f);
        const cv::Point2f normal(-along.y / length, along.x / length);
        for (int i = 0; i < int(length); i++, all++) {
            const cv::Point2f at = from + along * (float(i) / length);
            for (const float off : {0.0f, -1.0f, 1.0f, -1.8f, 1.8f}) {
                if (field.runsAlong(at + off * normal, normal)) {
                    near++;
                    break;
                }
            }
        }
    }
    return double(near) / std::max(all, 1);
}

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
    std::array<cv::Vec4f, 4> lines;
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
        cv::fitLine(beside, lines[side], cv::DIST_HUBER, 0, 0.01, 0.01);
    }
    Corners fitted;
    for (int i = 0; i < 4; i++) {
        const cv::Vec4f &a = lines[(i + 3) % 4], &b = lines[i];
        const float cross = a[0] * b[1] - a[1] * b[0];
        if (std::abs(cross) < 0.1f) return;
        const float t = ((b[2] - a[2]) * b[1] - (b[3] - a[3]) * b[0]) / cross;
        fitted[i] = {a[2] + t * a[0], a[3] + t * a[1]};
        if (cv::norm(fitted[i] - corners[i]) > 40) return;
    }
    corners = fitted;
}

/// Every large, convex, four-sided outline of a mask.
void collect(const cv::Mat &mask, std::vector<Corners> &found) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(mask, contours, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
    const double least = smallestShare * double(mask.total()), most = 0.99 * double(mask.total());
    for (const auto &contour : contours) {
        if (found.size() >= mostCandidates) return;
        const double circumference = double(contour.size());
        if (circumference * circumference < 4 * least) continue;
        std::vector<cv::Point> hull;
        cv::convexHull(contour, hull);
        const double area = cv::contourArea(hull);
        Corners corners;
        if (area < least || area > most || !fourSides(hull, corners)) continue;
        fitSides(hull, corners);
        found.push_back(ordered(corners));
    }
}

/// The planes in which a document may stand out from the desk: grey, saturation, and the two colour differences.
std::vector<cv::Mat> planes(const cv::Mat &picture) {
    cv::Mat grey, hsv, lab;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    cv::cvtColor(picture, hsv, cv::COLOR_BGR2HSV);
    cv::cvtColor(picture, lab, cv::COLOR_BGR2Lab);
    std::vector<cv::Mat> result{grey, cv::Mat(), cv::Mat(), cv::Mat()};
    cv::extractChannel(hsv, result[1], 1);
    cv::extractChannel(lab, result[2], 1);
    cv::extractChannel(lab, result[3], 2);
    return result;
}

void candidates(const cv::Mat &plane, std::vector<Corners> &found, EdgeField &field) {
    cv::Mat smooth, mask, closed;
    cv::GaussianBlur(plane, smooth, {5, 5}, 0);
    field.add(smooth);
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_ELLIPSE, {7, 7});
    const double otsu = cv::threshold(smooth, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
    for (const double level : {otsu, 0.75 * otsu, 0.5 * (otsu + 255)}) {
        cv::threshold(smooth, mask, level, 255, cv::THRESH_BINARY);
        cv::morphologyEx(mask, closed, cv::MORPH_CLOSE, kernel);
        collect(closed, found);
        cv::morphologyEx(mask, closed, cv::MORPH_OPEN, kernel);
        collect(closed, found);
    }
    cv::Scalar mean, deviation;
    cv::meanStdDev(smooth, mean, deviation);
    for (const double strength : {0.4, 0.9}) {
        cv::Mat edges;
        cv::Canny(smooth, edges, strength * deviation[0], 2.5 * strength * deviation[0] + 8);
        cv::bitwise_or(field.edges, edges, field.edges);
        cv::dilate(edges, edges, cv::Mat::ones(3, 3, CV_8U));
        cv::morphologyEx(edges, closed, cv::MORPH_CLOSE, kernel);
        collect(closed, found);
    }
}

} // namespace

cvision_status cvision_document_quads(cvision_view view, float *quads, int32_t capacity, int32_t *count) {
    return walled([&] {
        require(view.channels == 3 && capacity >= 0);
        const cv::Mat picture = matrix(view);
        std::vector<Corners> found;
        EdgeField field(picture.size());
        for (const auto &plane : planes(picture)) candidates(plane, found, field);
        std::vector<Candidate> rated;
        for (const auto &corners : found) rated.push_back({corners, edgeSupport(field, corners)});
        std::sort(rated.begin(), rated.end(), [](const auto &a, const auto &b) { return a.support > b.support; });
        *count = int32_t(std::min(rated.size(), size_t(capacity)));
        for (int32_t i = 0; i < *count; i++) {
            float *to = quads + 9 * i;
            for (int c = 0; c < 4; c++) {
                to[2 * c] = rated[i].corners[c].x;
                to[2 * c + 1] = rated[i].corners[c].y;
            }
            to[8] = float(rated[i].support);
        }
    });
}
