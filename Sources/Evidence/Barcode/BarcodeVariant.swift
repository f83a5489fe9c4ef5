import Foundation

/// A change of a picture after which a symbol may be read that was not before.
enum BarcodeVariant: Equatable, Sendable {
    /// Dim or veiled pictures: the grey values spread over the whole range.
    case contrast
    /// Small symbols: twice as large. Below about 1.5 pixels a module nothing helps.
    case enlarged
    /// Out of focus: a Gaussian blur of so many pixels undone.
    case focused(deviationPixels: Double)
    /// PDF417 is read along its rows, which may be out of level by a few degrees at most.
    case turned(degrees: Double)
    /// The camera moved: a blur of so many pixels along the rows undone.
    case stilled(lengthPixels: Int)
    /// The same along the columns.
    case stilledUpright(lengthPixels: Int)

    /// In the order of what they cost and how often they help.
    static let all: [BarcodeVariant] =
        [.contrast, .enlarged, .focused(deviationPixels: 1.5)]
        + [4, -4, 8, -8, 12, -12].map { .turned(degrees: $0) }
        + [5, 7, 9, 11, 13].flatMap { [.stilled(lengthPixels: $0), .stilledUpright(lengthPixels: $0)] }
        + [.focused(deviationPixels: 2.5)]
        + [6, 8, 10, 12].flatMap { [.stilled(lengthPixels: $0), .stilledUpright(lengthPixels: $0)] }

    /// Nil where the change is of no use for this picture.
    func applied(to look: BarcodeLook) -> BarcodeLook? {
        let picture = look.picture
        switch self {
        case .contrast: return picture.stretched().map { look.changed(to: $0) }
        case .enlarged:
            guard picture.longSide <= BarcodeLimits.enlargedLongSide else { return nil }
            return look.resized(width: 2 * picture.width, height: 2 * picture.height, .cubic)
        case .focused(let deviation):
            let filter = Deblurring(gaussian: deviation)
            let rows = filter.applied(to: picture)
            return look.changed(to: filter.applied(to: rows.rotated(quarterTurns: 1)).rotated(quarterTurns: -1))
        case .turned(let degrees): return Self.turned(look, by: degrees)
        case .stilled(let length): return look.changed(to: Deblurring(motion: length).applied(to: picture))
        case .stilledUpright(let length):
            let turned = Deblurring(motion: length).applied(to: picture.rotated(quarterTurns: 1))
            return look.changed(to: turned.rotated(quarterTurns: -1))
        }
    }

    /// Turned about its centre, in a frame that holds all of it.
    private static func turned(_ look: BarcodeLook, by degrees: Double) -> BarcodeLook? {
        let (width, height) = (Double(look.picture.width), Double(look.picture.height))
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        let (newWidth, newHeight) = (width * cosine + height * abs(sine), height * cosine + width * abs(sine))
        let turn = Affine(
            a: cosine, b: sine, c: (newWidth - width * cosine - height * sine) / 2,
            d: -sine, e: cosine, f: (newHeight + width * sine - height * cosine) / 2)
        guard let inverse = turn.inverse else { return nil }
        let picture = look.picture.warped(
            by: turn, width: Int(newWidth), height: Int(newHeight), border: .replicate)
        return look.changed(to: picture) { inverse.apply($0) }
    }
}

extension Picture {
    /// The grey values between the second and the ninety-eighth percentile spread over 0…255; nil where they are spread
    /// already, or where there is nothing to spread.
    fileprivate func stretched() -> Picture? {
        var counts = [Int](repeating: 0, count: 256)
        for value in pixels { counts[Int(value)] += 1 }
        func percentile(_ share: Double) -> Int {
            let wanted = Int(share * Double(pixels.count))
            var seen = 0
            return counts.firstIndex { count in
                seen += count
                return seen > wanted
            } ?? 255
        }
        let (low, high) = (percentile(0.02), percentile(0.98))
        guard high - low >= 4, high - low < 240 else { return nil }
        let table = (0..<256).map { UInt8(min(max(($0 - low) * 255 / (high - low), 0), 255)) }
        return Picture(width: width, height: height, channels: 1, pixels: pixels.map { table[Int($0)] })
    }
}
