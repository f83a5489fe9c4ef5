#include "document_likeness.hpp"
#include "shim.hpp"

#include <algorithm>
#include <cmath>

using namespace couth;

namespace {

struct Candidate {
    Corners corners;
    float score;
};

/// How many are looked at again after the first, quick look.
constexpr size_t mostFinalists = 60;
/// What a side counts for that lies outside the picture.
constexpr float unseenSide = 0.4f;
/// Opposite sides lie at least this share of the picture's shorter side apart.
constexpr float leastGap = 0.18f;

bool isHigher(const Candidate &a, const Candidate &b) { return a.score > b.score; }

void keepBest(std::vector<Candidate> &candidates, size_t count) {
    const size_t kept = std::min(count, candidates.size());
    std::partial_sort(candidates.begin(), candidates.begin() + long(kept), candidates.end(), isHigher);
    candidates.resize(kept);
}

/// The support of a side that is no line of the list.
float supportOf(const EdgeField &field, const cv::Point2f &from, const cv::Point2f &to) {
    const float length = std::max(float(cv::norm(to - from)), 1.0f);
    const cv::Point2f along = (to - from) / length, normal(-along.y, along.x);
    float support = 0;
    int seen = 0, all = 0;
    for (float t = 0.05f * length; t < 0.95f * length; t += 2, all++) {
        const cv::Point2f place = from + t * along;
        if (!field.holds(place)) continue;
        seen++;
        support += field.near(place, normal);
    }
    const float share = float(seen) / float(std::max(all, 1));
    return seen > 0 ? share * support / float(seen) + (1 - share) * unseenSide : unseenSide;
}

float edgesOf(const EdgeField &field, const Corners &corners) {
    std::array<float, 4> sides;
    for (int i = 0; i < 4; i++) sides[i] = supportOf(field, corners[i], corners[(i + 1) % 4]);
    return edgeLikeness(sides);
}

float likeness(const EdgeField &field, const Corners &corners, const Hints &hints) {
    const float shape = shapeLikeness(corners, hints) * zoneLikeness(corners, hints);
    if (shape <= 0) return 0;
    const float text = textLikeness(corners, field, hints) * rowLikeness(corners, hints);
    return text <= 0 ? 0 : shape * text * edgesOf(field, corners) * paperLikeness(corners, field, hints);
}

/// Pairs of lines of one direction, the one nearer the picture's top or left first.
std::vector<std::pair<const Line *, const Line *>> pairs(const std::vector<Line> &all, const Hints &hints, bool level) {
    std::vector<const Line *> chosen;
    const float turn = hints.direction();
    const cv::Point2f text(std::cos(turn), std::sin(turn));
    const cv::Point2f axis = level ? cv::Point2f(-text.y, text.x) : text;
    for (const auto &line : all) {
        if (std::abs(line.normal.dot(axis)) > 0.8f) chosen.push_back(&line);
    }
    const cv::Point2f middle(float(hints.picture.width) / 2, float(hints.picture.height) / 2);
    const auto place = [&](const Line *line) {
        return (line->distance - line->normal.dot(middle)) / line->normal.dot(axis);
    };
    std::sort(chosen.begin(), chosen.end(), [&](auto a, auto b) { return place(a) < place(b); });
    const float gap = leastGap * float(std::min(hints.picture.width, hints.picture.height));
    std::vector<std::pair<const Line *, const Line *>> result;
    for (size_t i = 0; i < chosen.size(); i++) {
        for (size_t j = i + 1; j < chosen.size(); j++) {
            if (place(chosen[j]) - place(chosen[i]) > gap) result.emplace_back(chosen[i], chosen[j]);
        }
    }
    return result;
}

/// Four lines as a document, by their support alone and its shape.
bool framed(const Line &top, const Line &bottom, const Line &left, const Line &right, const Hints &hints,
            Candidate &candidate) {
    Corners &c = candidate.corners;
    if (!crossing(top, left, c[0]) || !crossing(top, right, c[1]) || !crossing(bottom, right, c[2])
        || !crossing(bottom, left, c[3]))
        return false;
    const float slack = 0.35f * float(std::max(hints.picture.width, hints.picture.height));
    for (int i = 0; i < 4; i++) {
        if (c[i].x < -slack || c[i].y < -slack || c[i].x > float(hints.picture.width) + slack
            || c[i].y > float(hints.picture.height) + slack)
            return false;
        if ((c[(i + 1) % 4] - c[i]).cross(c[(i + 2) % 4] - c[(i + 1) % 4]) <= 0) return false;
    }
    const float shape = shapeLikeness(c, hints);
    if (shape < 0.4f) return false;
    const std::array<const Line *, 4> order{&top, &right, &bottom, &left};
    std::array<float, 4> sides;
    for (int i = 0; i < 4; i++) {
        float seen;
        const float support = order[i]->supportBetween(c[i], c[(i + 1) % 4], seen);
        sides[i] = seen * support + (1 - seen) * unseenSide;
    }
    candidate.score = shape * edgeLikeness(sides);
    return true;
}

std::vector<Candidate> framesOf(const EdgeField &field, const Hints &hints) {
    std::vector<Line> all = lines(field, hints.direction());
    for (auto &line : all) line.measure(field);
    std::vector<Candidate> found;
    const auto across = pairs(all, hints, false);
    for (const auto &[top, bottom] : pairs(all, hints, true)) {
        for (const auto &[left, right] : across) {
            Candidate candidate;
            if (framed(*top, *bottom, *left, *right, hints, candidate)) found.push_back(candidate);
        }
    }
    keepBest(found, 4'000);
    return found;
}

Corners read(const float *from) {
    Corners corners;
    for (int c = 0; c < 4; c++) corners[c] = {from[2 * c], from[2 * c + 1]};
    return corners;
}

Hints hintsOf(const cv::Mat &picture, const cvision_document_hints &given) {
    Hints hints{picture.size(), {}, {}, given.aspect};
    for (int32_t i = 0; i < given.text_count; i++) hints.text.push_back(read(given.text + 8 * i));
    if (given.guess != nullptr) {
        const Corners guess = read(given.guess);
        hints.guess.assign(guess.begin(), guess.end());
    }
    return hints;
}

/// All that may be the document, the likeliest first.
std::vector<Candidate> candidates(const EdgeField &field, const Hints &hints) {
    std::vector<Candidate> found;
    for (const auto &corners : outlines(field)) found.push_back({corners, likeness(field, corners, hints)});
    for (auto frame : framesOf(field, hints)) {
        frame.score *= zoneLikeness(frame.corners, hints) * textLikeness(frame.corners, field, hints)
            * rowLikeness(frame.corners, hints);
        found.push_back(frame);
    }
    keepBest(found, mostFinalists);
    for (auto &candidate : found) candidate.score = likeness(field, candidate.corners, hints);
    return found;
}

} // namespace

cvision_status cvision_document_quads(
    cvision_view view, cvision_document_hints given, float *quads, int32_t capacity, int32_t *count
) {
    return walled([&] {
        require(view.channels == 3 && capacity >= 0 && given.text_count >= 0);
        const cv::Mat picture = matrix(view);
        const Hints hints = hintsOf(picture, given);
        const EdgeField field(picture);
        std::vector<Candidate> found = candidates(field, hints);
        keepBest(found, size_t(capacity));
        *count = int32_t(found.size());
        for (int32_t i = 0; i < *count; i++) {
            float *to = quads + 9 * i;
            const Corners corners = ordered(refined(found[i].corners, field));
            for (int c = 0; c < 4; c++) {
                to[2 * c] = corners[c].x;
                to[2 * c + 1] = corners[c].y;
            }
            // How the rows run chooses between candidates; a stamp askew is no reason to doubt the one chosen.
            to[8] = found[i].score / rowLikeness(found[i].corners, hints);
        }
    });
}
