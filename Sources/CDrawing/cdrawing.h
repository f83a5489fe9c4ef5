// The door to cairo, the drawing library, and to fontconfig, which knows where the typefaces are.
#ifndef CDRAWING_H
#define CDRAWING_H
#include <cairo-ft.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#endif
