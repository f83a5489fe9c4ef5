#include "document_edges.hpp"

#include <algorithm>
#include <cmath>

namespace couth {

namespace {

/// Half a degree and a pixel: what the votes of one line are gathered in; `settle` makes it exact.
constexpr int anglesAHalfTurn = 360;
/// How far off a gradient may point, in steps of half a degree.
constexpr int spread = 6;
/// Perspective turns a document's sides against its text by no more, in steps.
constexpr int reach = 64;
constexpr size_t mostLinesADirection = 26;

struct Votes {
    cv::Mat counts;
    int offset;
    std::vector<cv::Point2f> normals;
};

cv::Point2f normalAt(int angle) {
    const float radians = float(angle) * float(CV_PI) / anglesAHalfTurn;
    return {std::cos(radians), std::sin(radians)};
}

/// Each edge votes for the lines that pass through it along its own direction, give or take.
Votes vote(const EdgeField &field, int across) {
    const int diagonal = int(std::hypot(field.faint.cols, field.faint.rows)) + 2;
    Votes votes{cv::Mat::zeros(anglesAHalfTurn, 2 * diagonal, CV_32F), diagonal, {}};
    for (int angle = 0; angle < anglesAHalfTurn; angle++) votes.normals.push_back(normalAt(angle));
    constexpr int quarter = anglesAHalfTurn / 2;
    for (const auto &pixel : field.pixels) {
        const float dx = field.x.at<float>(pixel), dy = field.y.at<float>(pixel);
        if (dx == 0 && dy == 0) continue;
        const int middle = cvRound(cv::fastAtan2(dy, dx) * anglesAHalfTurn / 180);
        const int off = (middle - across + 8 * quarter) % quarter;
        if (std::min(off, quarter - off) > reach) continue;
        const float weight = field.clear.at<uint8_t>(pixel) ? 1.0f : 0.7f;
        for (int angle = middle - spread; angle <= middle + spread; angle++) {
            const int row = (angle + anglesAHalfTurn) % anglesAHalfTurn;
            const cv::Point2f &normal = votes.normals[row];
            const int column = cvRound(normal.x * float(pixel.x) + normal.y * float(pixel.y)) + votes.offset;
            votes.counts.at<float>(row, column) += weight;
        }
    }
    cv::blur(votes.counts, votes.counts, {3, 1});
    return votes;
}

/// The lines with the most votes around one direction of the normal; each silences its neighbours.
void peaks(const Votes &votes, int middle, float least, std::vector<Line> &found) {
    struct Peak {
        float count;
        int angle;
        int distance;
    };
    std::vector<Peak> all;
    for (int angle = middle - reach; angle <= middle + reach; angle++) {
        const int row = ((angle % anglesAHalfTurn) + anglesAHalfTurn) % anglesAHalfTurn;
        // Beyond half a turn the normal points the other way.
        const int sign = row == angle % (2 * anglesAHalfTurn) ? 1 : -1;
        const auto *counts = votes.counts.ptr<float>(row);
        for (int column = 1; column + 1 < votes.counts.cols; column++) {
            const float count = counts[column];
            if (count < least || count < counts[column - 1] || count < counts[column + 1]) continue;
            all.push_back({count, angle, sign * (column - votes.offset)});
        }
    }
    std::sort(all.begin(), all.end(), [](const Peak &a, const Peak &b) { return a.count > b.count; });
    std::vector<Peak> kept;
    for (const auto &peak : all) {
        const bool isSilenced = std::any_of(kept.begin(), kept.end(), [&](const Peak &other) {
            return std::abs(other.angle - peak.angle) <= 10 && std::abs(other.distance - peak.distance) <= 5;
        });
        if (isSilenced) continue;
        kept.push_back(peak);
        if (kept.size() == mostLinesADirection) break;
    }
    for (const auto &peak : kept) found.push_back({normalAt(peak.angle), float(peak.distance), {}, {}, {}});
}

} // namespace

std::vector<Line> lines(const EdgeField &field, float direction) {
    const int across = (cvRound(direction * anglesAHalfTurn / CV_PI) + 2 * anglesAHalfTurn) % anglesAHalfTurn;
    const Votes votes = vote(field, across);
    const float least = float(std::min(field.faint.cols, field.faint.rows)) / 24;
    std::vector<Line> found;
    peaks(votes, across + anglesAHalfTurn / 2, least, found);
    peaks(votes, across, least, found);
    for (auto &line : found) settle(line, field);
    return found;
}

void settle(Line &line, const EdgeField &field) {
    const float half = std::hypot(float(field.faint.cols), float(field.faint.rows));
    const cv::Point2f middle(float(field.faint.cols) / 2, float(field.faint.rows) / 2);
    for (const int width : {4, 2}) {
        std::vector<cv::Point2f> beside;
        const cv::Point2f foot = middle + (line.distance - line.normal.dot(middle)) * line.normal;
        for (float t = -half; t < half; t += 1) {
            for (int off = -width; off <= width; off++) {
                const cv::Point2f place = foot + t * line.along() + float(off) * line.normal;
                if (!field.holds(place)) break;
                const cv::Point pixel(cvRound(place.x), cvRound(place.y));
                if (field.faint.at<uint8_t>(pixel) == 0) continue;
                const float across =
                    field.x.at<float>(pixel) * line.normal.x + field.y.at<float>(pixel) * line.normal.y;
                if (std::abs(across) > 0.96f) beside.push_back(pixel);
            }
        }
        if (beside.size() < 12) return;
        cv::Vec4f fitted;
        cv::fitLine(beside, fitted, cv::DIST_L2, 0, 0.01, 0.01);
        cv::Point2f normal(-fitted[1], fitted[0]);
        if (normal.dot(line.normal) < 0) normal = -normal;
        if (normal.dot(line.normal) < 0.995f) return;
        line.normal = normal;
        line.distance = normal.dot({fitted[2], fitted[3]});
    }
}

bool crossing(const Line &a, const Line &b, cv::Point2f &point) {
    const float cross = a.normal.x * b.normal.y - a.normal.y * b.normal.x;
    if (std::abs(cross) < 0.3f) return false;
    point.x = (a.distance * b.normal.y - b.distance * a.normal.y) / cross;
    point.y = (a.normal.x * b.distance - b.normal.x * a.distance) / cross;
    return true;
}

void Line::measure(const EdgeField &field) {
    const float half = std::hypot(float(field.faint.cols), float(field.faint.rows));
    const cv::Point2f middle(float(field.faint.cols) / 2, float(field.faint.rows) / 2);
    const cv::Point2f foot = middle + (distance - normal.dot(middle)) * normal;
    start = foot - half * along();
    const int steps = int(2 * half);
    support.assign(steps + 1, 0);
    inside.assign(steps + 1, 0);
    for (int i = 0; i < steps; i++) {
        const cv::Point2f place = start + float(i) * along();
        const bool isInside = field.holds(place);
        support[i + 1] = support[i] + (isInside ? field.near(place, normal) : 0);
        inside[i + 1] = inside[i] + (isInside ? 1.0f : 0.0f);
    }
}

float Line::supportBetween(const cv::Point2f &from, const cv::Point2f &to, float &seen) const {
    float first = (from - start).dot(along()), last = (to - start).dot(along());
    if (first > last) std::swap(first, last);
    // The ends are left out: the corners of cards are round.
    const float margin = 0.05f * (last - first);
    const int limit = int(support.size()) - 1;
    const int begin = std::clamp(cvRound(first + margin), 0, limit), end = std::clamp(cvRound(last - margin), 0, limit);
    const float steps = float(std::max(end - begin, 1));
    const float within = inside[end] - inside[begin];
    seen = within / steps;
    return within > 0 ? (support[end] - support[begin]) / within : 0;
}

} // namespace couth
