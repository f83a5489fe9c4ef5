/// Reads the barcodes of a document: the straightened document first, where its corners are known, then the picture as
/// it is, then both as `BarcodeVariant` changes them, until one look reads something that can be believed.
///
/// One look at a tilted PDF417 symbol was seen to give a wrong content that passed the error correction, and at the
/// same tilt it came again. So the content of a PDF417 symbol counts only when a second look, at another tilt, agrees
/// on every byte.
package struct BarcodeReader: Sendable {
    private let library: BarcodeLibrary
    private let formats: Set<BarcodeFormat>

    package init(library: BarcodeLibrary, formats: Set<BarcodeFormat> = Set(BarcodeFormat.allCases)) {
        self.library = library
        self.formats = formats
    }

    /// - Parameter boundary: the document's corners, where they are known.
    /// - Returns: what the first successful look read, in the picture's coordinates; nothing where none did within
    ///   `BarcodeLimits.pixels`.
    package func read(_ picture: Picture, boundary: Quad? = nil) throws(BarcodeError) -> [Barcode] {
        let whole = BarcodeLook(picture.grey())
        let document = boundary.flatMap { whole.rectified($0) }
        var pixelsLeft = BarcodeLimits.pixels
        for look in [document, whole.reduced(toLongSide: BarcodeLimits.longSide)].compactMap({ $0 }) {
            let found = try read(look, &pixelsLeft)
            if !found.isEmpty { return found }
        }
        let small = whole.reduced(toLongSide: BarcodeLimits.variantLongSide)
        for base in [document, small].compactMap({ $0 }) {
            for variant in BarcodeVariant.all {
                guard let look = variant.applied(to: base), look.pixels <= pixelsLeft else { continue }
                let found = try read(look, &pixelsLeft)
                if !found.isEmpty { return found }
            }
        }
        return []
    }

    /// What the look reads and what is believed of it.
    private func read(_ look: BarcodeLook, _ pixelsLeft: inout Int) throws(BarcodeError) -> [Barcode] {
        let found = try symbols(look, &pixelsLeft)
        let stacked = Set(found.filter { $0.format == .pdf417 }.map(\.bytes))
        var agreed: Set<[UInt8]> = []
        for degrees in BarcodeLimits.secondLookDegrees where agreed != stacked {
            let variant = BarcodeVariant.turned(degrees: degrees)
            guard let second = variant.applied(to: look), second.pixels <= pixelsLeft else { continue }
            agreed.formUnion(stacked.intersection(try symbols(second, &pixelsLeft).map(\.bytes)))
        }
        return found.filter { $0.format != .pdf417 || agreed.contains($0.bytes) }
    }

    private func symbols(_ look: BarcodeLook, _ pixelsLeft: inout Int) throws(BarcodeError) -> [Barcode] {
        pixelsLeft -= look.pixels
        return try library.read(look.picture, formats: formats).map { $0.moved(look.back) }
    }
}
