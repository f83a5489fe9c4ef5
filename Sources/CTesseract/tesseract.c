#define _GNU_SOURCE
#include "calls.h"
#include "ctesseract.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ctesseract_library {
    void *image;
    tesseract_calls calls;
};

struct ctesseract_reader {
    const tesseract_calls *calls;
    handle *engine;
    pthread_mutex_t gate;
};

static void say(char *message, const char *text) { snprintf(message, CTESSERACT_MESSAGE, "%s", text); }

// ── Library ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Fills the table; false where the library lacks a function.
static bool find_calls(void *image, tesseract_calls *calls) {
    bool found = true;
    void *address;
#define TESSERACT_FIND(result, name, parameters) \
    address = dlsym(image, "Tess" #name); \
    memcpy(&calls->name, &address, sizeof address); \
    found = found && address != NULL;
    TESSERACT_CALLS(TESSERACT_FIND)
#undef TESSERACT_FIND
    return found;
}

/// Leptonica, which comes with the library, writes to the error output when a codec refuses: setup/tesseract/codecs.c
/// always does.
static void silence(void *image) {
    enum { NOTHING = 6 };
    int (*severity)(int) = NULL;
    void *address = dlsym(image, "setMsgSeverity");
    memcpy(&severity, &address, sizeof address);
    if (severity != NULL) severity(NOTHING);
}

/// 5.3 and later of the fifth version: what is called has been the same since.
static bool is_known(const char *version) {
    int major = 0, minor = 0;
    return sscanf(version, "%d.%d", &major, &minor) == 2 && major == 5 && minor >= 3;
}

ctesseract_status ctesseract_open(const char *path, ctesseract_library **library, char *version, char *message) {
    *library = NULL;
    version[0] = 0;
    void *image = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (image == NULL) {
        const char *reason = dlerror();
        say(message, reason != NULL ? reason : "cannot be opened");
        return CTESSERACT_NO_LIBRARY;
    }
    say(message, "the library does not answer as Tesseract 5.3 does");
    ctesseract_library *opened = calloc(1, sizeof *opened);
    if (opened == NULL) {
        dlclose(image);
        return CTESSERACT_NO_LIBRARY;
    }
    opened->image = image;
    bool good = find_calls(image, &opened->calls);
    if (good) snprintf(version, CTESSERACT_VERSION, "%s", opened->calls.Version());
    silence(image);
    if (!good || !is_known(version)) {
        ctesseract_close(opened);
        return CTESSERACT_NO_LIBRARY;
    }
    *library = opened;
    return CTESSERACT_OK;
}

void ctesseract_close(ctesseract_library *library) {
    if (library == NULL) return;
    dlclose(library->image);
    free(library);
}

// ── Reader ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Lines are dark on light, or found empty: the library would try each the other way round too.
static char *const settings[][2] = {{"tessedit_do_invert", "0"}};
enum { SETTINGS = sizeof settings / sizeof settings[0] };

static bool start(const tesseract_calls *calls, handle *engine, const uint8_t *data, int count, const char *language) {
    char *names[SETTINGS], *values[SETTINGS];
    for (int index = 0; index < SETTINGS; index++) {
        names[index] = settings[index][0];
        values[index] = settings[index][1];
    }
    int result = calls->BaseAPIInit5(
        engine, (const char *)data, count, language, TESSERACT_LSTM_ONLY, NULL, 0, names, values, SETTINGS, 0);
    if (result != 0) return false;
    calls->BaseAPISetPageSegMode(engine, TESSERACT_SINGLE_LINE);
    return true;
}

ctesseract_status ctesseract_reader_open(
    const ctesseract_library *library, const uint8_t *data, int64_t count, const char *language,
    ctesseract_reader **reader) {
    *reader = NULL;
    if (count <= 0 || count > INT_MAX) return CTESSERACT_INVALID;
    const tesseract_calls *calls = &library->calls;
    handle *engine = calls->BaseAPICreate();
    ctesseract_reader *opened = engine != NULL ? calloc(1, sizeof *opened) : NULL;
    const bool is_started = opened != NULL && start(calls, engine, data, (int)count, language);
    if (!is_started) {
        if (engine != NULL) calls->BaseAPIDelete(engine);
        free(opened);
        return CTESSERACT_NO_LANGUAGE;
    }
    opened->calls = calls;
    opened->engine = engine;
    pthread_mutex_init(&opened->gate, NULL);
    *reader = opened;
    return CTESSERACT_OK;
}

void ctesseract_reader_close(ctesseract_reader *reader) {
    if (reader == NULL) return;
    reader->calls->BaseAPIDelete(reader->engine);
    pthread_mutex_destroy(&reader->gate);
    free(reader);
}

static ctesseract_status take_text(
    ctesseract_reader *reader, uint8_t *text, int64_t capacity, int64_t *count, int32_t *confidence) {
    const tesseract_calls *calls = reader->calls;
    if (calls->BaseAPIRecognize(reader->engine, NULL) != 0) return CTESSERACT_FAILED;
    char *read = calls->BaseAPIGetUTF8Text(reader->engine);
    if (read == NULL) return CTESSERACT_FAILED;
    const int64_t length = (int64_t)strlen(read);
    ctesseract_status status = length <= capacity ? CTESSERACT_OK : CTESSERACT_NO_ROOM;
    if (status == CTESSERACT_OK) {
        memcpy(text, read, (size_t)length);
        *count = length;
        *confidence = calls->BaseAPIMeanTextConf(reader->engine);
    }
    calls->DeleteText(read);
    return status;
}

ctesseract_status ctesseract_read(
    ctesseract_reader *reader, const uint8_t *pixels, int32_t width, int32_t height, uint8_t *text, int64_t capacity,
    int64_t *count, int32_t *confidence) {
    *count = 0;
    *confidence = 0;
    if (width <= 0 || width > CTESSERACT_MAX_SIDE || height <= 0 || height > CTESSERACT_MAX_SIDE) {
        return CTESSERACT_INVALID;
    }
    pthread_mutex_lock(&reader->gate);
    const tesseract_calls *calls = reader->calls;
    calls->BaseAPISetImage(reader->engine, pixels, width, height, 1, width);
    // Without one it guesses, and says so on the error output.
    calls->BaseAPISetSourceResolution(reader->engine, 300);
    ctesseract_status status = take_text(reader, text, capacity, count, confidence);
    calls->BaseAPIClear(reader->engine);
    pthread_mutex_unlock(&reader->gate);
    return status;
}
