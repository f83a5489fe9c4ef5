#ifndef COUTH_CBARCODE_H
#define COUTH_CBARCODE_H

#include <stdint.h>

// ZXing-C++, opened at run time by its path, as plain C: so that the project builds, and starts, without it.
//
// Handles are opened and closed by the caller. Every buffer is the caller's. Every function answers with a status and,
// where it has a `message`, writes there why it failed (at most CBARCODE_MESSAGE bytes, ended by zero). Files are
// opened by `cbarcode_open` alone; a library may be used by any number of threads, a result by one at a time.

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t cbarcode_status;
enum {
    CBARCODE_OK = 0,
    /// The shared library cannot be opened, or is not ZXing-C++ 3.1 with its C interface.
    CBARCODE_NO_LIBRARY = 1,
    /// The picture or an index is none, or a size is out of range.
    CBARCODE_INVALID = 2,
    /// The library failed while reading.
    CBARCODE_FAILED = 3,
    /// The caller's buffer is too small.
    CBARCODE_NO_ROOM = 4,
};

/// Room for a message or a version, with its zero.
enum { CBARCODE_MESSAGE = 512, CBARCODE_VERSION = 32 };

/// The longest side of a picture, in pixels.
enum { CBARCODE_MAX_SIDE = 20000 };

/// Symbologies, for a mask. Variants such as Micro QR or Compact PDF417 belong to theirs.
enum {
    CBARCODE_PDF417 = 1,
    CBARCODE_QR = 2,
    CBARCODE_DATA_MATRIX = 4,
    CBARCODE_AZTEC = 8,
};

/// What is done beyond the plain look, for a mask.
enum {
    CBARCODE_TRY_HARDER = 1,
    CBARCODE_TRY_ROTATE = 2,
    CBARCODE_TRY_INVERT = 4,
    CBARCODE_TRY_DOWNSCALE = 8,
};

typedef struct cbarcode_library cbarcode_library;
typedef struct cbarcode_result cbarcode_result;

/// An 8-bit grey picture of the caller: height rows, each `stride` bytes behind the one before, of which `width` count.
typedef struct cbarcode_view {
    const uint8_t *_Nonnull pixels;
    int32_t width;
    int32_t height;
    int32_t stride;
} cbarcode_view;

typedef struct cbarcode_options {
    /// CBARCODE_PDF417 | …: at least one.
    int32_t formats;
    /// CBARCODE_TRY_HARDER | …
    int32_t efforts;
    /// The most symbols that are looked for, 1…255.
    int32_t most;
} cbarcode_options;

typedef struct cbarcode_symbol {
    /// One of the symbologies.
    int32_t format;
    /// 1 where the symbol names the encoding of its text (an extended channel interpretation).
    int32_t has_eci;
    /// 1 where the content is not all text.
    int32_t is_binary;
    /// 1 where the symbol is seen in a mirror.
    int32_t is_mirrored;
    /// x and y of top left, top right, bottom right, bottom left, as the symbol reads, in pixels.
    int32_t corners[8];
    /// Bytes of the content, and of its text as UTF-8.
    int64_t byte_count;
    int64_t text_count;
} cbarcode_symbol;

/// Opens libZXing.so at `path` and checks its version (3.1.…) and that it looks at a picture as it should.
/// version: out, CBARCODE_VERSION bytes, the library's own version text.
cbarcode_status cbarcode_open(
    const char *_Nonnull path, cbarcode_library *_Nullable *_Nonnull library, char *_Nonnull version,
    char *_Nonnull message);
void cbarcode_close(cbarcode_library *_Nullable library);

/// Looks for symbols. The library must outlive the result.
cbarcode_status cbarcode_read(
    const cbarcode_library *_Nonnull library, cbarcode_view view, cbarcode_options options,
    cbarcode_result *_Nullable *_Nonnull result, char *_Nonnull message);
void cbarcode_result_close(cbarcode_result *_Nullable result);

/// How many symbols were read without an error.
int32_t cbarcode_count(const cbarcode_result *_Nonnull result);
cbarcode_status cbarcode_symbol_at(
    const cbarcode_result *_Nonnull result, int32_t index, cbarcode_symbol *_Nonnull symbol);
/// Copies the content; capacity: at least the symbol's `byte_count`.
cbarcode_status cbarcode_bytes(
    const cbarcode_result *_Nonnull result, int32_t index, uint8_t *_Nonnull bytes, int64_t capacity);
/// Copies the text, without a zero; capacity: at least the symbol's `text_count`.
cbarcode_status cbarcode_text(
    const cbarcode_result *_Nonnull result, int32_t index, uint8_t *_Nonnull text, int64_t capacity);

#ifdef __cplusplus
}
#endif

#endif
