#include "cinference.h"
#include "slots.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef const void *const *api;

struct cinference_library {
    void *image;
    api table;
    handle *environment;
    handle *memory;
    handle *allocator;
};

struct cinference_session {
    const cinference_library *library;
    handle *session;
    int32_t input_count;
    int32_t output_count;
    char *input_names[CINFERENCE_MAX_TENSORS];
    char *output_names[CINFERENCE_MAX_TENSORS];
};

struct cinference_result {
    api table;
    int32_t count;
    handle *outputs[CINFERENCE_MAX_TENSORS];
};

static void say(char *message, const char *text) { snprintf(message, CINFERENCE_MESSAGE, "%s", text); }

/// True where the call succeeded; else its message is kept and its status released.
static bool succeeded(api table, handle *status, char *message) {
    if (status == NULL) return true;
    if (message != NULL) say(message, CALL(table, SLOT_ERROR_MESSAGE, error_message_call)(status));
    CALL(table, SLOT_RELEASE_STATUS, release_call)(status);
    return false;
}

static void release(api table, enum api_slot slot, handle *released) {
    if (released != NULL) CALL(table, slot, release_call)(released);
}

// ── Library ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// A tensor made over own memory must come back with its shape and its data: else the table is not what it should be.
static bool answers(cinference_library *library, char *message) {
    api table = library->table;
    float data[6] = {0, 1, 2, 3, 4, 5};
    const int64_t shape[2] = {2, 3};
    int64_t read[2] = {0, 0};
    size_t rank = 0, count = 0;
    int32_t type = 0;
    void *pointer = NULL;
    handle *value = NULL, *info = NULL;
    bool good =
        succeeded(table, CALL(table, SLOT_CREATE_TENSOR, create_tensor_call)(
            library->memory, data, sizeof data, shape, 2, ELEMENT_FLOAT, &value), message)
        && succeeded(table, CALL(table, SLOT_TENSOR_DATA, tensor_data_call)(value, &pointer), message)
        && succeeded(table, CALL(table, SLOT_TENSOR_INFO, tensor_info_call)(value, &info), message)
        && succeeded(table, CALL(table, SLOT_ELEMENT_TYPE, element_type_call)(info, &type), message)
        && succeeded(table, CALL(table, SLOT_DIMENSION_COUNT, count_call)(info, &rank), message)
        && succeeded(table, CALL(table, SLOT_ELEMENT_COUNT, count_call)(info, &count), message)
        && succeeded(table, CALL(table, SLOT_DIMENSIONS, dimensions_call)(info, read, 2), message);
    good = good && pointer == data && type == ELEMENT_FLOAT && rank == 2 && count == 6 && read[0] == 2 && read[1] == 3;
    release(table, SLOT_RELEASE_TENSOR_INFO, info);
    release(table, SLOT_RELEASE_VALUE, value);
    return good;
}

/// One arena for all models: what one has left, the next one uses, where each would keep its own. Without it a model
/// has an arena of its own, and computes the same.
static void share_arena(api table, handle *environment) {
    handle *memory = NULL;
    if (!succeeded(table, CALL(table, SLOT_CREATE_CPU_MEMORY_INFO, create_memory_call)(
            ARENA_ALLOCATOR, DEFAULT_MEMORY, &memory), NULL)) return;
    handle *status = CALL(table, SLOT_REGISTER_ALLOCATOR, register_allocator_call)(environment, memory, NULL);
    succeeded(table, status, NULL);
    release(table, SLOT_RELEASE_MEMORY_INFO, memory);
}

/// The library has one environment in a process, which is made once and stays: while one is taken down, none can be
/// made.
static handle *environment_of(api table, char *message) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static api owner = NULL;
    static handle *environment = NULL;
    pthread_mutex_lock(&lock);
    if (environment == NULL && succeeded(table, CALL(table, SLOT_CREATE_ENVIRONMENT, create_environment_call)(
            LOG_ERRORS_ONLY, "couth", &environment), message)) {
        owner = table;
        share_arena(table, environment);
    }
    // Another copy of the library has another table, and would need an environment of its own.
    handle *found = owner == table ? environment : NULL;
    pthread_mutex_unlock(&lock);
    return found;
}

static bool prepare(cinference_library *library, char *message) {
    api table = library->table;
    library->environment = environment_of(table, message);
    return library->environment != NULL
        && succeeded(table, CALL(table, SLOT_CREATE_CPU_MEMORY_INFO, create_memory_call)(
               DEVICE_ALLOCATOR, DEFAULT_MEMORY, &library->memory), message)
        && succeeded(table, CALL(table, SLOT_DEFAULT_ALLOCATOR, create_call)(&library->allocator), message)
        && answers(library, message);
}

cinference_status cinference_open(const char *path, cinference_library **library, char *version, char *message) {
    *library = NULL;
    say(message, "the library does not answer as ONNX Runtime 1.32 does");
    version[0] = 0;
    // As published the library reports to its makers: it keeps a database under the user's cache folder and sends what
    // is in it from a thread of its own. It reads this variable when it makes its environment.
    if (setenv("ORT_DISABLE_TELEMETRY", "1", 1) != 0) return CINFERENCE_NO_LIBRARY;
    void *image = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (image == NULL) {
        const char *reason = dlerror();
        say(message, reason != NULL ? reason : "cannot be opened");
        return CINFERENCE_NO_LIBRARY;
    }
    const api_base *(*base)(void) = (const api_base *(*)(void))dlsym(image, "OrtGetApiBase");
    const api_base *found = base != NULL ? base() : NULL;
    const char *text = found != NULL ? found->version() : "";
    snprintf(version, CINFERENCE_NAME, "%s", text);
    api table = strncmp(text, "1.32.", 5) == 0 ? found->table(TABLE_VERSION) : NULL;
    cinference_library *opened = table != NULL ? calloc(1, sizeof *opened) : NULL;
    if (opened == NULL) {
        dlclose(image);
        return CINFERENCE_NO_LIBRARY;
    }
    opened->image = image;
    opened->table = table;
    if (!prepare(opened, message)) {
        cinference_close(opened);
        return CINFERENCE_NO_LIBRARY;
    }
    message[0] = 0;
    *library = opened;
    return CINFERENCE_OK;
}

void cinference_close(cinference_library *library) {
    if (library == NULL) return;
    release(library->table, SLOT_RELEASE_MEMORY_INFO, library->memory);
    // The shared library itself stays mapped, with its environment.
    free(library);
}

// ── Session ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// One thread; the arena of all models, no pattern of its memory kept for every size of picture. Without an arena the
/// blocks of a run come from the system and go back to it each time, and lie between one another: a process had twice
/// the memory at its peak. Weights stay outside it.
static handle *small_options(api table, char *message) {
    handle *options = NULL;
    if (!succeeded(table, CALL(table, SLOT_CREATE_SESSION_OPTIONS, create_call)(&options), message)) return NULL;
    bool good = succeeded(table, CALL(table, SLOT_SET_INTRA_THREADS, option_number_call)(options, 1), message)
        && succeeded(table, CALL(table, SLOT_SET_INTER_THREADS, option_number_call)(options, 1), message)
        && succeeded(table, CALL(table, SLOT_ADD_SESSION_ENTRY, option_entry_call)(
               options, "session.use_env_allocators", "1"), message)
        && succeeded(table, CALL(table, SLOT_ADD_SESSION_ENTRY, option_entry_call)(
               options, "session.use_device_allocator_for_initializers", "1"), message)
        && succeeded(table, CALL(table, SLOT_DISABLE_MEMORY_PATTERN, option_call)(options), message)
        && succeeded(
               table, CALL(table, SLOT_SET_GRAPH_OPTIMIZATION, option_number_call)(options, OPTIMIZE_ALL), message);
    if (good) return options;
    release(table, SLOT_RELEASE_SESSION_OPTIONS, options);
    return NULL;
}

/// Reads how many tensors there are and their names; false where there are too many.
static bool read_names(
    cinference_session *session, enum api_slot count_slot, enum api_slot name_slot, int32_t *count, char **names,
    char *message
) {
    api table = session->library->table;
    size_t all = 0;
    if (!succeeded(table, CALL(table, count_slot, count_call)(session->session, &all), message)) return false;
    if (all == 0 || all > CINFERENCE_MAX_TENSORS) {
        say(message, "the model has too many inputs or outputs");
        return false;
    }
    for (size_t i = 0; i < all; i++) {
        name_call name = CALL(table, name_slot, name_call);
        if (!succeeded(table, name(session->session, i, session->library->allocator, &names[i]), message)) return false;
        *count = (int32_t)i + 1;
    }
    return true;
}

cinference_status cinference_session_open(
    const cinference_library *library, const uint8_t *onnx, int64_t count, cinference_session **session, char *message
) {
    *session = NULL;
    api table = library->table;
    cinference_session *opened = calloc(1, sizeof *opened);
    handle *options = small_options(table, message);
    if (opened == NULL || options == NULL) {
        free(opened);
        release(table, SLOT_RELEASE_SESSION_OPTIONS, options);
        return CINFERENCE_FAILED;
    }
    opened->library = library;
    handle *status = CALL(table, SLOT_CREATE_SESSION_FROM_ARRAY, create_session_call)(
        library->environment, onnx, (size_t)count, options, &opened->session);
    bool good = succeeded(table, status, message)
        && read_names(opened, SLOT_INPUT_COUNT, SLOT_INPUT_NAME, &opened->input_count, opened->input_names, message)
        && read_names(
               opened, SLOT_OUTPUT_COUNT, SLOT_OUTPUT_NAME, &opened->output_count, opened->output_names, message);
    release(table, SLOT_RELEASE_SESSION_OPTIONS, options);
    if (!good) {
        cinference_session_close(opened);
        return CINFERENCE_BAD_MODEL;
    }
    *session = opened;
    return CINFERENCE_OK;
}

static void free_names(const cinference_library *library, char **names, int32_t count) {
    for (int32_t i = 0; i < count; i++) {
        free_call call = CALL(library->table, SLOT_ALLOCATOR_FREE, free_call);
        succeeded(library->table, call(library->allocator, names[i]), NULL);
    }
}

void cinference_session_close(cinference_session *session) {
    if (session == NULL) return;
    free_names(session->library, session->input_names, session->input_count);
    free_names(session->library, session->output_names, session->output_count);
    release(session->library->table, SLOT_RELEASE_SESSION, session->session);
    free(session);
}

int32_t cinference_input_count(const cinference_session *session) { return session->input_count; }
int32_t cinference_output_count(const cinference_session *session) { return session->output_count; }

static cinference_status copy_name(char *const *names, int32_t count, int32_t index, char *name) {
    if (index < 0 || index >= count) return CINFERENCE_FAILED;
    int length = snprintf(name, CINFERENCE_NAME, "%s", names[index]);
    return length < CINFERENCE_NAME ? CINFERENCE_OK : CINFERENCE_NO_ROOM;
}

cinference_status cinference_input_name(const cinference_session *session, int32_t index, char *name) {
    return copy_name(session->input_names, session->input_count, index, name);
}

cinference_status cinference_output_name(const cinference_session *session, int32_t index, char *name) {
    return copy_name(session->output_names, session->output_count, index, name);
}

cinference_status cinference_metadata(
    const cinference_session *session, const char *key, char *text, int64_t capacity, int64_t *length
) {
    const cinference_library *library = session->library;
    api table = library->table;
    handle *metadata = NULL;
    char *value = NULL;
    *length = -1;
    metadata_call read = CALL(table, SLOT_MODEL_METADATA, metadata_call);
    lookup_call lookup = CALL(table, SLOT_METADATA_LOOKUP, lookup_call);
    if (!succeeded(table, read(session->session, &metadata), NULL)) return CINFERENCE_FAILED;
    bool good = succeeded(table, lookup(metadata, library->allocator, key, &value), NULL);
    release(table, SLOT_RELEASE_METADATA, metadata);
    if (!good) return CINFERENCE_FAILED;
    if (value == NULL) return CINFERENCE_OK;
    *length = (int64_t)strlen(value);
    bool fits = text != NULL && *length < capacity;
    if (fits) memcpy(text, value, (size_t)*length + 1);
    free_names(library, &value, 1);
    return fits ? CINFERENCE_OK : CINFERENCE_NO_ROOM;
}

// ── Running ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The caller's floats as a value of the library, without a copy: the library only reads its inputs.
static bool wrap(const cinference_library *library, const cinference_tensor *tensor, handle **value, char *message) {
    create_tensor_call create = CALL(library->table, SLOT_CREATE_TENSOR, create_tensor_call);
    return succeeded(library->table, create(
        library->memory, (void *)tensor->values, (size_t)tensor->count * sizeof(float), tensor->shape,
        (size_t)tensor->rank, ELEMENT_FLOAT, value), message);
}

cinference_status cinference_run(
    cinference_session *session, const cinference_tensor *inputs, int32_t count, cinference_result **result,
    char *message
) {
    *result = NULL;
    if (count != session->input_count) {
        say(message, "the number of inputs differs from the model's");
        return CINFERENCE_FAILED;
    }
    api table = session->library->table;
    cinference_result *made = calloc(1, sizeof *made);
    if (made == NULL) return CINFERENCE_FAILED;
    made->table = table;
    handle *values[CINFERENCE_MAX_TENSORS] = {NULL};
    bool good = true;
    for (int32_t i = 0; good && i < count; i++) good = wrap(session->library, &inputs[i], &values[i], message);
    if (good) {
        made->count = session->output_count;
        good = succeeded(table, CALL(table, SLOT_RUN, run_call)(
            session->session, NULL, (const char *const *)session->input_names, (const handle *const *)values,
            (size_t)count, (const char *const *)session->output_names, (size_t)session->output_count, made->outputs),
            message);
    }
    for (int32_t i = 0; i < count; i++) release(table, SLOT_RELEASE_VALUE, values[i]);
    if (!good) {
        cinference_result_close(made);
        return CINFERENCE_FAILED;
    }
    *result = made;
    return CINFERENCE_OK;
}

void cinference_result_close(cinference_result *result) {
    if (result == NULL) return;
    for (int32_t i = 0; i < result->count; i++) release(result->table, SLOT_RELEASE_VALUE, result->outputs[i]);
    free(result);
}

cinference_status cinference_result_shape(
    const cinference_result *result, int32_t index, int64_t *shape, int32_t *rank
) {
    if (index < 0 || index >= result->count) return CINFERENCE_FAILED;
    api table = result->table;
    handle *info = NULL;
    int32_t type = 0;
    size_t dimensions = 0;
    if (!succeeded(table, CALL(table, SLOT_TENSOR_INFO, tensor_info_call)(result->outputs[index], &info), NULL)) {
        return CINFERENCE_NOT_FLOAT;
    }
    bool good = succeeded(table, CALL(table, SLOT_ELEMENT_TYPE, element_type_call)(info, &type), NULL)
        && type == ELEMENT_FLOAT
        && succeeded(table, CALL(table, SLOT_DIMENSION_COUNT, count_call)(info, &dimensions), NULL)
        && dimensions <= CINFERENCE_MAX_RANK
        && succeeded(table, CALL(table, SLOT_DIMENSIONS, dimensions_call)(info, shape, dimensions), NULL);
    release(table, SLOT_RELEASE_TENSOR_INFO, info);
    *rank = (int32_t)dimensions;
    return good ? CINFERENCE_OK : CINFERENCE_NOT_FLOAT;
}

/// Where the library keeps the values of an output of `count`, until the result is closed.
static cinference_status values_of(
    const cinference_result *result, int32_t index, int64_t count, const float **values
) {
    int64_t shape[CINFERENCE_MAX_RANK], all = 1;
    int32_t rank = 0;
    cinference_status status = cinference_result_shape(result, index, shape, &rank);
    if (status != CINFERENCE_OK) return status;
    for (int32_t i = 0; i < rank; i++) all *= shape[i];
    if (all != count) return CINFERENCE_NO_ROOM;
    void *data = NULL;
    api table = result->table;
    if (!succeeded(table, CALL(table, SLOT_TENSOR_DATA, tensor_data_call)(result->outputs[index], &data), NULL)) {
        return CINFERENCE_FAILED;
    }
    *values = data;
    return CINFERENCE_OK;
}

cinference_status cinference_result_values(
    const cinference_result *result, int32_t index, float *values, int64_t count
) {
    const float *data = NULL;
    cinference_status status = values_of(result, index, count, &data);
    if (status == CINFERENCE_OK) memcpy(values, data, (size_t)count * sizeof(float));
    return status;
}

cinference_status cinference_result_highest(
    const cinference_result *result, int32_t index, int64_t rows, int64_t columns, int32_t *places, float *values
) {
    const float *data = NULL;
    if (rows < 0 || columns < 1 || columns > INT32_MAX) return CINFERENCE_NO_ROOM;
    cinference_status status = values_of(result, index, rows * columns, &data);
    if (status != CINFERENCE_OK) return status;
    for (int64_t row = 0; row < rows; row++) {
        places[row] = (int32_t)cinference_highest(data + row * columns, columns);
        values[row] = data[row * columns + places[row]];
    }
    return CINFERENCE_OK;
}

// ── Outputs ────────────────────────────────────────────────────────────────────────────────────────────────────────

int64_t cinference_highest(const float *values, int64_t count) {
    enum { LANES = 16 };
    float lanes[LANES] = {0};
    int64_t at = 0;
    for (; at + LANES <= count; at += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
            if (values[at + lane] > lanes[lane]) lanes[lane] = values[at + lane];
        }
    }
    float highest = 0;
    for (int lane = 0; lane < LANES; lane++) {
        if (lanes[lane] > highest) highest = lanes[lane];
    }
    for (; at < count; at++) {
        if (values[at] > highest) highest = values[at];
    }
    for (int64_t index = 0; index < count; index++) {
        if (values[index] == highest) return index;
    }
    return 0;
}
