#include "document_edges.hpp"

#include <algorithm>
#include <cmath>

namespace couth {

namespace {

/// A side is looked at in so many parts: on a desk with other things the step changes its sign along it.
constexpr int parts = 4;
constexpr int samplesAPart = 24;
/// Pixels by which a corner may move; beyond that another edge was caught.
constexpr float farthest = 14;

/// The mean step across a line from `from` to `to`, over all planes. Noise and texture cancel out along it; what is
/// left is an edge of the whole length, however faint.
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

struct Side {
    cv::Point2f from;
    cv::Point2f to;

    /// Of length 1, at a right angle.
    [[nodiscard]] cv::Point2f normal() const {
        const cv::Point2f along = to - from;
        return cv::Point2f(-along.y, along.x) / std::max(float(cv::norm(along)), 1.0f);
    }
};

/// The side with both ends moved by up to `reach` paces to where the step is greatest.
Side settled(const Side &side, const EdgeField &field, int reach, float pace) {
    const cv::Point2f normal = side.normal();
    float most = -1;
    Side best = side;
    for (int a = -reach; a <= reach; a++) {
        for (int b = -reach; b <= reach; b++) {
            const Side moved{side.from + normal * (pace * float(a)), side.to + normal * (pace * float(b))};
            // Of equals the one that was found stays.
            const float stay = 1 - 0.01f * pace * float(std::abs(a) + std::abs(b));
            const float value = step(field, moved.from, moved.to) * stay;
            if (value <= most) continue;
            most = value;
            best = moved;
        }
    }
    return best;
}

} // namespace

Corners refined(const Corners &corners, const EdgeField &field) {
    std::array<Line, 4> sides;
    for (int i = 0; i < 4; i++) {
        const Side coarse = settled({corners[i], corners[(i + 1) % 4]}, field, 5, 1);
        const Side fine = settled(coarse, field, 2, 0.5f);
        sides[i].normal = fine.normal();
        sides[i].distance = sides[i].normal.dot(fine.from);
    }
    Corners result;
    for (int i = 0; i < 4; i++) {
        if (!crossing(sides[(i + 3) % 4], sides[i], result[i])) return corners;
        if (cv::norm(result[i] - corners[i]) > farthest) return corners;
    }
    return result;
}

} // namespace couth
