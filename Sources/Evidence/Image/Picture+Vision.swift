import CVision

// The one door to the vision shim for pictures. What it refuses for a valid picture is a programmer's mistake, or an
// exhausted memory: both end the child process that works on the one image.

extension Picture {
    /// Calls the shim with this picture as a view and gives its status back.
    func withView(_ body: (cvision_view) -> cvision_status) -> cvision_status {
        pixels.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return cvision_status(CVISION_INVALID) }
            return body(
                cvision_view(pixels: start, width: Int32(width), height: Int32(height), channels: Int32(channels)))
        }
    }

    /// A new picture whose pixels the shim writes, or the shim's refusal.
    static func filled(
        width: Int, height: Int, channels: Int, _ body: (cvision_target) -> cvision_status
    ) -> (picture: Picture?, status: cvision_status) {
        var status = cvision_status(CVISION_INVALID)
        let count = width * height * channels
        let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            guard let start = buffer.baseAddress else { return }
            status = body(
                cvision_target(pixels: start, width: Int32(width), height: Int32(height), channels: Int32(channels)))
            written = status == CVISION_OK ? count : 0
        }
        guard status == CVISION_OK else { return (nil, status) }
        return (Picture(width: width, height: height, channels: channels, pixels: pixels), status)
    }

    /// A new picture made from this one.
    private func mapped(
        width: Int, height: Int, channels: Int? = nil, _ body: (cvision_view, cvision_target) -> cvision_status
    ) -> Picture {
        let (picture, status) = Self.filled(
            width: width, height: height, channels: channels ?? self.channels
        ) { target in withView { body($0, target) } }
        guard let picture else { preconditionFailure("the vision shim refused a valid picture: \(status)") }
        return picture
    }
}

extension Picture {
    package func resized(width: Int, height: Int, _ interpolation: Interpolation = .area) -> Picture {
        mapped(width: width, height: height) { cvision_resize($0, interpolation.code, $1) }
    }

    /// The picture mapped by `affine`, which takes its coordinates to those of the result; linear interpolation.
    package func warped(by affine: Affine, width: Int, height: Int, border: Border = .constant) -> Picture {
        let matrix = [affine.a, affine.b, affine.c, affine.d, affine.e, affine.f]
        let code = cvision_border(border == .replicate ? CVISION_BORDER_REPLICATE : CVISION_BORDER_CONSTANT)
        return mapped(width: width, height: height) { cvision_warp_affine($0, matrix, code, $1) }
    }

    /// What lies inside the quadrilateral, stretched to a rectangle; averaged where the rectangle is much smaller.
    package func rectified(_ quad: Quad, width: Int, height: Int) -> Picture {
        let corners = quad.corners.flatMap { [$0.x, $0.y] }
        return mapped(width: width, height: height) { cvision_rectify($0, corners, $1) }
    }

    /// Grey values by ITU-R BT.601.
    package func grey() -> Picture {
        channels == 1 ? self : mapped(width: width, height: height, channels: 1) { cvision_grey($0, $1) }
    }

    /// Three equal channels where the picture is grey; else itself.
    package func colour() -> Picture {
        guard channels == 1 else { return self }
        let tripled = [UInt8](unsafeUninitializedCapacity: 3 * pixels.count) { buffer, written in
            for index in 0..<(3 * pixels.count) { buffer.initializeElement(at: index, to: pixels[index / 3]) }
            written = 3 * pixels.count
        }
        return Picture(width: width, height: height, channels: 3, pixels: tripled)
    }

    /// The picture turned clockwise by quarter turns; negative turns are counter-clockwise.
    package func rotated(quarterTurns: Int) -> Picture {
        let orientations: [Int32] = [1, 6, 3, 8]
        return oriented(by: orientations[(quarterTurns % 4 + 4) % 4])
    }

    /// The picture as a mirror shows it.
    package func mirrored() -> Picture { oriented(by: 2) }

    /// Undoes an EXIF orientation, 1…8.
    func oriented(by orientation: Int32) -> Picture {
        guard orientation != 1 else { return self }
        let exchanged = orientation >= 5
        return mapped(width: exchanged ? height : width, height: exchanged ? width : height) {
            cvision_orient($0, orientation, $1)
        }
    }
}

extension Picture {
    /// - Parameter quality: 1…100.
    package func jpeg(quality: Int) -> [UInt8] {
        encoded { cvision_jpeg_encode($0, Int32(quality), $1, $2, $3) }
    }

    package func png() -> [UInt8] { encoded { cvision_png_encode($0, $1, $2, $3) } }

    private func encoded(
        _ encode: (cvision_view, UnsafeMutablePointer<UInt8>, Int64, UnsafeMutablePointer<Int64>) -> cvision_status
    ) -> [UInt8] {
        // Noise at the best quality takes more bytes than its pixels; a file needs at least a header.
        let capacity = 2 * pixels.count + 65_536
        return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, written in
            guard let start = buffer.baseAddress else { return }
            var length: Int64 = 0
            let status = withView { encode($0, start, Int64(capacity), &length) }
            precondition(status == CVISION_OK, "the vision shim could not write a valid picture: \(status)")
            written = Int(length)
        }
    }
}

extension Picture {
    /// Variance of the Laplacian of the grey picture: unitless, 0…, higher is sharper. 0 below 3 × 3 pixels.
    package var laplacianVariance: Double {
        guard width >= 3, height >= 3 else { return 0 }
        var sharpness = 0.0
        measured { cvision_laplacian_variance($0, &sharpness) }
        return sharpness
    }

    /// Mean grey value, 0…255.
    package var meanGrey: Double { greyStatistics.mean }

    /// Mean and standard deviation of the grey values, 0…255.
    package var greyStatistics: (mean: Double, deviation: Double) {
        var (mean, deviation) = (0.0, 0.0)
        measured { cvision_grey_statistics($0, &mean, &deviation) }
        return (mean, deviation)
    }

    /// Share (0…1) of the pixels whose grey value is above `limit`.
    package func share(above limit: UInt8) -> Double {
        var share = 0.0
        measured { cvision_share_above($0, limit, &share) }
        return share
    }

    /// Sharpness of strokes across and down, over the contrast: 0…, higher is sharper. 0 below 3 × 3 pixels.
    package var strokeSharpness: (across: Double, down: Double) {
        guard width >= 3, height >= 3 else { return (0, 0) }
        var (across, down) = (0.0, 0.0)
        measured { cvision_stroke_sharpness($0, &across, &down) }
        return (across, down)
    }

    /// Share (0…1) of a straightened document that fingers cover. In colour, at least 16 × 16 pixels.
    package var skinShare: Double {
        var share = 0.0
        let status = colour().withView { cvision_skin_share($0, &share) }
        precondition(status == CVISION_OK, "the vision shim refused a valid picture: \(status)")
        return share
    }

    /// The spectrum of red against blue, mean of patches of 128 × 128 pixels (logarithm of the power), row by row from
    /// the zero frequency on.
    /// - Parameter places: the patches' top left corners, inside a picture of three channels.
    func colourSpectrum(at places: [(x: Int, y: Int)]) -> [Float] {
        let corners = places.flatMap { [Int32($0.x), Int32($0.y)] }
        return [Float](unsafeUninitializedCapacity: 128 * 128) { buffer, written in
            guard let start = buffer.baseAddress else { return }
            let status = withView { cvision_colour_spectrum($0, corners, Int32(places.count), start) }
            precondition(status == CVISION_OK, "the vision shim refused a valid picture: \(status)")
            written = 128 * 128
        }
    }

    private func measured(_ measure: (cvision_view) -> cvision_status) {
        let status = grey().withView(measure)
        precondition(status == CVISION_OK, "the vision shim refused a valid picture: \(status)")
    }

    /// Floats for a model, 1 × C × H × W or 1 × H × W × C: (pixel − mean[c]) × scale[c].
    /// - Parameters:
    ///   - mean: one a channel, counted in the order of the output.
    ///   - scale: one a channel, counted in the order of the output.
    package func tensor(
        mean: [Float], scale: [Float], order: ChannelOrder = .bgr, layout: TensorLayout = .nchw
    ) -> Tensor {
        precondition(mean.count == channels && scale.count == channels, "one mean and one scale a channel")
        let values = [Float](unsafeUninitializedCapacity: pixels.count) { buffer, written in
            guard let start = buffer.baseAddress else { return }
            let status = withView {
                cvision_tensor($0, mean, scale, order == .rgb ? 1 : 0, layout == .nhwc ? 1 : 0, start)
            }
            precondition(status == CVISION_OK, "the vision shim refused a valid picture: \(status)")
            written = pixels.count
        }
        let shape = layout == .nchw ? [1, channels, height, width] : [1, height, width, channels]
        return Tensor(shape: shape, values: values)
    }
}

extension Interpolation {
    fileprivate var code: cvision_interpolation {
        switch self {
        case .nearest: cvision_interpolation(CVISION_NEAREST)
        case .linear: cvision_interpolation(CVISION_LINEAR)
        case .cubic: cvision_interpolation(CVISION_CUBIC)
        case .area: cvision_interpolation(CVISION_AREA)
        }
    }
}
