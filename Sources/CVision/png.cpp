#include "shim.hpp"

#include <png.h>

#include <cstring>

using namespace couth;

namespace {

/// The library's reader of one picture, freed whatever happens.
struct Reader {
    png_image image{};

    Reader() { image.version = PNG_IMAGE_VERSION; }
    ~Reader() { png_image_free(&image); }
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;
};

png_uint_32 format(int32_t channels) { return channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_BGR; }

} // namespace

cvision_status cvision_png_decode(const uint8_t *bytes, int64_t count, cvision_target target) {
    return walled([&] {
        require(count > 0 && target.channels == 3 && isSize(target.width, target.height, target.channels));
        Reader reader;
        png_image &image = reader.image;
        require(png_image_begin_read_from_memory(&image, bytes, size_t(count)) != 0, CVISION_CORRUPT);
        require(int64_t(image.width) == target.width && int64_t(image.height) == target.height, CVISION_CORRUPT);
        // 16 bits a channel are read as the brightness that 8 bits mean, not as linear light.
        image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
        image.format = PNG_FORMAT_BGR;
        const png_color white{255, 255, 255};
        require(png_image_finish_read(&image, &white, target.pixels, target.width * 3, nullptr) != 0, CVISION_CORRUPT);
    });
}

cvision_status cvision_png_encode(cvision_view view, uint8_t *buffer, int64_t capacity, int64_t *length) {
    return walled([&] {
        require(isSize(view.width, view.height, view.channels));
        Reader reader;
        png_image &image = reader.image;
        image.width = png_uint_32(view.width);
        image.height = png_uint_32(view.height);
        image.format = format(view.channels);
        png_alloc_size_t size = png_alloc_size_t(capacity);
        const int stride = view.width * view.channels;
        const int written = png_image_write_to_memory(&image, buffer, &size, 0, view.pixels, stride, nullptr);
        *length = int64_t(size);
        require(written != 0, *length > capacity ? CVISION_NO_ROOM : CVISION_FAILED);
    });
}
