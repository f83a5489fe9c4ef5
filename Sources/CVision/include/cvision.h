#ifndef COUTH_CVISION_H
#define COUTH_CVISION_H

#include <stdint.h>

// Pixels and geometry over OpenCV (core, imgproc), and the codecs of libjpeg, libpng, libwebp and libheif, as plain C.
//
// OpenCV's own imgcodecs is left out: it takes a hundred other libraries along, and it lets damaged files pass.
//
// Every picture is 8-bit, row-major and without padding: `channels` is 1 (grey) or 3 (interleaved blue, green, red).
// The caller owns every buffer and allocates it at the size the function's comment names. No pointer outlives its
// call, no exception crosses, and every function answers with a status. One thread a call; any number of callers.

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t cvision_status;
enum {
    CVISION_OK = 0,
    /// An argument is outside what the function's comment allows.
    CVISION_INVALID = 1,
    /// The bytes are not a picture of the expected format, or are damaged.
    CVISION_CORRUPT = 2,
    /// The library has no decoder for this kind of content.
    CVISION_UNSUPPORTED = 3,
    /// The caller's buffer is too small for the result.
    CVISION_NO_ROOM = 4,
    /// The library failed in a way it does not explain, or ran out of memory.
    CVISION_FAILED = 5,
    /// The bytes end, or skip, before the picture does.
    CVISION_TRUNCATED = 6,
};

/// A picture of the caller: height × width × channels bytes.
typedef struct cvision_view {
    const uint8_t *_Nonnull pixels;
    int32_t width;
    int32_t height;
    int32_t channels;
} cvision_view;

/// Where a picture is written to: height × width × channels bytes, of which the function fills all.
typedef struct cvision_target {
    uint8_t *_Nonnull pixels;
    int32_t width;
    int32_t height;
    int32_t channels;
} cvision_target;

typedef int32_t cvision_interpolation;
enum { CVISION_NEAREST = 0, CVISION_LINEAR = 1, CVISION_CUBIC = 2, CVISION_AREA = 3 };

typedef int32_t cvision_border;
enum { CVISION_BORDER_CONSTANT = 0, CVISION_BORDER_REPLICATE = 1 };

// ── Decoding and encoding ──────────────────────────────────────────────────────────────────────────────────────────

/// Decode a still picture as stored: EXIF orientation is not applied, 16 bits become 8, transparency is laid over
/// white, grey becomes three equal channels. Missing data is CVISION_TRUNCATED or CVISION_CORRUPT, never a grey area.
/// target: channels 3, its size equal to the size in the file's header (else CVISION_CORRUPT).
cvision_status cvision_jpeg_decode(const uint8_t *_Nonnull bytes, int64_t count, cvision_target target);
cvision_status cvision_png_decode(const uint8_t *_Nonnull bytes, int64_t count, cvision_target target);
cvision_status cvision_webp_decode(const uint8_t *_Nonnull bytes, int64_t count, cvision_target target);

/// Reads the size of the primary picture of a HEIC file after its own rotation and mirroring; decodes nothing.
cvision_status cvision_heic_size(
    const uint8_t *_Nonnull bytes, int64_t count, int32_t *_Nonnull width, int32_t *_Nonnull height,
    int32_t *_Nonnull has_alpha);

/// Decodes the primary picture of a HEIC file, upright by its own transformations, transparency over white.
/// target: channels 3, its size as `cvision_heic_size` tells (else CVISION_CORRUPT).
cvision_status cvision_heic_decode(const uint8_t *_Nonnull bytes, int64_t count, cvision_target target);

/// Writes a JPEG of the given quality (1…100) into `buffer`; `length` is the file's size, also without room for it.
cvision_status cvision_jpeg_encode(
    cvision_view view, int32_t quality, uint8_t *_Nonnull buffer, int64_t capacity, int64_t *_Nonnull length);

/// Writes a PNG into `buffer`; `length` is the size of the file, also when it has no room.
cvision_status cvision_png_encode(
    cvision_view view, uint8_t *_Nonnull buffer, int64_t capacity, int64_t *_Nonnull length);

// ── Geometry ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// Turns and mirrors by an EXIF orientation, 1…8, so that the result is upright.
/// target: same channels; width and height exchanged for 5…8.
cvision_status cvision_orient(cvision_view view, int32_t orientation, cvision_target target);

/// Resizes to the target's size. target: same channels.
cvision_status cvision_resize(cvision_view view, cvision_interpolation interpolation, cvision_target target);

/// Maps by a 2×3 matrix (row-major) that takes source coordinates to target coordinates; linear interpolation.
/// target: same channels.
cvision_status cvision_warp_affine(
    cvision_view view, const double matrix[_Nonnull 6], cvision_border border, cvision_target target);

/// Takes the quadrilateral `corners` (x, y of top left, top right, bottom right, bottom left, in source pixels) to the
/// whole target. Where the target is much smaller than the quadrilateral, it is averaged instead of sampled. Outside
/// the source its border is repeated. target: same channels.
cvision_status cvision_rectify(cvision_view view, const double corners[_Nonnull 8], cvision_target target);

/// Grey values by ITU-R BT.601. target: channels 1, same size.
cvision_status cvision_grey(cvision_view view, cvision_target target);

// ── Measures ───────────────────────────────────────────────────────────────────────────────────────────────────────

/// Variance of the Laplacian of a grey picture: low means blurred. sharpness: unitless, ≥ 0. At least 3 × 3 pixels.
cvision_status cvision_laplacian_variance(cvision_view view, double *_Nonnull sharpness);

/// How sharp strokes are across and down: the variance of the second difference in either direction over that of the
/// grey values, so that neither light nor contrast counts. 0…; a movement takes from one of them only. At least 3 × 3.
cvision_status cvision_stroke_sharpness(cvision_view view, double *_Nonnull across, double *_Nonnull down);

/// Share (0…1) of a straightened document, edge to edge, that areas of skin colour cover which reach in from an edge:
/// fingers. Channels 3, at least 16 × 16 pixels.
cvision_status cvision_skin_share(cvision_view view, double *_Nonnull share);

/// Mean and standard deviation of a grey picture, 0…255.
cvision_status cvision_grey_statistics(cvision_view view, double *_Nonnull mean, double *_Nonnull deviation);

/// Share (0…1) of the pixels of a grey picture that are brighter than `limit`.
cvision_status cvision_share_above(cvision_view view, uint8_t limit, double *_Nonnull share);

/// A pattern that repeats all over a picture, as the dots of a print or the pixels of a screen do.
typedef struct cvision_pattern {
    /// Power of the pattern over that of its surroundings in the spectrum, in decibels: median of the tiles. Noise has
    /// about 3.
    float strength;
    /// Its frequency in cycles a pixel, −0.5…0.5, to the right and down.
    float across;
    float down;
} cvision_pattern;

/// Pixels of a tile's side.
enum { CVISION_PATTERN_TILE = 128 };

/// Looks for patterns in tiles of a picture in colour.
/// corners: x and y of the top left corner of each tile; a tile lies inside the picture. count: 4…64.
/// lattice: out, in the grey values: the weaker of two patterns of one frequency at right angles, as dots make them and
/// lines do not.
/// stripes: out, in red less blue, of one direction or more.
cvision_status cvision_patterns(
    cvision_view view, const int32_t *_Nonnull corners, int32_t count, cvision_pattern *_Nonnull lattice,
    cvision_pattern *_Nonnull stripes);

/// Where in a grey picture a smaller one fits best, and how well: normalised correlation, −1…1.
/// x, y: out, of its top left corner.
cvision_status cvision_match(
    cvision_view view, cvision_view part, float *_Nonnull score, int32_t *_Nonnull x, int32_t *_Nonnull y);

/// The spectrum of a colour picture's red against its blue: of each patch of 128 × 128 pixels the natural logarithm of
/// the power (times 10⁴, plus 1), by the discrete Fourier transform under a Hann window; the mean over the patches.
/// places: x and y of the top left corner of each of `count` patches, inside the picture. power: 128 × 128 floats, the
/// zero frequency first.
cvision_status cvision_colour_spectrum(
    cvision_view view, const int32_t *_Nonnull places, int32_t count, float *_Nonnull power);

// ── For models ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// Floats for a model: (pixel − mean[channel]) × scale[channel], channels counted in the order of the output.
/// reversed: not 0 turns blue, green, red into red, green, blue. interleaved: not 0 gives height × width × channels,
/// else channels × height × width. values: width × height × channels floats.
cvision_status cvision_tensor(
    cvision_view view, const float *_Nonnull mean, const float *_Nonnull scale, int32_t reversed, int32_t interleaved,
    float *_Nonnull values);

/// How a text probability map becomes boxes: differentiable binarisation, post-processing.
typedef struct cvision_text_rule {
    /// A pixel belongs to text from this probability.
    float pixel_threshold;
    /// A box counts from this mean probability inside it.
    float box_threshold;
    /// Boxes grow by area × growth ÷ circumference, since the model is trained to predict shrunken text.
    float growth;
    /// The shorter side of a box before it grows, in pixels of the map.
    float shortest_side;
} cvision_text_rule;

/// Rotated boxes of text in a probability map of height × width floats.
/// boxes: room for `capacity` boxes of nine floats: x and y of four corners clockwise from the one nearest the top
/// left of the box as it is read with its longer side level, then the mean probability. count: out, ≤ capacity.
cvision_status cvision_text_boxes(
    const float *_Nonnull probabilities, int32_t width, int32_t height, cvision_text_rule rule,
    float *_Nonnull boxes, int32_t capacity, int32_t *_Nonnull count);

/// What is known of a document beside its edges.
typedef struct cvision_document_hints {
    /// Boxes of text: eight floats each, x and y of four corners in reading order.
    const float *_Nullable text;
    int32_t text_count;
    /// Where its machine-readable zone says that it lies, eight floats, clockwise; null without one.
    const float *_Nullable guess;
    /// Its width over its height where that is known, else 0.
    float aspect;
} cvision_document_hints;

/// Convex quadrilaterals that may be the edge of a document, the likeliest first: by the edges along their sides, by
/// their shape, by the text inside and by the zone. Best work at a longer side of about 600 pixels.
/// quads: room for `capacity` quads of nine floats: x and y of the corners clockwise from the one nearest the top left
/// corner of the picture, then the likeness, 0…1. count: out, ≤ capacity.
cvision_status cvision_document_quads(
    cvision_view view, cvision_document_hints hints, float *_Nonnull quads, int32_t capacity,
    int32_t *_Nonnull count);

#ifdef __cplusplus
}
#endif

#endif
