#ifndef COUTH_TESSERACT_CALLS_H
#define COUTH_TESSERACT_CALLS_H

#include <stddef.h>

// The part of Tesseract's C interface (tesseract/capi.h, version 5) that is used here, by name.

typedef void handle;

enum { TESSERACT_LSTM_ONLY = 1, TESSERACT_SINGLE_LINE = 7 };

/// X(result, name behind Tess, parameters)
#define TESSERACT_CALLS(X) \
    X(const char *, Version, (void)) \
    X(void, DeleteText, (const char *)) \
    X(handle *, BaseAPICreate, (void)) \
    X(void, BaseAPIDelete, (handle *)) \
    X(int, BaseAPIInit5, \
      (handle *, const char *, int, const char *, int, char **, int, char **, char **, size_t, int)) \
    X(void, BaseAPISetPageSegMode, (handle *, int)) \
    X(void, BaseAPISetImage, (handle *, const unsigned char *, int, int, int, int)) \
    X(void, BaseAPISetSourceResolution, (handle *, int)) \
    X(int, BaseAPIRecognize, (handle *, void *)) \
    X(char *, BaseAPIGetUTF8Text, (handle *)) \
    X(int, BaseAPIMeanTextConf, (handle *)) \
    X(void, BaseAPIClear, (handle *))

#define TESSERACT_POINTER(result, name, parameters) result(*name) parameters;
typedef struct tesseract_calls {
    TESSERACT_CALLS(TESSERACT_POINTER)
} tesseract_calls;

#endif
