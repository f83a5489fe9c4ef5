#pragma once

// Where the edges of a document may lie in a picture: the parts of the search that share the field of edges.

#include <opencv2/imgproc.hpp>

#include <array>
#include <vector>

namespace couth {

/// Clockwise from the corner nearest the top left of the picture.
using Corners = std::array<cv::Point2f, 4>;

Corners ordered(Corners corners);

/// The edges of several planes together (grey, saturation, two colour differences): the clear ones and the faint ones,
/// and at each pixel the gradient of the plane in which it is steepest, measured in that plane's own noise.
struct EdgeField {
    std::vector<cv::Mat> planes;
    cv::Mat clear;
    cv::Mat faint;
    /// The gradient's direction, of length 1; 0 without one.
    cv::Mat x;
    cv::Mat y;
    /// Each fine plane's gradient, in its own noise.
    std::vector<cv::Mat> across;
    std::vector<cv::Mat> down;
    /// Every pixel of `faint`.
    std::vector<cv::Point> pixels;

    explicit EdgeField(const cv::Mat &picture);

    /// 1 where a clear edge passes at a right angle to `normal`, give or take 25 degrees; less for a faint one, else 0.
    [[nodiscard]] float at(const cv::Point2f &place, const cv::Point2f &normal) const;
    /// The same within two pixels along the normal.
    [[nodiscard]] float near(const cv::Point2f &place, const cv::Point2f &normal) const;
    [[nodiscard]] bool holds(const cv::Point2f &place) const;

private:
    cv::Mat strength;
    void add(const cv::Mat &plane, double floor);
};

/// A straight line over the whole picture: points p with normal · p = distance.
struct Line {
    cv::Point2f normal;
    float distance = 0;
    /// Sums of the support from the line's beginning, a step a pixel, and of the steps that lie inside the picture.
    std::vector<float> support;
    std::vector<float> inside;
    /// Where the first step lies.
    cv::Point2f start;

    [[nodiscard]] cv::Point2f along() const { return {-normal.y, normal.x}; }
    /// Measures the support over the picture.
    void measure(const EdgeField &field);
    /// Mean support between two points on it, 0…1; `seen` is the share between them that lies inside the picture.
    [[nodiscard]] float supportBetween(const cv::Point2f &from, const cv::Point2f &to, float &seen) const;
};

/// Lines that many edges lie on, within 32 degrees of `direction` (radians) or of its right angle.
std::vector<Line> lines(const EdgeField &field, float direction);
/// Moves the line onto the edges beside it.
void settle(Line &line, const EdgeField &field);

bool crossing(const Line &a, const Line &b, cv::Point2f &point);

/// Moves each side by a few pixels to where the step across it is greatest along its whole length.
Corners refined(const Corners &corners, const EdgeField &field);

/// Every large, convex, four-sided outline of areas that differ from their surroundings.
std::vector<Corners> outlines(const EdgeField &field);

} // namespace couth
