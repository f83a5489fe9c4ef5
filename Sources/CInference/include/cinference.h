#ifndef COUTH_CINFERENCE_H
#define COUTH_CINFERENCE_H

#include <stdint.h>

// ONNX Runtime, opened at run time by its path, as plain C: so that the project builds, and starts, without it.
//
// Handles are opened and closed by the caller. Every buffer is the caller's. Every function answers with a status and,
// where it has a `message`, writes there why it failed (at most CINFERENCE_MESSAGE bytes, ended by zero). A session is
// used by one thread at a time and computes on that thread only.

#ifdef __cplusplus
extern "C" {
#endif

typedef int32_t cinference_status;
enum {
    CINFERENCE_OK = 0,
    /// The shared library cannot be opened, or does not answer as ONNX Runtime 1.32 does.
    CINFERENCE_NO_LIBRARY = 1,
    /// The bytes are not a model that the library can run.
    CINFERENCE_BAD_MODEL = 2,
    /// The inputs do not fit the model, or the library failed while computing.
    CINFERENCE_FAILED = 3,
    /// The model has an input or output that is no tensor of 32-bit floats.
    CINFERENCE_NOT_FLOAT = 4,
    /// The caller's buffer is too small.
    CINFERENCE_NO_ROOM = 5,
};

/// Room for a message or a name, with its zero.
enum { CINFERENCE_MESSAGE = 512, CINFERENCE_NAME = 256, CINFERENCE_MAX_RANK = 8, CINFERENCE_MAX_TENSORS = 16 };

typedef struct cinference_library cinference_library;
typedef struct cinference_session cinference_session;
typedef struct cinference_result cinference_result;

/// A tensor of floats of the caller: `rank` sizes and their product of values, row-major.
typedef struct cinference_tensor {
    const int64_t *_Nonnull shape;
    int32_t rank;
    const float *_Nonnull values;
    int64_t count;
} cinference_tensor;

/// Opens libonnxruntime at `path`, checks its version (1.32.…) and that it answers through the function table as it
/// should, and creates its environment. version: out, CINFERENCE_NAME bytes, the library's own version text.
cinference_status cinference_open(
    const char *_Nonnull path, cinference_library *_Nullable *_Nonnull library, char *_Nonnull version,
    char *_Nonnull message);
void cinference_close(cinference_library *_Nullable library);

/// Opens a model from the bytes of an ONNX file; they may be freed afterwards. The library must outlive the session.
cinference_status cinference_session_open(
    const cinference_library *_Nonnull library, const uint8_t *_Nonnull onnx, int64_t count,
    cinference_session *_Nullable *_Nonnull session, char *_Nonnull message);
void cinference_session_close(cinference_session *_Nullable session);

int32_t cinference_input_count(const cinference_session *_Nonnull session);
int32_t cinference_output_count(const cinference_session *_Nonnull session);
/// Copies a name into `name`, CINFERENCE_NAME bytes.
cinference_status cinference_input_name(const cinference_session *_Nonnull session, int32_t index, char *_Nonnull name);
cinference_status cinference_output_name(
    const cinference_session *_Nonnull session, int32_t index, char *_Nonnull name);

/// Copies the text that the model file keeps under `key`, with its zero. length: out, its bytes without the zero, also
/// when there is no room; -1 where the file has no such key.
cinference_status cinference_metadata(
    const cinference_session *_Nonnull session, const char *_Nonnull key, char *_Nullable text, int64_t capacity,
    int64_t *_Nonnull length);

/// Runs the model. inputs: as many as `cinference_input_count`, in the model's order. The result holds every output.
cinference_status cinference_run(
    cinference_session *_Nonnull session, const cinference_tensor *_Nonnull inputs, int32_t count,
    cinference_result *_Nullable *_Nonnull result, char *_Nonnull message);
void cinference_result_close(cinference_result *_Nullable result);

/// The sizes of an output. shape: room for CINFERENCE_MAX_RANK.
cinference_status cinference_result_shape(
    const cinference_result *_Nonnull result, int32_t index, int64_t *_Nonnull shape, int32_t *_Nonnull rank);
/// Copies the values of an output. count: exactly the product of its sizes.
cinference_status cinference_result_values(
    const cinference_result *_Nonnull result, int32_t index, float *_Nonnull values, int64_t count);

/// Of an output as rows of `columns` values, 0 and more: in which column each row has its highest, the first of equal
/// ones, and that value. A text recogniser's output is megabytes, of which no more is wanted. rows × columns: exactly
/// the product of its sizes. places, values: room for `rows`.
cinference_status cinference_result_highest(
    const cinference_result *_Nonnull result, int32_t index, int64_t rows, int64_t columns, int32_t *_Nonnull places,
    float *_Nonnull values);

/// The index of the highest of probabilities, the first of equal ones; 0 where there is none above 0. A text recogniser
/// gives twenty thousand at each of its steps.
int64_t cinference_highest(const float *_Nullable values, int64_t count);

#ifdef __cplusplus
}
#endif

#endif
