// The door to libqrencode, which makes the two-dimensional codes of ISO/IEC 18004.
#ifndef CQRCODE_H
#define CQRCODE_H
#include <qrencode.h>
#endif
