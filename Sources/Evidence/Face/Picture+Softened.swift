extension Picture {
    /// A grey picture blurred by a standard deviation of one pixel: the binomial of three, twice.
    func softened() -> Picture {
        precondition(channels == 1, "grey pictures are softened")
        var values = pixels.map(Int.init)
        for _ in 0..<2 {
            let rows = values
            for index in rows.indices {
                let x = index % width
                let (left, right) = (
                    x > 0 ? rows[index - 1] : rows[index], x < width - 1 ? rows[index + 1] : rows[index]
                )
                values[index] = left + 2 * rows[index] + right
            }
            let columns = values
            for index in columns.indices {
                let above = index >= width ? columns[index - width] : columns[index]
                let below = index < columns.count - width ? columns[index + width] : columns[index]
                values[index] = (above + 2 * columns[index] + below + 8) / 16
            }
        }
        return Picture(width: width, height: height, channels: 1, pixels: values.map { UInt8(clamping: $0) })
    }

    /// How much the redness differs from pixel to pixel, whatever the picture's cast: the standard deviation of the
    /// logarithm of red over green. 0 for a grey picture.
    var colourVariety: Double {
        guard channels == 3 else { return 0 }
        let redness = stride(from: 0, to: pixels.count, by: 3).map {
            SkinColour(blue: Double(pixels[$0]), green: Double(pixels[$0 + 1]), red: Double(pixels[$0 + 2])).redness
        }
        let mean = redness.reduce(0, +) / Double(redness.count)
        let squares = redness.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(redness.count)).squareRoot()
    }
}
