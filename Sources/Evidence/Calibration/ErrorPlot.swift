import Foundation

/// A plot of error rates as a standalone SVG: DET (ISO/IEC 19795-1) or ROC.
package struct ErrorPlot: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// FNMR over FMR on normal-deviate axes: further down and left is better.
        case det
        /// The share of genuine pairs that match over FMR: further up and left is better.
        case roc
    }

    package struct Curve: Sendable {
        package let name: String
        package let points: [RatePoint]
        package let equalError: FaceCalibration.EqualError
        package let genuinePairs: Int
        package let impostorPairs: Int

        package init(name: String, _ calibration: FaceCalibration) {
            let isLong = name.count > CalibrationLimits.curveName
            self.name = isLong ? name.prefix(CalibrationLimits.curveName - 1) + "…" : name
            points = calibration.curve
            equalError = calibration.equalError
            genuinePairs = calibration.genuinePairs
            impostorPairs = calibration.impostorPairs
        }
    }

    private static let width = 700.0
    private static let area = (left: 82.0, top: 52.0, side: 560.0)
    private static let rowHeight = 22.0
    /// Okabe and Ito's colours, which people who see few colours can tell apart, and dashes for who sees none.
    private static let looks = [
        ("#0072b2", "none"), ("#d55e00", "8 4"), ("#009e73", "2 3"), ("#cc79a7", "10 3 2 3"), ("#56b4e9", "5 5"),
        ("#000000", "1 4"),
    ]

    private let kind: Kind
    private let title: String
    private let curves: [Curve]
    private let across: PlotAxis
    private let upwards: PlotAxis

    /// - Parameter curves: 1…6.
    package init(_ kind: Kind, title: String, curves: [Curve]) {
        precondition((1...CalibrationLimits.curves).contains(curves.count), "a plot has one to six curves")
        self.kind = kind
        self.title = title
        self.curves = curves
        let impostor = curves.map(\.impostorPairs).max() ?? 1
        let genuine = curves.map(\.genuinePairs).max() ?? 1
        let reaches = curves.map(\.equalError.rate).max() ?? 0
        let match = "FMR: share of impostor pairs that match, per cent"
        switch kind {
        case .det:
            // Both from the same rate on, so that equal rates lie on the diagonal.
            let least = 1 / Double(max(impostor, genuine))
            across = .deviates(title: match, least: least, reaches: reaches)
            upwards = .deviates(
                title: "FNMR: share of genuine pairs that do not match, per cent", least: least, reaches: reaches)
        case .roc:
            across = .decades(title: match, least: 1 / Double(impostor))
            let shown = curves.flatMap { curve in
                curve.points.filter { $0.falseMatchRate >= RuleOfThree.least(pairs: curve.impostorPairs) }
            }
            upwards = .shares(
                title: "1 − FNMR: share of genuine pairs that match, per cent",
                least: 1 - (shown.map(\.falseNonMatchRate).max() ?? 1))
        }
    }

    package var svg: String {
        let legend = Self.area.top + Self.area.side + 72
        let height = legend + Self.rowHeight * Double(curves.count + 2) + 2
        var drawing = SVG(width: Int(Self.width), height: Int(height), title: title)
        drawing.words(
            title, at: Point(x: Self.area.left, y: 30), style: "font-size=\"16\" font-weight=\"bold\" fill=\"#111111\"")
        drawGround(on: &drawing)
        for (curve, look) in zip(curves, Self.looks) { draw(curve, look, on: &drawing) }
        drawLegend(from: legend, on: &drawing)
        return drawing.text
    }

    private func place(_ x: Double, _ y: Double) -> Point {
        Point(
            x: Self.area.left + across.place(x) * Self.area.side,
            y: Self.area.top + (1 - upwards.place(y)) * Self.area.side)
    }

    /// What the kind draws upwards.
    private func height(_ falseNonMatchRate: Double) -> Double {
        kind == .det ? falseNonMatchRate : 1 - falseNonMatchRate
    }

    private func drawGround(on drawing: inout SVG) {
        let corner = Point(x: Self.area.left, y: Self.area.top)
        let (bottom, end) = (Self.area.top + Self.area.side, Self.area.left + Self.area.side)
        drawing.rectangle(corner, width: Self.area.side, height: Self.area.side, fill: "#fcfcfc")
        // Where three false matches are more than the sample can be expected to show, the curve says little.
        let least = RuleOfThree.least(pairs: curves.map(\.impostorPairs).max() ?? 1)
        let edge = place(least, upwards.least).x
        drawing.rectangle(corner, width: edge - corner.x, height: Self.area.side, fill: "#eeeeee")
        for tick in across.ticks {
            let x = place(tick.value, upwards.least).x
            drawing.line([Point(x: x, y: corner.y), Point(x: x, y: bottom)], stroke: "#d8d8d8")
            drawing.words(tick.label, at: Point(x: x, y: bottom + 18), anchor: .middle)
        }
        for tick in upwards.ticks {
            let y = place(across.least, tick.value).y
            drawing.line([Point(x: corner.x, y: y), Point(x: end, y: y)], stroke: "#d8d8d8")
            drawing.words(tick.label, at: Point(x: corner.x - 8, y: y + 4), anchor: .end)
        }
        if kind == .det {
            let (low, high) = (across.least, across.greatest)
            drawing.line([place(low, low), place(high, high)], stroke: "#b0b0b0", style: "stroke-dasharray=\"3 4\"")
        }
        drawing.rectangle(corner, width: Self.area.side, height: Self.area.side, fill: "none", stroke: "#666666")
        drawing.words(
            across.title, at: Point(x: (corner.x + end) / 2, y: bottom + 42), anchor: .middle,
            style: "font-size=\"13\" fill=\"#333333\"")
        drawing.upright(upwards.title, at: Point(x: 20, y: (corner.y + bottom) / 2))
    }

    private func draw(_ curve: Curve, _ look: (colour: String, dashes: String), on drawing: inout SVG) {
        let isShown = curve.points.map(isShown)
        // A point out of sight ends the line where its neighbour is in sight.
        let shown = isShown.indices.filter { index in
            isShown[max(0, index - 1)...min(isShown.count - 1, index + 1)].contains(true)
        }
        drawing.line(
            shown.map { place(curve.points[$0].falseMatchRate, height(curve.points[$0].falseNonMatchRate)) },
            stroke: look.colour,
            style: "stroke-width=\"2\" stroke-linejoin=\"round\" stroke-dasharray=\"\(look.dashes)\"")
        let equal = curve.equalError.rate
        drawing.dot(place(equal, height(equal)), radius: 5, fill: look.colour)
    }

    /// Bad rates beyond an axis are left out; good ones, down to 0, are drawn at its edge.
    private func isShown(_ point: RatePoint) -> Bool {
        let isLow = kind == .roc && height(point.falseNonMatchRate) < upwards.least
        let isHigh = kind == .det && point.falseNonMatchRate > upwards.greatest
        return point.falseMatchRate <= across.greatest && !isLow && !isHigh
    }

    private func drawLegend(from top: Double, on drawing: inout SVG) {
        for (row, (curve, look)) in zip(curves, Self.looks).enumerated() {
            let y = top + Double(row) * Self.rowHeight
            drawing.line(
                [Point(x: Self.area.left, y: y - 4), Point(x: Self.area.left + 34, y: y - 4)], stroke: look.0,
                style: "stroke-width=\"2\" stroke-dasharray=\"\(look.1)\"")
            drawing.dot(Point(x: Self.area.left + 17, y: y - 4), radius: 4, fill: look.0)
            let equal = curve.equalError
            let rate = equal.isCarried ? PlotAxis.figure(equal.rate) : "under " + PlotAxis.figure(equal.leastStated)
            drawing.words(
                "\(curve.name): EER \(rate) % (dot), n = \(curve.genuinePairs) genuine, "
                    + "\(curve.impostorPairs) impostor pairs", at: Point(x: Self.area.left + 44, y: y))
        }
        let y = top + Double(curves.count) * Self.rowHeight
        drawing.rectangle(
            Point(x: Self.area.left, y: y - 12), width: 34, height: 14, fill: "#eeeeee", stroke: "#cccccc")
        let least = PlotAxis.figure(RuleOfThree.least(pairs: curves.map(\.impostorPairs).max() ?? 1))
        drawing.words(
            "FMR below \(least) %: fewer than three false matches, no rate is stated",
            at: Point(x: Self.area.left + 44, y: y))
        drawing.words(
            "Rates below the least of an axis, 0 among them, are drawn at its edge.",
            at: Point(x: Self.area.left + 44, y: y + Self.rowHeight))
    }
}
