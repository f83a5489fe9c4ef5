#include "document_likeness.hpp"

#include <algorithm>
#include <cmath>

namespace couth {

namespace {

// ISO/IEC 7810: ID-1 is 85.60 × 53.98 mm, ID-3 125 × 88 mm, ID-2 105 × 74 mm (the same shape as ID-3).
constexpr float cardAspect = 85.60f / 53.98f;
constexpr float pageAspect = 125.0f / 88.0f;
/// A telephone's focal length over the longer side of its picture; a crop makes it wrong by little that matters.
constexpr float focalShare = 1.1f;

/// The vectors along the sides of the rectangle of which `corners` is the picture, in the camera's own axes, up to a
/// common factor (Z. Zhang and L. He, Whiteboard scanning, 2007).
void sides(const Corners &corners, const cv::Size &picture, cv::Vec3f &across, cv::Vec3f &down) {
    const float focal = focalShare * float(std::max(picture.width, picture.height));
    std::array<cv::Vec3f, 4> m;
    for (int i = 0; i < 4; i++) {
        m[i] = {(corners[i].x - float(picture.width) / 2) / focal, (corners[i].y - float(picture.height) / 2) / focal,
                1};
    }
    const float k2 = m[0].cross(m[2]).dot(m[3]) / m[1].cross(m[2]).dot(m[3]);
    const float k3 = m[0].cross(m[2]).dot(m[1]) / m[3].cross(m[2]).dot(m[1]);
    across = k2 * m[1] - m[0];
    down = k3 * m[3] - m[0];
}

bool contains(const Corners &corners, const cv::Point2f &point) {
    for (int i = 0; i < 4; i++) {
        if ((corners[(i + 1) % 4] - corners[i]).cross(point - corners[i]) < 0) return false;
    }
    return true;
}

/// Without text, the frame of a portrait looks like a document: the larger is meant.
float sizeLikeness(const Corners &corners, const Hints &hints) {
    const std::vector<cv::Point2f> quad(corners.begin(), corners.end());
    const double share = std::abs(cv::contourArea(quad)) / hints.picture.area();
    return float(std::pow(std::min(share / 0.5, 1.0), 0.2));
}

/// Where opposite sides of the picture of a rectangle meet (homogeneous, mostly far outside): all rows of its text run
/// to one of the two.
std::array<cv::Vec3d, 2> meetings(const Corners &corners) {
    const auto line = [&](int from, int to) {
        return cv::Vec3d(corners[from].x, corners[from].y, 1).cross(cv::Vec3d(corners[to].x, corners[to].y, 1));
    };
    return {line(0, 1).cross(line(3, 2)), line(0, 3).cross(line(1, 2))};
}

cv::Point2f middleOf(const Corners &box) { return (box[0] + box[1] + box[2] + box[3]) / 4; }

/// 0…1: whether a row of text runs to where opposite sides meet.
float runsAlong(const Corners &row, const std::array<cv::Vec3d, 2> &far) {
    // Sines: a long row's box is exact to a third of a degree, a short one's less; six degrees off, text is another's.
    constexpr float exact = 0.006f, shortness = 0.04f, another = 0.1f;
    const cv::Point2f middle = middleOf(row), along = (row[1] + row[2] - row[0] - row[3]) / 2;
    const float length = std::max(float(cv::norm(along)), 1.0f), height = float(cv::norm(row[3] - row[0]));
    double off = 1;
    for (const auto &point : far) {
        const cv::Point2d to(point[0] - point[2] * middle.x, point[1] - point[2] * middle.y);
        const double reach = cv::norm(to) * length;
        if (reach > 0) off = std::min(off, std::abs(to.x * along.y - to.y * along.x) / reach);
    }
    const float beyond = std::max(0.0f, float(off) - exact - shortness * height / length);
    return std::max(0.0f, 1 - beyond / another);
}

/// 0…1: how clearly an edge is seen where sides cut across a row of text from `from` to `to`; 0 where none does, as
/// when one runs lengthwise through it.
float seamAcross(const Corners &corners, const cv::Point2f &from, const cv::Point2f &to, const EdgeField &field) {
    const cv::Point2f row = to - from;
    float least = 1;
    bool isCut = false;
    for (int i = 0; i < 4; i++) {
        const cv::Point2f start = corners[i], side = corners[(i + 1) % 4] - start;
        const float turn = row.cross(side), length = std::max(float(cv::norm(side)), 1.0f);
        if (std::abs(turn) < 0.5f * float(cv::norm(row)) * length) continue;
        const float onRow = (start - from).cross(side) / turn, onSide = (start - from).cross(row) / turn;
        if (onRow < 0 || onRow > 1 || onSide < 0 || onSide > 1) continue;
        isCut = true;
        const cv::Point2f along = side / length, normal(-along.y, along.x);
        float sum = 0;
        for (int step = -4; step <= 4; step++) {
            sum += field.near(start + onSide * side + 3.0f * float(step) * along, normal);
        }
        least = std::min(least, sum / 9);
    }
    return isCut ? least : 0;
}

double areaOf(const std::vector<cv::Point2f> &polygon) { return std::abs(cv::contourArea(polygon)); }

} // namespace

float Hints::direction() const {
    // Directions a quarter turn apart count as one: they are the sides.
    double x = 0, y = 0;
    for (const auto &box : text) {
        const cv::Point2f along = box[1] - box[0];
        const double angle = 4 * std::atan2(along.y, along.x), weight = cv::norm(along);
        x += weight * std::cos(angle);
        y += weight * std::sin(angle);
    }
    return x == 0 && y == 0 ? 0 : float(std::atan2(y, x) / 4);
}

float shapeLikeness(const Corners &corners, const Hints &hints) {
    cv::Vec3f across, down;
    sides(corners, hints.picture, across, down);
    const float wide = float(cv::norm(across)), high = float(cv::norm(down));
    if (!(wide > 1e-6f) || !(high > 1e-6f)) return 0;
    const float ratio = std::max(wide, high) / std::min(wide, high);
    const float off = hints.aspect > 0
        ? std::abs(ratio / hints.aspect - 1)
        : std::min(std::abs(ratio / cardAspect - 1), std::abs(ratio / pageAspect - 1));
    const float slant = std::abs(across.dot(down)) / (wide * high);
    const float bent = std::max(0.0f, slant - 0.03f);
    return std::max(0.0f, 1 - 1.5f * std::max(0.0f, off - 0.02f)) * std::max(0.0f, 1 - 2 * bent);
}

float textLikeness(const Corners &corners, const EdgeField &field, const Hints &hints) {
    constexpr int places = 7;
    // Text beside the document that runs another way is a neighbour's; it counts for this much.
    constexpr float neighbours = 0.3f;
    const auto far = meetings(corners);
    float all = 0, inside = 0, crossed = 0;
    for (const auto &box : hints.text) {
        const cv::Point2f from = (box[0] + box[3]) / 2, along = (box[1] + box[2]) / 2 - from;
        // Boxes are higher than their letters.
        const cv::Point2f up = (box[0] - box[3]) * 0.27f;
        int count = 0;
        for (int i = 0; i < places; i++) {
            const cv::Point2f place = from + along * (float(i) + 0.5f) / float(places);
            for (const float side : {-1.0f, 0.0f, 1.0f}) count += contains(corners, place + side * up) ? 1 : 0;
        }
        const float weight = float(cv::norm(along) * cv::norm(box[3] - box[0]));
        all += count > 0 ? weight : weight * (neighbours + (1 - neighbours) * runsAlong(box, far));
        inside += weight * float(count) / (3 * places);
        // Where an edge is seen, two texts were taken for one row across it.
        if (count > 0 && count < 3 * places) {
            crossed += weight * (1 - seamAcross(corners, from, from + along, field));
        }
    }
    if (all <= 0) return 0.8f * sizeLikeness(corners, hints);
    const float share = inside / all;
    // With a zone it is known which text is the document's: other text may lie on the desk.
    const float owned = hints.guess.empty() ? 0.3f + 0.7f * share : 0.8f + 0.2f * share;
    return share == 0 ? 0 : owned * std::max(0.3f, 1 - 1.3f * crossed / all);
}

float rowLikeness(const Corners &corners, const Hints &hints) {
    constexpr float least = 0.5f;
    const auto far = meetings(corners);
    float all = 0, along = 0;
    for (const auto &box : hints.text) {
        const float length = float(cv::norm(box[1] - box[0])), height = float(cv::norm(box[3] - box[0]));
        if (length < 3 * height || !contains(corners, middleOf(box))) continue;
        all += length;
        along += length * runsAlong(box, far);
    }
    return all > 0 ? least + (1 - least) * along / all : 1;
}

float zoneLikeness(const Corners &corners, const Hints &hints) {
    if (hints.guess.empty()) return 1;
    const std::vector<cv::Point2f> quad(corners.begin(), corners.end());
    std::vector<cv::Point2f> shared;
    const double common = cv::intersectConvexConvex(quad, hints.guess, shared);
    const double both = areaOf(quad) + areaOf(hints.guess) - common;
    const double overlap = both > 0 ? common / both : 0;
    return 0.6f + 0.4f * float(std::clamp((overlap - 0.45) / 0.35, 0.0, 1.0));
}

float paperLikeness(const Corners &corners, const EdgeField &field, const Hints &hints) {
    constexpr int places = 24;
    std::vector<cv::Vec3f> seen;
    const cv::Point2f middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
    const float depth = 0.012f * float(std::max(hints.picture.width, hints.picture.height));
    for (int side = 0; side < 4; side++) {
        const cv::Point2f from = corners[side], along = corners[(side + 1) % 4] - from;
        cv::Point2f inwards(-along.y, along.x);
        inwards *= depth / std::max(float(cv::norm(inwards)), 1.0f);
        if (inwards.dot(middle - from) < 0) inwards = -inwards;
        for (int i = 0; i < places; i++) {
            const cv::Point2f place = from + along * (0.06f + 0.88f * float(i) / (places - 1)) + inwards;
            if (!field.holds(place)) continue;
            const cv::Point pixel(cvRound(place.x), cvRound(place.y));
            seen.emplace_back(
                field.planes[0].at<uint8_t>(pixel), field.planes[2].at<uint8_t>(pixel),
                field.planes[3].at<uint8_t>(pixel));
        }
    }
    if (seen.empty()) return 0;
    cv::Vec3f median;
    for (int c = 0; c < 3; c++) {
        std::nth_element(seen.begin(), seen.begin() + long(seen.size() / 2), seen.end(), [&](auto &a, auto &b) {
            return a[c] < b[c];
        });
        median[c] = seen[seen.size() / 2][c];
    }
    const auto alike = std::count_if(seen.begin(), seen.end(), [&](const cv::Vec3f &value) {
        const cv::Vec3f off = value - median;
        return std::abs(off[0]) < 0.2f * median[0] + 4 && std::abs(off[1]) < 14 && std::abs(off[2]) < 14;
    });
    return 0.5f + 0.5f * float(alike) / float(seen.size());
}

float edgeLikeness(const std::array<float, 4> &sides) {
    const float sum = sides[0] + sides[1] + sides[2] + sides[3];
    return 0.75f * sum / 4 + 0.25f * *std::min_element(sides.begin(), sides.end());
}

} // namespace couth
