#ifndef COUTH_SLOTS_H
#define COUTH_SLOTS_H

#include <stddef.h>
#include <stdint.h>

// The part of ONNX Runtime's C interface that is used here, by position.
//
// Its function table only ever grows at its end, and the library's own build refuses to change the first 102 slots
// (version 1), 119 (version 2) or 150 (version 5). What is declared below are positions and the plain C types of the
// calls.

typedef void handle;

typedef struct api_base {
    const void *const *(*table)(uint32_t version);
    const char *(*version)(void);
} api_base;

enum api_slot {
    SLOT_ERROR_MESSAGE = 2,
    SLOT_CREATE_ENVIRONMENT = 3,
    SLOT_CREATE_SESSION_FROM_ARRAY = 8,
    SLOT_RUN = 9,
    SLOT_CREATE_SESSION_OPTIONS = 10,
    SLOT_DISABLE_MEMORY_PATTERN = 17,
    SLOT_SET_GRAPH_OPTIMIZATION = 23,
    SLOT_SET_INTRA_THREADS = 24,
    SLOT_SET_INTER_THREADS = 25,
    SLOT_INPUT_COUNT = 30,
    SLOT_OUTPUT_COUNT = 31,
    SLOT_INPUT_NAME = 36,
    SLOT_OUTPUT_NAME = 37,
    SLOT_CREATE_TENSOR = 49,
    SLOT_TENSOR_DATA = 51,
    SLOT_ELEMENT_TYPE = 60,
    SLOT_DIMENSION_COUNT = 61,
    SLOT_DIMENSIONS = 62,
    SLOT_ELEMENT_COUNT = 64,
    SLOT_TENSOR_INFO = 65,
    SLOT_CREATE_CPU_MEMORY_INFO = 69,
    SLOT_ALLOCATOR_FREE = 76,
    SLOT_DEFAULT_ALLOCATOR = 78,
    SLOT_RELEASE_STATUS = 93,
    SLOT_RELEASE_MEMORY_INFO = 94,
    SLOT_RELEASE_SESSION = 95,
    SLOT_RELEASE_VALUE = 96,
    SLOT_RELEASE_TENSOR_INFO = 99,
    SLOT_RELEASE_SESSION_OPTIONS = 100,
    // Version 2.
    SLOT_MODEL_METADATA = 111,
    SLOT_METADATA_LOOKUP = 116,
    SLOT_RELEASE_METADATA = 118,
    // Version 5, whose last slot is 149.
    SLOT_ADD_SESSION_ENTRY = 130,
    SLOT_REGISTER_ALLOCATOR = 144,
};

enum {
    TABLE_VERSION = 5,
    ELEMENT_FLOAT = 1,
    LOG_ERRORS_ONLY = 3,
    OPTIMIZE_ALL = 99,
    DEVICE_ALLOCATOR = 0,
    ARENA_ALLOCATOR = 1,
    DEFAULT_MEMORY = 0,
};

// Every call that can fail answers with null or a status to be released.
typedef const char *(*error_message_call)(const handle *status);
typedef handle *(*create_environment_call)(int32_t severity, const char *name, handle **environment);
typedef handle *(*create_session_call)(
    const handle *environment, const void *bytes, size_t count, const handle *options, handle **session);
typedef handle *(*run_call)(
    handle *session, const handle *options, const char *const *input_names, const handle *const *inputs,
    size_t input_count, const char *const *output_names, size_t output_count, handle **outputs);
typedef handle *(*create_call)(handle **created);
typedef handle *(*option_call)(handle *options);
typedef handle *(*option_number_call)(handle *options, int32_t value);
typedef handle *(*option_entry_call)(handle *options, const char *key, const char *value);
typedef handle *(*register_allocator_call)(handle *environment, const handle *memory, const handle *settings);
typedef handle *(*count_call)(const handle *session, size_t *count);
typedef handle *(*name_call)(const handle *session, size_t index, handle *allocator, char **name);
typedef handle *(*create_tensor_call)(
    const handle *memory, void *data, size_t bytes, const int64_t *shape, size_t rank, int32_t type, handle **value);
typedef handle *(*tensor_data_call)(handle *value, void **data);
typedef handle *(*element_type_call)(const handle *info, int32_t *type);
typedef handle *(*dimensions_call)(const handle *info, int64_t *shape, size_t rank);
typedef handle *(*tensor_info_call)(const handle *value, handle **info);
typedef handle *(*create_memory_call)(int32_t allocator, int32_t memory, handle **info);
typedef handle *(*free_call)(handle *allocator, void *pointer);
typedef handle *(*metadata_call)(const handle *session, handle **metadata);
typedef handle *(*lookup_call)(const handle *metadata, handle *allocator, const char *key, char **value);
typedef void (*release_call)(handle *released);

#define CALL(table, slot, type) ((type)(table)[slot])

#endif
