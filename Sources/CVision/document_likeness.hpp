#pragma once

#include "document_edges.hpp"

namespace couth {

/// What is known of the document beside its edges.
struct Hints {
    cv::Size picture;
    /// Boxes of text; a document has its text inside, and its edges cross none.
    std::vector<Corners> text;
    /// Where the machine-readable zone says that the document lies; empty without one.
    std::vector<cv::Point2f> guess;
    /// Width over height where the zone tells it, else 0.
    float aspect = 0;

    /// The direction of the text, in radians; that of the picture without text.
    [[nodiscard]] float direction() const;
};

/// 0…1: how much a quadrilateral is the picture of a rectangle of a document's shape, as a hand-held camera sees it.
float shapeLikeness(const Corners &corners, const Hints &hints);
/// 0…1: whether the text lies inside and is not crossed.
float textLikeness(const Corners &corners, const EdgeField &field, const Hints &hints);
/// 0.5…1: whether the rows of text inside run along with the sides. On a desk with other things, a sheet's or a
/// keyboard's edge may be clearer than the document's own, but lies askew of its text.
float rowLikeness(const Corners &corners, const Hints &hints);
/// 0…1: how well it fits to where the zone puts the document.
float zoneLikeness(const Corners &corners, const Hints &hints);
/// 0.5…1: how much of the rim inside the sides is of one tone, as a document's paper is and a part of a desk is not.
float paperLikeness(const Corners &corners, const EdgeField &field, const Hints &hints);
/// 0…1: of the four sides' support.
float edgeLikeness(const std::array<float, 4> &sides);

} // namespace couth
