#include "calls.h"
#include "cbarcode.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// More symbols than any document carries.
enum { MOST_SYMBOLS = 255 };

struct cbarcode_library {
    void *image;
    zxing_calls calls;
};

struct cbarcode_result {
    const zxing_calls *calls;
    handle *barcodes;
    int32_t count;
    /// The symbols without an error.
    const handle *valid[MOST_SYMBOLS];
};

static void say(char *message, const char *text) { snprintf(message, CBARCODE_MESSAGE, "%s", text); }

// ── Library ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Fills the table; false where the library lacks a function.
static bool find_calls(void *image, zxing_calls *calls) {
    bool found = true;
    void *address;
#define ZXING_FIND(result, name, parameters) \
    address = dlsym(image, "ZXing_" #name); \
    memcpy(&calls->name, &address, sizeof address); \
    found = found && address != NULL;
    ZXING_CALLS(ZXING_FIND)
#undef ZXING_FIND
    return found;
}

/// A white picture has no symbol, and the library says so; whatever it prepares at its first use is then prepared.
static bool answers(const cbarcode_library *library, char *message) {
    uint8_t white[64 * 64];
    memset(white, 255, sizeof white);
    const cbarcode_view view = {white, 64, 64, 64};
    const cbarcode_options options = {
        CBARCODE_PDF417 | CBARCODE_QR | CBARCODE_DATA_MATRIX | CBARCODE_AZTEC, CBARCODE_TRY_HARDER, 1};
    cbarcode_result *result = NULL;
    bool good = cbarcode_read(library, view, options, &result, message) == CBARCODE_OK && cbarcode_count(result) == 0;
    cbarcode_result_close(result);
    return good;
}

cbarcode_status cbarcode_open(const char *path, cbarcode_library **library, char *version, char *message) {
    *library = NULL;
    version[0] = 0;
    void *image = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (image == NULL) {
        const char *reason = dlerror();
        say(message, reason != NULL ? reason : "cannot be opened");
        return CBARCODE_NO_LIBRARY;
    }
    say(message, "the library does not answer as ZXing-C++ 3.1 does");
    cbarcode_library *opened = calloc(1, sizeof *opened);
    if (opened == NULL) {
        dlclose(image);
        return CBARCODE_NO_LIBRARY;
    }
    opened->image = image;
    bool good = find_calls(image, &opened->calls);
    if (good) snprintf(version, CBARCODE_VERSION, "%s", opened->calls.Version());
    if (!good || strncmp(version, "3.1.", 4) != 0 || !answers(opened, message)) {
        cbarcode_close(opened);
        return CBARCODE_NO_LIBRARY;
    }
    *library = opened;
    return CBARCODE_OK;
}

void cbarcode_close(cbarcode_library *library) {
    if (library == NULL) return;
    dlclose(library->image);
    free(library);
}

// ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────────

static handle *new_options(const zxing_calls *calls, cbarcode_options wanted) {
    static const int codes[] = {ZXING_PDF417, ZXING_QR, ZXING_DATA_MATRIX, ZXING_AZTEC};
    int formats[4], count = 0;
    for (int index = 0; index < 4; index++)
        if (wanted.formats & 1 << index) formats[count++] = codes[index];
    handle *options = calls->ReaderOptions_new();
    if (options == NULL) return NULL;
    calls->ReaderOptions_setFormats(options, formats, count);
    calls->ReaderOptions_setTryHarder(options, (wanted.efforts & CBARCODE_TRY_HARDER) != 0);
    calls->ReaderOptions_setTryRotate(options, (wanted.efforts & CBARCODE_TRY_ROTATE) != 0);
    calls->ReaderOptions_setTryInvert(options, (wanted.efforts & CBARCODE_TRY_INVERT) != 0);
    calls->ReaderOptions_setTryDownscale(options, (wanted.efforts & CBARCODE_TRY_DOWNSCALE) != 0);
    calls->ReaderOptions_setTextMode(options, ZXING_TEXT_PLAIN);
    calls->ReaderOptions_setMaxNumberOfSymbols(options, wanted.most);
    return options;
}

static bool is_valid(cbarcode_view view, cbarcode_options options) {
    return view.width > 0 && view.width <= CBARCODE_MAX_SIDE && view.height > 0 && view.height <= CBARCODE_MAX_SIDE
        && view.stride >= view.width && (options.formats & 15) != 0 && options.most > 0
        && options.most <= MOST_SYMBOLS;
}

/// The library's own words, where it has any.
static void explain(const zxing_calls *calls, char *message) {
    char *reason = calls->LastErrorMsg();
    say(message, reason != NULL ? reason : "the library failed while reading");
    calls->free(reason);
}

cbarcode_status cbarcode_read(
    const cbarcode_library *library, cbarcode_view view, cbarcode_options options, cbarcode_result **result,
    char *message) {
    *result = NULL;
    say(message, "no picture, or no format");
    if (!is_valid(view, options)) return CBARCODE_INVALID;
    const zxing_calls *calls = &library->calls;
    handle *image = calls->ImageView_new(view.pixels, view.width, view.height, ZXING_GREY, view.stride, 1);
    handle *wanted = new_options(calls, options);
    handle *barcodes = image != NULL && wanted != NULL ? calls->ReadBarcodes(image, wanted) : NULL;
    if (barcodes == NULL) explain(calls, message);
    if (wanted != NULL) calls->ReaderOptions_delete(wanted);
    if (image != NULL) calls->ImageView_delete(image);
    cbarcode_result *found = barcodes != NULL ? calloc(1, sizeof *found) : NULL;
    if (found == NULL) {
        if (barcodes != NULL) calls->Barcodes_delete(barcodes);
        return CBARCODE_FAILED;
    }
    found->calls = calls;
    found->barcodes = barcodes;
    int count = calls->Barcodes_size(barcodes);
    for (int index = 0; index < count && found->count < MOST_SYMBOLS; index++) {
        const handle *barcode = calls->Barcodes_at(barcodes, index);
        if (barcode != NULL && calls->Barcode_isValid(barcode)) found->valid[found->count++] = barcode;
    }
    *result = found;
    return CBARCODE_OK;
}

void cbarcode_result_close(cbarcode_result *result) {
    if (result == NULL) return;
    result->calls->Barcodes_delete(result->barcodes);
    free(result);
}

// ── Symbols ────────────────────────────────────────────────────────────────────────────────────────────────────────

int32_t cbarcode_count(const cbarcode_result *result) { return result->count; }

static int32_t format_of(int symbology) {
    switch (symbology) {
    case ZXING_PDF417: return CBARCODE_PDF417;
    case ZXING_QR: return CBARCODE_QR;
    case ZXING_DATA_MATRIX: return CBARCODE_DATA_MATRIX;
    case ZXING_AZTEC: return CBARCODE_AZTEC;
    default: return 0;
    }
}

/// Copies `count` bytes of the library's into the caller's buffer, if there is one, and gives them back.
static cbarcode_status hand_over(
    const zxing_calls *calls, void *content, int64_t count, uint8_t *target, int64_t capacity) {
    cbarcode_status status = count < 0 || (content == NULL && count > 0) ? CBARCODE_FAILED : CBARCODE_OK;
    if (status == CBARCODE_OK && target != NULL) {
        if (count > capacity) status = CBARCODE_NO_ROOM;
        else if (count > 0) memcpy(target, content, (size_t)count);
    }
    calls->free(content);
    return status;
}

static cbarcode_status take_bytes(
    const cbarcode_result *result, int32_t index, uint8_t *target, int64_t capacity, int64_t *count) {
    if (index < 0 || index >= result->count) return CBARCODE_INVALID;
    int length = 0;
    uint8_t *content = result->calls->Barcode_bytes(result->valid[index], &length);
    *count = length;
    return hand_over(result->calls, content, length, target, capacity);
}

static cbarcode_status take_text(
    const cbarcode_result *result, int32_t index, uint8_t *target, int64_t capacity, int64_t *count) {
    if (index < 0 || index >= result->count) return CBARCODE_INVALID;
    char *content = result->calls->Barcode_text(result->valid[index]);
    *count = content != NULL ? (int64_t)strlen(content) : 0;
    return hand_over(result->calls, content, *count, target, capacity);
}

cbarcode_status cbarcode_symbol_at(const cbarcode_result *result, int32_t index, cbarcode_symbol *symbol) {
    if (index < 0 || index >= result->count) return CBARCODE_INVALID;
    const zxing_calls *calls = result->calls;
    const handle *barcode = result->valid[index];
    int content = calls->Barcode_contentType(barcode);
    zxing_position position = calls->Barcode_position(barcode);
    symbol->format = format_of(calls->Barcode_symbology(barcode));
    symbol->has_eci = calls->Barcode_hasECI(barcode);
    symbol->is_binary = content == ZXING_CONTENT_BINARY || content == ZXING_CONTENT_MIXED;
    symbol->is_mirrored = calls->Barcode_isMirrored(barcode);
    for (int corner = 0; corner < 8; corner++) symbol->corners[corner] = position.x[corner];
    cbarcode_status status = take_bytes(result, index, NULL, 0, &symbol->byte_count);
    return status == CBARCODE_OK ? take_text(result, index, NULL, 0, &symbol->text_count) : status;
}

cbarcode_status cbarcode_bytes(const cbarcode_result *result, int32_t index, uint8_t *bytes, int64_t capacity) {
    int64_t count = 0;
    return take_bytes(result, index, bytes, capacity, &count);
}

cbarcode_status cbarcode_text(const cbarcode_result *result, int32_t index, uint8_t *text, int64_t capacity) {
    int64_t count = 0;
    return take_text(result, index, text, capacity, &count);
}
