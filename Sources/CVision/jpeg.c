#include "cvision.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

// In C, since the library leaves its calls by longjmp, which no C++ destructor may stand in the way of.

/// A progressive picture of no use may ask for millions of scans over the same pixels; real ones have about ten.
enum { MOST_SCANS = 100 };

/// The library's error handler with a way out and a memory of what was only warned of.
struct watch {
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf out;
    bool truncated;
    bool damaged;
};

static struct watch *watch_of(j_common_ptr info) { return (struct watch *)info->err; }

static void leave(j_common_ptr info) {
    struct watch *watch = watch_of(info);
    if (info->err->msg_code == JERR_INPUT_EOF) watch->truncated = true;
    longjmp(watch->out, 1);
}

static void stay_silent(j_common_ptr info) { (void)info; }

/// Negative levels are warnings. Those of missing data would leave grey areas: no evidence.
static void note(j_common_ptr info, int level) {
    if (level >= 0) return;
    struct watch *watch = watch_of(info);
    const int code = info->err->msg_code;
    if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER) watch->truncated = true;
    if (code == JWRN_HUFF_BAD_CODE || code == JWRN_MUST_RESYNC) watch->damaged = true;
}

static void count_scans(j_common_ptr info) {
    if (info->is_decompressor && ((j_decompress_ptr)info)->input_scan_number > MOST_SCANS) leave(info);
}

static void prepare(struct watch *watch) {
    memset(watch, 0, sizeof *watch);
    jpeg_std_error(&watch->errors);
    watch->errors.error_exit = leave;
    watch->errors.output_message = stay_silent;
    watch->errors.emit_message = note;
    watch->progress.progress_monitor = count_scans;
}

cvision_status cvision_jpeg_decode(const uint8_t *bytes, int64_t count, cvision_target target) {
    if (count <= 0 || target.channels != 3) return CVISION_INVALID;
    struct watch watch;
    struct jpeg_decompress_struct info;
    memset(&info, 0, sizeof info);
    prepare(&watch);
    info.err = &watch.errors;
    if (setjmp(watch.out) != 0) {
        jpeg_destroy_decompress(&info);
        return watch.truncated ? CVISION_TRUNCATED : CVISION_CORRUPT;
    }
    jpeg_create_decompress(&info);
    info.progress = &watch.progress;
    jpeg_mem_src(&info, bytes, (unsigned long)count);
    jpeg_read_header(&info, TRUE);
    if (info.num_components > 3) {
        jpeg_destroy_decompress(&info);
        return CVISION_UNSUPPORTED;
    }
    if (info.image_width != (JDIMENSION)target.width || info.image_height != (JDIMENSION)target.height) {
        jpeg_destroy_decompress(&info);
        return CVISION_CORRUPT;
    }
    info.out_color_space = JCS_EXT_BGR;
    jpeg_start_decompress(&info);
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = target.pixels + (size_t)info.output_scanline * (size_t)target.width * 3;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    if (watch.truncated) return CVISION_TRUNCATED;
    return watch.damaged ? CVISION_CORRUPT : CVISION_OK;
}

cvision_status cvision_jpeg_encode(
    cvision_view view, int32_t quality, uint8_t *buffer, int64_t capacity, int64_t *length
) {
    if (view.width <= 0 || view.height <= 0 || (view.channels != 1 && view.channels != 3)) return CVISION_INVALID;
    struct watch watch;
    struct jpeg_compress_struct info;
    unsigned char *grown = buffer;
    unsigned long size = (unsigned long)capacity;
    memset(&info, 0, sizeof info);
    prepare(&watch);
    info.err = &watch.errors;
    if (setjmp(watch.out) != 0) {
        jpeg_destroy_compress(&info);
        return CVISION_FAILED;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &grown, &size);
    info.image_width = (JDIMENSION)view.width;
    info.image_height = (JDIMENSION)view.height;
    info.input_components = view.channels;
    info.in_color_space = view.channels == 1 ? JCS_GRAYSCALE : JCS_EXT_BGR;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        JSAMPROW row = (JSAMPROW)view.pixels + (size_t)info.next_scanline * (size_t)view.width * (size_t)view.channels;
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    // Where the caller's buffer was too small, the library has gone on in one of its own.
    const bool fits = grown == buffer;
    if (!fits) free(grown);
    *length = (int64_t)size;
    return fits ? CVISION_OK : CVISION_NO_ROOM;
}
