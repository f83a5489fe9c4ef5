#ifndef COUTH_CALLS_H
#define COUTH_CALLS_H

#include <stdbool.h>
#include <stdint.h>

// The part of ZXing-C++'s C interface (ZXingC.h, version 3.1) that is used here, by name.

typedef void handle;

typedef struct zxing_position {
    int x[8];
} zxing_position;

/// The library's codes: the letter of the symbology identifier of ISO/IEC 15424, and a blank for every variant.
enum zxing_format {
    ZXING_PDF417 = 'L' | ' ' << 8,
    ZXING_QR = 'Q' | ' ' << 8,
    ZXING_DATA_MATRIX = 'd' | ' ' << 8,
    ZXING_AZTEC = 'z' | ' ' << 8,
};

enum { ZXING_GREY = 0x01000000, ZXING_TEXT_PLAIN = 0, ZXING_CONTENT_BINARY = 1, ZXING_CONTENT_MIXED = 2 };

/// X(result, name behind ZXing_, parameters)
#define ZXING_CALLS(X) \
    X(const char *, Version, (void)) \
    X(handle *, ImageView_new, (const uint8_t *, int, int, int, int, int)) \
    X(void, ImageView_delete, (handle *)) \
    X(handle *, ReaderOptions_new, (void)) \
    X(void, ReaderOptions_delete, (handle *)) \
    X(void, ReaderOptions_setTryHarder, (handle *, bool)) \
    X(void, ReaderOptions_setTryRotate, (handle *, bool)) \
    X(void, ReaderOptions_setTryInvert, (handle *, bool)) \
    X(void, ReaderOptions_setTryDownscale, (handle *, bool)) \
    X(void, ReaderOptions_setFormats, (handle *, const int *, int)) \
    X(void, ReaderOptions_setTextMode, (handle *, int)) \
    X(void, ReaderOptions_setMaxNumberOfSymbols, (handle *, int)) \
    X(handle *, ReadBarcodes, (const handle *, const handle *)) \
    X(void, Barcodes_delete, (handle *)) \
    X(int, Barcodes_size, (const handle *)) \
    X(const handle *, Barcodes_at, (const handle *, int)) \
    X(bool, Barcode_isValid, (const handle *)) \
    X(int, Barcode_symbology, (const handle *)) \
    X(int, Barcode_contentType, (const handle *)) \
    X(bool, Barcode_hasECI, (const handle *)) \
    X(bool, Barcode_isMirrored, (const handle *)) \
    X(zxing_position, Barcode_position, (const handle *)) \
    X(uint8_t *, Barcode_bytes, (const handle *, int *)) \
    X(char *, Barcode_text, (const handle *)) \
    X(char *, LastErrorMsg, (void)) \
    X(void, free, (void *))

#define ZXING_POINTER(result, name, parameters) result(*name) parameters;
typedef struct zxing_calls {
    ZXING_CALLS(ZXING_POINTER)
} zxing_calls;

#endif
