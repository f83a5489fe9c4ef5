#include "calls.h"
#include "cpdf.h"

#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// The library's state is the process's, and so is ours: found once, never closed.
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pdfium_calls calls;
static bool is_open;

struct cpdf_page {
    handle *document;
    handle *page;
};

// ── Library ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Fills the table; false where the library lacks a function.
static bool find_calls(void *image, pdfium_calls *found) {
    bool is_whole = true;
    void *address;
#define PDFIUM_FIND(result, name, parameters) \
    address = dlsym(image, #name); \
    memcpy(&found->name, &address, sizeof address); \
    is_whole = is_whole && address != NULL;
    PDFIUM_CALLS(PDFIUM_FIND)
#undef PDFIUM_FIND
    return is_whole;
}

static cpdf_status refuse(void *image, char *message, const char *reason) {
    snprintf(message, CPDF_MESSAGE, "%s", reason != NULL ? reason : "cannot be opened");
    if (image != NULL) dlclose(image);
    return CPDF_NO_LIBRARY;
}

static cpdf_status open_library(const char *path, char *message) {
    void *image = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (image == NULL) return refuse(NULL, message, dlerror());
    pdfium_calls found;
    if (!find_calls(image, &found)) return refuse(image, message, "the library does not answer as PDFium does");
    if (is_open) {
        bool is_same = memcmp(&found, &calls, sizeof calls) == 0;
        if (!is_same) return refuse(image, message, "the process has another PDFium open");
        dlclose(image);
        return CPDF_OK;
    }
    // An empty list, not none: with none it would look through the system's folders.
    static const char *no_fonts[] = {NULL};
    const pdfium_config config = {.version = 2, .font_paths = no_fonts};
    found.FPDF_InitLibraryWithConfig(&config);
    calls = found;
    is_open = true;
    return CPDF_OK;
}

cpdf_status cpdf_open(const char *path, char *message) {
    pthread_mutex_lock(&gate);
    cpdf_status status = open_library(path, message);
    pthread_mutex_unlock(&gate);
    return status;
}

// ── Page ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What is counted on the way through a page.
typedef struct survey {
    cpdf_limits limits;
    cpdf_facts *facts;
    int64_t objects;
    int64_t pixels;
    double largest;
} survey;

/// `inner`, then `outer`.
static pdfium_matrix joined(pdfium_matrix inner, pdfium_matrix outer) {
    return (pdfium_matrix){
        inner.a * outer.a + inner.b * outer.c, inner.a * outer.b + inner.b * outer.d,
        inner.c * outer.a + inner.d * outer.c, inner.c * outer.b + inner.d * outer.d,
        inner.e * outer.a + inner.f * outer.c + outer.e, inner.e * outer.b + inner.f * outer.d + outer.f};
}

/// A picture fills the unit square of its own coordinates (ISO 32000-2, 8.9.5): the matrix tells how large it is shown.
static cpdf_status take_image(survey *seen, handle *object, pdfium_matrix outer) {
    unsigned int width = 0, height = 0;
    pdfium_matrix own;
    if (!calls.FPDFImageObj_GetImagePixelSize(object, &width, &height)) return CPDF_OK;
    if (!calls.FPDFPageObj_GetMatrix(object, &own)) return CPDF_OK;
    // Both are below 2³², so that their product fits and the sum is compared before it can overflow.
    uint64_t pixels = (uint64_t)width * height;
    if (pixels > (uint64_t)(seen->limits.most_pixels - seen->pixels)) {
        seen->facts->refused_width = width;
        seen->facts->refused_height = height;
        return CPDF_TOO_LARGE;
    }
    seen->pixels += (int64_t)pixels;
    const pdfium_matrix shown = joined(own, outer);
    const float across = hypotf(shown.a, shown.b), down = hypotf(shown.c, shown.d);
    const double area = fabs((double)shown.a * shown.d - (double)shown.b * shown.c);
    if (!isfinite(area) || area <= seen->largest) return CPDF_OK;
    seen->largest = area;
    seen->facts->picture_width = (int32_t)(width > INT32_MAX ? INT32_MAX : width);
    seen->facts->picture_height = (int32_t)(height > INT32_MAX ? INT32_MAX : height);
    seen->facts->picture_shown_width = across;
    seen->facts->picture_shown_height = down;
    return CPDF_OK;
}

static cpdf_status take_objects(survey *seen, handle *holder, bool is_form, pdfium_matrix outer, int32_t depth);

static cpdf_status take_object(survey *seen, handle *object, pdfium_matrix outer, int32_t depth) {
    if (object == NULL) return CPDF_OK;
    pdfium_matrix own;
    switch (calls.FPDFPageObj_GetType(object)) {
    case PDFIUM_OBJECT_IMAGE: return take_image(seen, object, outer);
    case PDFIUM_OBJECT_FORM:
        if (!calls.FPDFPageObj_GetMatrix(object, &own)) return CPDF_OK;
        return take_objects(seen, object, true, joined(own, outer), depth + 1);
    default: return CPDF_OK;
    }
}

static cpdf_status take_objects(survey *seen, handle *holder, bool is_form, pdfium_matrix outer, int32_t depth) {
    if (depth > seen->limits.deepest_form) return CPDF_TOO_LARGE;
    int count = is_form ? calls.FPDFFormObj_CountObjects(holder) : calls.FPDFPage_CountObjects(holder);
    if (count < 0) return CPDF_CORRUPT;
    seen->objects += count;
    if (seen->objects > seen->limits.most_objects) return CPDF_TOO_LARGE;
    for (int index = 0; index < count; index++) {
        handle *object = is_form ? calls.FPDFFormObj_GetObject(holder, (unsigned long)index)
                                 : calls.FPDFPage_GetObject(holder, index);
        cpdf_status status = take_object(seen, object, outer, depth);
        if (status != CPDF_OK) return status;
    }
    return CPDF_OK;
}

/// Opens document and page; what is open when it fails is the caller's to close.
static cpdf_status open_page(
    const uint8_t *bytes, int64_t count, cpdf_limits limits, cpdf_facts *facts, cpdf_page *page) {
    page->document = calls.FPDF_LoadMemDocument64(bytes, (size_t)count, NULL);
    if (page->document == NULL) {
        unsigned long error = calls.FPDF_GetLastError();
        bool is_locked = error == PDFIUM_ERROR_PASSWORD || error == PDFIUM_ERROR_SECURITY;
        return is_locked ? CPDF_ENCRYPTED : CPDF_CORRUPT;
    }
    facts->page_count = calls.FPDF_GetPageCount(page->document);
    if (facts->page_count != 1) return CPDF_PAGE_COUNT;
    page->page = calls.FPDF_LoadPage(page->document, 0);
    if (page->page == NULL) return CPDF_CORRUPT;
    facts->width = calls.FPDF_GetPageWidthF(page->page);
    facts->height = calls.FPDF_GetPageHeightF(page->page);
    survey seen = {.limits = limits, .facts = facts};
    return take_objects(&seen, page->page, false, (pdfium_matrix){1, 0, 0, 1, 0, 0}, 0);
}

static void close_page(cpdf_page *page) {
    if (page->page != NULL) calls.FPDF_ClosePage(page->page);
    if (page->document != NULL) calls.FPDF_CloseDocument(page->document);
    free(page);
}

cpdf_status cpdf_page_open(
    const uint8_t *bytes, int64_t count, cpdf_limits limits, cpdf_facts *facts, cpdf_page **page) {
    *page = NULL;
    *facts = (cpdf_facts){0};
    if (count <= 0 || limits.most_objects < 0 || limits.most_pixels < 0) return CPDF_INVALID;
    pthread_mutex_lock(&gate);
    cpdf_page *opened = is_open ? calloc(1, sizeof *opened) : NULL;
    cpdf_status status = opened != NULL ? open_page(bytes, count, limits, facts, opened) : CPDF_NO_LIBRARY;
    if (status == CPDF_OK) *page = opened;
    else if (opened != NULL) close_page(opened);
    pthread_mutex_unlock(&gate);
    return status;
}

cpdf_status cpdf_page_draw(const cpdf_page *page, uint8_t *pixels, int32_t width, int32_t height) {
    if (width <= 0 || height <= 0 || width > INT32_MAX / 3) return CPDF_INVALID;
    pthread_mutex_lock(&gate);
    handle *bitmap = calls.FPDFBitmap_CreateEx(width, height, PDFIUM_BGR, pixels, 3 * width);
    cpdf_status status = bitmap != NULL ? CPDF_OK : CPDF_INVALID;
    if (bitmap != NULL) {
        calls.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF);
        calls.FPDF_RenderPageBitmap(bitmap, page->page, 0, 0, width, height, 0, PDFIUM_LIMITED_IMAGE_CACHE);
        calls.FPDFBitmap_Destroy(bitmap);
    }
    pthread_mutex_unlock(&gate);
    return status;
}

void cpdf_page_close(cpdf_page *page) {
    if (page == NULL) return;
    pthread_mutex_lock(&gate);
    close_page(page);
    pthread_mutex_unlock(&gate);
}
