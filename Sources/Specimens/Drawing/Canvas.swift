import CDrawing
import Evidence

/// A drawing in the making: cairo's surface and context behind Swift names. Lengths are in the unit that `scale` sets,
/// from the top left corner, x to the right, y down.
///
/// One thread draws on one canvas; it is made, drawn on and turned into a picture within one function.
final class Canvas {
    let width: Int
    let height: Int
    let context: OpaquePointer
    private let surface: OpaquePointer
    private let typefaces: [Typeface: OpaquePointer]

    /// An empty, transparent drawing of `width` × `height` pixels, with `scale` pixels to the unit.
    init(width: Int, height: Int, scale: Double = 1) throws(SpecimenError) {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface)
        else { throw .drawingFailed("no surface of \(width) × \(height) pixels") }
        var typefaces: [Typeface: OpaquePointer] = [:]
        for typeface in Typeface.allCases { typefaces[typeface] = try typeface.open() }
        self.width = width
        self.height = height
        self.surface = surface
        self.context = context
        self.typefaces = typefaces
        cairo_scale(context, scale, scale)
        Self.settleTextRendering(context)
    }

    deinit {
        for face in typefaces.values { cairo_font_face_destroy(face) }
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Plain grey smoothing without hints: the machine's own font settings must not change a specimen.
    private static func settleTextRendering(_ context: OpaquePointer) {
        guard let options = cairo_font_options_create() else { return }
        defer { cairo_font_options_destroy(options) }
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_set_font_options(context, options)
    }

    func use(_ colour: Colour) {
        cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, colour.opacity)
    }

    func use(_ typeface: Typeface, size: Double) {
        cairo_set_font_face(context, typefaces[typeface])
        cairo_set_font_size(context, size)
    }

    /// Draws inside a copy of the present state (clip, turn, colour), which ends with `body`.
    func within(_ body: () -> Void) {
        cairo_save(context)
        body()
        cairo_restore(context)
    }

    /// The picture so far, without its transparency: what is not covered is black.
    func picture() throws(SpecimenError) -> Picture {
        cairo_surface_flush(surface)
        guard cairo_status(context) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
            throw .drawingFailed(String(cString: cairo_status_to_string(cairo_status(context))))
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        // cairo keeps a pixel as one 32-bit word; on the little-endian machines Swift runs on its bytes are B, G, R, A.
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { bytes, count in
            for y in 0..<height {
                var (from, to) = (y * stride, y * width * 3)
                for _ in 0..<width {
                    bytes[to] = data[from]
                    bytes[to + 1] = data[from + 1]
                    bytes[to + 2] = data[from + 2]
                    from += 4
                    to += 3
                }
            }
            count = width * height * 3
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    /// Lays the drawing over pixels of its own size, three bytes each: blue, green, red.
    func blend(over pixels: UnsafeMutablePointer<UInt8>) {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var y = 0
        while y < height {
            var (from, to, x) = (y * stride, y * width * 3, 0)
            while x < width {
                // cairo's colours are multiplied by their opacity already.
                let rest = 255 - Int(data[from + 3])
                if rest < 255 {
                    for channel in 0..<3 {
                        pixels[to + channel] = UInt8(
                            min(255, Int(data[from + channel]) + (Int(pixels[to + channel]) * rest + 127) / 255))
                    }
                }
                (from, to, x) = (from + 4, to + 3, x + 1)
            }
            y += 1
        }
    }
}
