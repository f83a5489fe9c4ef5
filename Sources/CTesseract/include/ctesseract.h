#ifndef COUTH_CTESSERACT_H
#define COUTH_CTESSERACT_H

#include <stdint.h>

// Tesseract 5, opened at run time, as plain C: so that the project builds, and starts, without it.
//
// A reader is opened and closed by the caller and reads one line at a time: calls of several threads wait for each
// other. Every buffer is the caller's. Every function answers with a status. Files are opened by `ctesseract_open`
// alone: a language's data come as bytes, and the library works on the caller's thread (set-up's is built without
// OpenMP).

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t ctesseract_status;
enum {
    CTESSERACT_OK = 0,
    /// The shared library cannot be opened, or is not Tesseract 5 from 5.3 on.
    CTESSERACT_NO_LIBRARY = 1,
    /// The data are no language's, or not of this version.
    CTESSERACT_NO_LANGUAGE = 2,
    /// A size is out of range.
    CTESSERACT_INVALID = 3,
    /// The library failed while reading.
    CTESSERACT_FAILED = 4,
    /// The caller's buffer is too small.
    CTESSERACT_NO_ROOM = 5,
};

/// Room for a message or a version, with its zero.
enum { CTESSERACT_MESSAGE = 512, CTESSERACT_VERSION = 32 };

/// The longest side of a line, in pixels.
enum { CTESSERACT_MAX_SIDE = 8192 };

typedef struct ctesseract_library ctesseract_library;
typedef struct ctesseract_reader ctesseract_reader;

/// Opens the library at `path`.
/// version: out, CTESSERACT_VERSION bytes; message: out, CTESSERACT_MESSAGE bytes, why it failed.
ctesseract_status ctesseract_open(
    const char *_Nonnull path, ctesseract_library *_Nullable *_Nonnull library, char *_Nonnull version,
    char *_Nonnull message);
void ctesseract_close(ctesseract_library *_Nullable library);

/// A reader of one language. The library must outlive it; the data are not needed after the call.
ctesseract_status ctesseract_reader_open(
    const ctesseract_library *_Nonnull library, const uint8_t *_Nonnull data, int64_t count,
    const char *_Nonnull language, ctesseract_reader *_Nullable *_Nonnull reader);
void ctesseract_reader_close(ctesseract_reader *_Nullable reader);

/// Reads an 8-bit grey picture of one level line: height × width bytes, row-major.
/// text: out, `capacity` bytes of UTF-8 without a zero, of which `count` are written; confidence: out, 0…100.
ctesseract_status ctesseract_read(
    ctesseract_reader *_Nonnull reader, const uint8_t *_Nonnull pixels, int32_t width, int32_t height,
    uint8_t *_Nonnull text, int64_t capacity, int64_t *_Nonnull count, int32_t *_Nonnull confidence);

#ifdef __cplusplus
}
#endif

#endif
