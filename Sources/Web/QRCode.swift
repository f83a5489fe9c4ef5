import CQRCode

/// A two-dimensional code of ISO/IEC 18004, for an address that a phone reads from a screen.
package struct QRCode: Sendable {
    /// Modules a side, without the quiet zone.
    package let side: Int
    /// Row by row; true is dark.
    package let modules: [Bool]

    /// The quiet zone that section 9.1 of the standard asks for, in modules.
    package static let quietZone = 4
    /// More does not fit into a code that a phone still reads from a distance.
    package static let largestText = 512

    /// - Returns: nil for an empty text, one that is too long, or one with U+0000.
    package init?(_ text: String) {
        guard (1...Self.largestText).contains(text.utf8.count), !text.utf8.contains(0),
            // Level M: up to 15 % of the code may be lost to a reflection on the screen.
            let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        guard let data = code.pointee.data else { return nil }
        self.side = side
        // The lowest bit is the colour; the others tell what the module is for.
        modules = (0..<side * side).map { data[$0] & 1 == 1 }
    }

    /// The code as a picture that scales: dark on white with its quiet zone, whatever the page around it looks like.
    package var svg: String {
        let size = side + 2 * Self.quietZone
        var path = ""
        for row in 0..<side {
            var column = 0
            while column < side {
                guard modules[row * side + column] else {
                    column += 1
                    continue
                }
                let end = (column..<side).first { !modules[row * side + $0] } ?? side
                path += "M\(column + Self.quietZone) \(row + Self.quietZone)h\(end - column)v1h-\(end - column)z"
                column = end
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\(size)v\(size)h-\(size)z"/><path d="\(path)"/></svg>
            """
    }
}
