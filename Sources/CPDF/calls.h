#ifndef COUTH_PDF_CALLS_H
#define COUTH_PDF_CALLS_H

#include <stddef.h>
#include <stdint.h>

// The part of PDFium's public C interface (fpdfview.h, fpdf_edit.h) that is used here, by name.

typedef void handle;

/// FPDF_LIBRARY_CONFIG of version 2: later versions only choose another renderer.
typedef struct pdfium_config {
    int version;
    /// Folders of fonts, ended by NULL.
    const char **font_paths;
    /// Of a JavaScript engine, which the library has not.
    void *isolate;
    unsigned int embedder_slot;
} pdfium_config;

/// x′ = a·x + c·y + e, y′ = b·x + d·y + f.
typedef struct pdfium_matrix {
    float a, b, c, d, e, f;
} pdfium_matrix;

enum pdfium_error { PDFIUM_ERROR_PASSWORD = 4, PDFIUM_ERROR_SECURITY = 5 };
enum pdfium_object { PDFIUM_OBJECT_IMAGE = 3, PDFIUM_OBJECT_FORM = 5 };
enum { PDFIUM_BGR = 2 };
/// Pictures that the page shows are let go as soon as they are drawn.
enum { PDFIUM_LIMITED_IMAGE_CACHE = 0x200 };

/// X(result, name, parameters)
#define PDFIUM_CALLS(X) \
    X(void, FPDF_InitLibraryWithConfig, (const pdfium_config *)) \
    X(unsigned long, FPDF_GetLastError, (void)) \
    X(handle *, FPDF_LoadMemDocument64, (const void *, size_t, const char *)) \
    X(void, FPDF_CloseDocument, (handle *)) \
    X(int, FPDF_GetPageCount, (handle *)) \
    X(handle *, FPDF_LoadPage, (handle *, int)) \
    X(void, FPDF_ClosePage, (handle *)) \
    X(float, FPDF_GetPageWidthF, (handle *)) \
    X(float, FPDF_GetPageHeightF, (handle *)) \
    X(int, FPDFPage_CountObjects, (handle *)) \
    X(handle *, FPDFPage_GetObject, (handle *, int)) \
    X(int, FPDFPageObj_GetType, (handle *)) \
    X(int, FPDFPageObj_GetMatrix, (handle *, pdfium_matrix *)) \
    X(int, FPDFImageObj_GetImagePixelSize, (handle *, unsigned int *, unsigned int *)) \
    X(int, FPDFFormObj_CountObjects, (handle *)) \
    X(handle *, FPDFFormObj_GetObject, (handle *, unsigned long)) \
    X(handle *, FPDFBitmap_CreateEx, (int, int, int, void *, int)) \
    X(int, FPDFBitmap_FillRect, (handle *, int, int, int, int, unsigned long)) \
    X(void, FPDF_RenderPageBitmap, (handle *, handle *, int, int, int, int, int, int)) \
    X(void, FPDFBitmap_Destroy, (handle *))

#define PDFIUM_POINTER(result, name, parameters) result(*name) parameters;
typedef struct pdfium_calls {
    PDFIUM_CALLS(PDFIUM_POINTER)
} pdfium_calls;

#endif
