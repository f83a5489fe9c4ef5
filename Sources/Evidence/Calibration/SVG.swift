import Foundation

/// The few shapes of Scalable Vector Graphics that a plot is made of. Coordinates in pixels, y downwards.
struct SVG {
    enum Anchor: String {
        case start, middle, end
    }

    private var lines: [String]

    init(width: Int, height: Int, title: String) {
        lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
                + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">",
            "<title>\(Self.escaped(title))</title>",
            "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#ffffff\"/>",
        ]
    }

    var text: String { (lines + ["</svg>", ""]).joined(separator: "\n") }

    mutating func rectangle(_ corner: Point, width: Double, height: Double, fill: String, stroke: String = "none") {
        lines.append(
            "<rect x=\"\(Self.number(corner.x))\" y=\"\(Self.number(corner.y))\" width=\"\(Self.number(width))\" "
                + "height=\"\(Self.number(height))\" fill=\"\(fill)\" stroke=\"\(stroke)\"/>")
    }

    /// - Parameter style: further attributes, such as `stroke-width="2"`.
    mutating func line(_ points: [Point], stroke: String, style: String = "") {
        let places = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
        lines.append("<polyline points=\"\(places)\" fill=\"none\" stroke=\"\(stroke)\" \(style)/>")
    }

    mutating func dot(_ centre: Point, radius: Double, fill: String) {
        lines.append(
            "<circle cx=\"\(Self.number(centre.x))\" cy=\"\(Self.number(centre.y))\" r=\"\(Self.number(radius))\" "
                + "fill=\"\(fill)\" stroke=\"#ffffff\" stroke-width=\"1.5\"/>")
    }

    mutating func words(
        _ words: String, at place: Point, anchor: Anchor = .start, style: String = "font-size=\"12\" fill=\"#333333\""
    ) {
        lines.append(
            "<text x=\"\(Self.number(place.x))\" y=\"\(Self.number(place.y))\" text-anchor=\"\(anchor.rawValue)\" "
                + "\(style)>\(Self.escaped(words))</text>")
    }

    /// Words that are read upwards, their middle at `place`.
    mutating func upright(_ words: String, at place: Point) {
        let (x, y) = (Self.number(place.x), Self.number(place.y))
        lines.append(
            "<text transform=\"translate(\(x) \(y)) rotate(-90)\" text-anchor=\"middle\" font-size=\"13\" "
                + "fill=\"#333333\">\(Self.escaped(words))</text>")
    }

    static func number(_ value: Double) -> String { String(format: "%.2f", value) }

    /// Characters that XML 1.0 does not allow become U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += " "
            case _ where scalar.value < 0x20 || (0xFFFE...0xFFFF).contains(scalar.value): escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
