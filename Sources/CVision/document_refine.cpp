#include "document_edges.hpp"

#include <algorithm>
#include <cmath>

namespace couth {

namespace {

/// A side is looked at in so many parts: on a desk with other things the step changes its sign along it.
constexpr int parts = 4;
constexpr int samplesAPart = 24;

/// The mean step across a line from `from` to `to`, over all planes. Noise and texture cancel out along it; what is left
/// is an edge of the whole length, however faint.
float step(const EdgeField &field, const cv::Point2f &from, const cv::Point2f &to) {
    const cv::Point2f along = to - from;
    const float length = std::max(float(cv::norm(along)), 1.0f);
    const cv::Point2f normal(-along.y / length, along.x / length);
    float all = 0;
    for (size_t plane = 0; plane < field.across.size(); plane++) {
        for (int part = 0; part < parts; part++) {
            float sum = 0;
            for (int i = 0; i < samplesAPart; i++) {
                const float share = 0.06f + 0.88f * float(part * samplesAPart + i) / (parts * samplesAPart - 1);
                const cv::Point2f place = from + along * share;
                if (!field.holds(place)) continue;
                const cv::Point pixel(cvRound(place.x), cvRound(place.y));
                const float across = field.across[plane].at<float>(pixel) * normal.x
                    + field.down[plane].at<float>(pixel) * normal.y;
                // One pen or letter under the line must not outweigh the rest.
                sum += std::clamp(across, -12.0f, 12.0f);
            }
            all += std::abs(sum);
        }
    }
    return all;
}

} // namespace

Corners refined(const Corners &corners, const EdgeField &field) {
    std::array<Line, 4> sides;
    for (int side = 0; side < 4; side++) {
        cv::Point2f from = corners[side], to = corners[(side + 1) % 4];
        for (const auto &[reach, pace] : {std::pair{5, 1.0f}, std::pair{2, 0.5f}}) {
            const cv::Point2f along = to - from;
            const float length = std::max(float(cv::norm(along)), 1.0f);
            const cv::Point2f normal(-along.y / length, along.x / length);
            float most = -1;
            cv::Point2f bestFrom = from, bestTo = to;
            for (int a = -reach; a <= reach; a++) {
                for (int b = -reach; b <= reach; b++) {
                    const cv::Point2f first = from + normal * (pace * float(a)), last = to + normal * (pace * float(b));
                    // Of equals the one that was found stays.
                    const float value = step(field, first, last) * (1 - 0.01f * pace * float(std::abs(a) + std::abs(b)));
                    if (value > most) {
                        most = value;
                        bestFrom = first;
                        bestTo = last;
                    }
                }
            }
            from = bestFrom;
            to = bestTo;
        }
        const cv::Point2f along = to - from;
        const float length = std::max(float(cv::norm(along)), 1.0f);
        sides[side].normal = {-along.y / length, along.x / length};
        sides[side].distance = sides[side].normal.dot(from);
    }
    Corners result;
    for (int i = 0; i < 4; i++) {
        if (!crossing(sides[(i + 3) % 4], sides[i], result[i])) return corners;
        if (cv::norm(result[i] - corners[i]) > 14) return corners;
    }
    return result;
}

} // namespace couth
