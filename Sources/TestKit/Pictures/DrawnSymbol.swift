package import Evidence

/// Symbols of invented content, drawn from their modules: one hexadecimal digit has four of them, black is 1.
package struct DrawnSymbol: Sendable {
    /// Modules in a row.
    let columns: Int
    /// Height of a row in modules: those of PDF417 are three times as high as its modules are wide.
    let rowHeight: Int
    let rows: String
    /// PDF417: `InventedCard(version: 10)`.
    package static let card = DrawnSymbol(
        columns: 205, rowHeight: 3,
        rows: """
            ff546a1825ce11decc31479e535ef9e7b6eb785cfbba8e1fd148 \
            ff547a81305d1a1e6a1e87d5835c81fab8f52078eebd421fd148 \
            ff54751fae8c1abe0e87d54f03af91034e9e9054f02b7c1fd148 \
            ff5469303da71d5c0d430413bb905d4770e6ef77663e97dfd148 \
            ff5475ee3d481f59ceef17d77b60f5e9ce90f46c1eb5c11fd148 \
            ff5475f4353e1dd1ef7af7cba2e08d46f898cf5c11baf85fd148 \
            ff5469efbacf1e2bceae06877abcf1b220c314518629ef1fd148 \
            ff547a443f749978cd3cc663ca65f9c09af4ee4cfdbf4b9fd148 \
            ff54530faf6317046a6f87d0eae08da6fcb9036e5c29cfdfd148 \
            ff5451c730c514618a1204df7b28c1dd98d7be43733473dfd148 \
            ff5453d028f21f458f52072e638135d3b0d7ce7d4c34e11fd148 \
            ff5468dfbebd9d7c8fc8d41d1ae08df5ec870b41d1a8efdfd148 \
            ff5468263bb315f7c86e67947b43bdf57cd19c618a28241fd148 \
            ff547d1bb4e81f9d4e6e17026b4e81c434fa8c7ed63d109fd148 \
            ff54502f27dd973bc83a35c11bf4c5df92b7bf757e253c1fd148 \
            ff544b3025041460ca618618a28c316c4098ec618a3cb7dfd148 \
            ff547a1434e81a074f5ce60ba39065f4b0f59869f3b47ddfd148 \
            ff547979312f9b970c7d1689f323f5bc26fcdd72fdb97c5fd148 \
            ff546d04373218628a3187621abde1dd98d4184371bda1dfd148 \
            ff54741a3d3b9f416fab07d58382c9c8d0bdbe5edf3d051fd148 \
            ff545b3c3eb89d5f8dd1c63e4b1f258f92c7c963e4ad879fd148 \
            ff54498636209238ec3217167b909d6304e7504408adc61fd148 \
            ff5472d036f411ebcd9f37e2ba17d95f18f58c4c9fbca11fd148 \
            ff5476fd21cb1163e9e365c81b78b1771ebc774e6e2cb81fd148 \
            ff546cd827799aef0b8e27467b68211208dee47927bc8bdfd148
            """)

    /// QR code: `https://example.org/s/41`.
    package static let link = DrawnSymbol(
        columns: 25, rowHeight: 1,
        rows: """
            fe5abf8 8205a08 bae0ae8 ba962e8 ba80ae8 82af208 feaabf8 00b2800 be5c3e0 6ca4510 8287958 75d3b08 4e976b8 \
            f86a950 8fe53d8 a5ebf88 9a4cfa0 00e58c0 fe1eab8 82d28c8 ba9dfa0 ba8b6f8 baa3068 8248dc8 fea47f8
            """)

    /// Data Matrix: `SEAL UTO 0042117`.
    package static let seal = DrawnSymbol(
        columns: 16, rowHeight: 1,
        rows: """
            aaaa a0c3 9a7a c109 929c 94ff aa3e a7a9 fa00 9189 9ff6 c1b9 db48 b38d a262 ffff
            """)

    /// Aztec: `UTO/0042117/M`.
    package static let mark = DrawnSymbol(
        columns: 19, rowHeight: 1,
        rows: """
            b228e df982 79a8a 57fb0 5d33a 9ffec 24040 3df62 5d162 2554c 7514c 65f4c 24054 e7ff0 c3e1c 30016 6acec \
            51632 14a86
            """)
}

extension DrawnSymbol {
    /// The symbol on a white card, modules of so many pixels, with a quiet zone around it.
    package func picture(pixelsPerModule scale: Int, margin: Int = 40) -> Picture {
        let lines = rows.split(separator: " ").map { line in
            line.flatMap { digit in
                let value = digit.hexDigitValue ?? 0
                return [8, 4, 2, 1].map { value & $0 != 0 }
            }
        }
        let (width, height) = (columns * scale + 2 * margin, lines.count * rowHeight * scale + 2 * margin)
        var pixels = [UInt8](repeating: 245, count: width * height)
        for (row, line) in lines.enumerated() {
            for (column, isBlack) in line.prefix(columns).enumerated() where isBlack {
                for y in (row * rowHeight * scale)..<((row + 1) * rowHeight * scale) {
                    let start = (margin + y) * width + margin + column * scale
                    for x in start..<start + scale { pixels[x] = 15 }
                }
            }
        }
        return Picture(width: width, height: height, channels: 1, pixels: pixels)
    }
}
