#ifndef COUTH_CPDF_H
#define COUTH_CPDF_H

#include <stdint.h>

// PDFium, opened at run time by its path, as plain C: so that the project builds, and starts, without it.
//
// A page is opened and closed by the caller, and needs the caller's bytes until it is closed. Every buffer is the
// caller's. Every function answers with a status. The library is one for the whole process and is never unloaded; it
// knows one call at a time, so that calls of several threads wait for each other here. Files are opened by `cpdf_open`
// alone: the library is told of no folder of fonts, and draws with those in the document and with its own.

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t cpdf_status;
enum {
    CPDF_OK = 0,
    /// The shared library cannot be opened, or has not the functions of PDFium.
    CPDF_NO_LIBRARY = 1,
    /// The bytes, a size or a limit is none.
    CPDF_INVALID = 2,
    /// The file breaks its format's rules further than the library mends.
    CPDF_CORRUPT = 3,
    /// The file opens with a password only.
    CPDF_ENCRYPTED = 4,
    /// The file has more pages than one, or none.
    CPDF_PAGE_COUNT = 5,
    /// The page has more objects, or its pictures more pixels, than the limits allow.
    CPDF_TOO_LARGE = 6,
};

/// Room for a message, with its zero.
enum { CPDF_MESSAGE = 512 };

typedef struct cpdf_page cpdf_page;

typedef struct cpdf_limits {
    /// Objects of the page and of the forms in it, each picture, path and run of text counted.
    int32_t most_objects;
    /// Pixels of all the page's pictures together, each as often as it is shown.
    int64_t most_pixels;
    /// Forms within forms.
    int32_t deepest_form;
} cpdf_limits;

typedef struct cpdf_facts {
    /// Pages of the file; told with CPDF_PAGE_COUNT too.
    int32_t page_count;
    /// Size of the page as it is shown, its own rotation done, in points (1/72 inch).
    float width;
    float height;
    /// The picture that covers most of the page: its size in its own pixels, and as it lies on the page, in points;
    /// 0 where the page has none.
    int32_t picture_width;
    int32_t picture_height;
    float picture_shown_width;
    float picture_shown_height;
    /// With CPDF_TOO_LARGE for pixels, the picture that was one too many; else 0.
    int64_t refused_width;
    int64_t refused_height;
} cpdf_facts;

/// Opens libpdfium.so at `path`: one for the process, which may be opened again but not beside another.
/// message: out, CPDF_MESSAGE bytes, why it failed.
cpdf_status cpdf_open(const char *_Nonnull path, char *_Nonnull message);

/// Opens a file of one page and counts what is on it; nothing is drawn and no picture decoded yet.
cpdf_status cpdf_page_open(
    const uint8_t *_Nonnull bytes, int64_t count, cpdf_limits limits, cpdf_facts *_Nonnull facts,
    cpdf_page *_Nullable *_Nonnull page);

/// Draws the whole page on white: height × width × 3 bytes, blue, green, red. No annotation, no form field, no script.
cpdf_status cpdf_page_draw(const cpdf_page *_Nonnull page, uint8_t *_Nonnull pixels, int32_t width, int32_t height);

void cpdf_page_close(cpdf_page *_Nullable page);

#ifdef __cplusplus
}
#endif

#endif
