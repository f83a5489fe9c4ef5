/// A vector in whole numbers: `vector[i] = gain · integers[i] + e[i]`, with the length of `e` known.
struct GalleryCode {
    /// Largest whole number of a stored template (8 bits, a quarter of the memory traffic of `Float`s) and of a probe
    /// (16 bits: there is only one, so it may be exact).
    static let storedLargest = 127.0
    static let probeLargest = 32_767.0

    let integers: [Int]
    let gain: Float
    /// Length of `e`, never less than it is.
    let error: Float

    /// - Parameter largest: what the largest number by magnitude becomes.
    init(of vector: [Double], largest: Double) {
        let greatest = vector.reduce(0) { max($0, $1.magnitude) }
        // What is rounded to zero here is all `error`; nothing is lost.
        gain = Float(greatest / largest)
        let step = Double(gain)
        integers = vector.map { value in
            step > 0 ? Int(min(max((value / step).rounded(), -largest), largest)) : 0
        }
        // Of the gain as it is stored, so that its rounding is no error of its own.
        let square = zip(vector, integers).reduce(0.0) { sum, pair in
            let rest = pair.0 - step * Double(pair.1)
            return sum + rest * rest
        }
        error = Float(square.squareRoot() * (1 + 0x1p-40)).nextUp
    }

    /// Numbers of a row for vectors of this dimension: those beyond it are 0.
    static func rowLength(_ dimension: Int) -> Int {
        (dimension + GalleryKernel.block - 1) / GalleryKernel.block * GalleryKernel.block
    }
}
