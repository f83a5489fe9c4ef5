// The door to zlib, which packs what is the same for everybody before it travels (RFC 1952).
#ifndef CZLIB_H
#define CZLIB_H
#include <string.h>
#include <zlib.h>

// `deflateInit2` is a macro, which Swift cannot call. 16 more than the window's bits asks for a gzip frame.
static inline int czlib_begin_gzip(z_stream *stream) {
    memset(stream, 0, sizeof(*stream));
    return deflateInit2(stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}
#endif
