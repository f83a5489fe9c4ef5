import CDrawing
import Evidence

extension Canvas {
    /// Draws the part `source` of `picture` into `region`, stretched to fit.
    func draw(_ picture: Picture, from source: Region, into region: Region, opacity: Double = 1) {
        within {
            cairo_rectangle(context, region.x, region.y, region.width, region.height)
            cairo_clip(context)
            cairo_translate(context, region.x, region.y)
            cairo_scale(context, region.width / source.width, region.height / source.height)
            cairo_translate(context, -source.x, -source.y)
            place(picture, opacity: opacity)
        }
    }

    /// Draws `picture` into `region` so that its left and right edges fade out.
    /// - Parameter fade: how far, as a share of the region's width, 0…0.5.
    func drawFadingSideways(_ picture: Picture, into region: Region, fade: Double) {
        guard let mask = cairo_pattern_create_linear(region.x, 0, region.x + region.width, 0) else { return }
        defer { cairo_pattern_destroy(mask) }
        for (place, opacity) in [(0.0, 0.0), (fade, 1.0), (1 - fade, 1.0), (1.0, 0.0)] {
            cairo_pattern_add_color_stop_rgba(mask, place, 0, 0, 0, opacity)
        }
        cairo_push_group(context)
        draw(picture, from: picture.region, into: region)
        cairo_pop_group_to_source(context)
        cairo_mask(context, mask)
    }

    /// Draws `picture` into `region` and goes on beyond it as in mirrors that stand at its edges.
    func drawMirrored(_ picture: Picture, into region: Region) {
        within {
            cairo_translate(context, region.x, region.y)
            cairo_scale(context, region.width / Double(picture.width), region.height / Double(picture.height))
            place(picture, opacity: 1, beyond: CAIRO_EXTEND_REFLECT)
        }
    }

    private func place(_ picture: Picture, opacity: Double, beyond: cairo_extend_t = CAIRO_EXTEND_PAD) {
        let stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, Int32(picture.width))
        var words = Self.words(of: picture, stride: Int(stride))
        words.withUnsafeMutableBufferPointer { bytes in
            guard
                let surface = cairo_image_surface_create_for_data(
                    bytes.baseAddress, CAIRO_FORMAT_RGB24, Int32(picture.width), Int32(picture.height), stride)
            else { return }
            defer { cairo_surface_destroy(surface) }
            cairo_set_source_surface(context, surface, 0, 0)
            cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_BEST)
            cairo_pattern_set_extend(cairo_get_source(context), beyond)
            cairo_paint_with_alpha(context, opacity)
            // The surface borrows `bytes`: the context must let go of it before they go.
            cairo_set_source_rgb(context, 0, 0, 0)
            cairo_surface_finish(surface)
        }
    }

    /// B, G, R and an unused byte for each pixel, as cairo's 24-bit format wants it.
    private static func words(of picture: Picture, stride: Int) -> [UInt8] {
        let (width, height, channels) = (picture.width, picture.height, picture.channels)
        return picture.pixels.withUnsafeBufferPointer { pixels in
            [UInt8](unsafeUninitializedCapacity: stride * height) { words, count in
                for y in 0..<height {
                    for x in 0..<width {
                        let (from, to) = ((y * width + x) * channels, y * stride + x * 4)
                        words[to] = pixels[from]
                        words[to + 1] = pixels[from + (channels == 3 ? 1 : 0)]
                        words[to + 2] = pixels[from + (channels == 3 ? 2 : 0)]
                        words[to + 3] = 255
                    }
                }
                count = stride * height
            }
        }
    }
}
