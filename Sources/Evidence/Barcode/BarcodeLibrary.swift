import CBarcode

/// ZXing-C++ 3.1, opened from its shared library at run time, so that the project builds and starts without it.
///
/// `@unchecked Sendable`: the handle is written once, and the library keeps nothing between two readings.
package final class BarcodeLibrary: @unchecked Sendable {
    /// The library's own version text.
    package let version: String
    private let handle: OpaquePointer

    /// Opens the library and proves by a blank picture that it answers. No file is opened later.
    package init(libraryPath: String) throws(BarcodeError) {
        var opened: OpaquePointer?
        let version = CText(capacity: Int(CBARCODE_VERSION))
        let message = CText(capacity: Int(CBARCODE_MESSAGE))
        let status = cbarcode_open(libraryPath, &opened, version.pointer, message.pointer)
        guard status == CBARCODE_OK, let opened else { throw .libraryUnusable(message.text) }
        handle = opened
        self.version = version.text
    }

    deinit { cbarcode_close(handle) }

    /// One look at a picture as it is; the library's own tries (harder, turned by quarters, inverted, halved) included.
    /// - Returns: symbols whose error correction holds, in the picture's coordinates.
    package func read(
        _ picture: Picture, formats: Set<BarcodeFormat> = Set(BarcodeFormat.allCases)
    ) throws(BarcodeError) -> [Barcode] {
        let grey = picture.grey()
        let message = CText(capacity: Int(CBARCODE_MESSAGE))
        let efforts = CBARCODE_TRY_HARDER | CBARCODE_TRY_ROTATE | CBARCODE_TRY_INVERT | CBARCODE_TRY_DOWNSCALE
        let options = cbarcode_options(
            formats: formats.reduce(0) { $0 | $1.code }, efforts: Int32(efforts), most: Int32(BarcodeLimits.symbols))
        var result: OpaquePointer?
        let status = grey.pixels.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return cbarcode_status(CBARCODE_INVALID) }
            let view = cbarcode_view(
                pixels: start, width: Int32(grey.width), height: Int32(grey.height), stride: Int32(grey.width))
            return cbarcode_read(handle, view, options, &result, message.pointer)
        }
        guard status == CBARCODE_OK, let result else { throw .readFailed(message.text) }
        defer { cbarcode_result_close(result) }
        return (0..<cbarcode_count(result)).compactMap { Self.symbol($0, of: result) }
    }

    private static func symbol(_ index: Int32, of result: OpaquePointer) -> Barcode? {
        var symbol = cbarcode_symbol()
        guard cbarcode_symbol_at(result, index, &symbol) == CBARCODE_OK,
            let format = BarcodeFormat.allCases.first(where: { $0.code == symbol.format }),
            let bytes = content(symbol.byte_count, { cbarcode_bytes(result, index, $0, symbol.byte_count) }),
            let text = content(symbol.text_count, { cbarcode_text(result, index, $0, symbol.text_count) })
        else { return nil }
        let c = symbol.corners
        func point(_ x: Int32, _ y: Int32) -> Point { Point(x: Double(x), y: Double(y)) }
        let corners = Quad(
            topLeft: point(c.0, c.1), topRight: point(c.2, c.3), bottomRight: point(c.4, c.5),
            bottomLeft: point(c.6, c.7))
        return Barcode(
            format: format, bytes: bytes, text: String(decoding: text, as: UTF8.self), corners: corners,
            (symbol.has_eci != 0, symbol.is_binary != 0, symbol.is_mirrored != 0))
    }

    private static func content(
        _ count: Int64, _ copy: (UnsafeMutablePointer<UInt8>) -> cbarcode_status
    ) -> [UInt8]? {
        guard count > 0 else { return [] }
        var isCopied = false
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, written in
            guard let start = buffer.baseAddress else { return }
            isCopied = copy(start) == CBARCODE_OK
            written = isCopied ? Int(count) : 0
        }
        return isCopied ? bytes : nil
    }
}

extension BarcodeFormat {
    fileprivate var code: Int32 {
        switch self {
        case .pdf417: Int32(CBARCODE_PDF417)
        case .qrCode: Int32(CBARCODE_QR)
        case .dataMatrix: Int32(CBARCODE_DATA_MATRIX)
        case .aztec: Int32(CBARCODE_AZTEC)
        }
    }
}
