import Foundation

/// An axis of a plot of error rates: where a value lies, and what is written beside it.
struct PlotAxis: Sendable {
    enum Scale: Sendable {
        /// ISO/IEC 19795-1: DET curves are drawn on normal deviates.
        case normalDeviate
        case logarithm
        case linear
    }

    struct Tick: Equatable, Sendable {
        let value: Double
        let label: String
    }

    let title: String
    let scale: Scale
    let ticks: [Tick]
    let least: Double
    let greatest: Double

    init(title: String, scale: Scale, values: [Double]) {
        self.title = title
        self.scale = scale
        ticks = values.map { Tick(value: $0, label: Self.figure($0)) }
        least = values.first ?? 0
        greatest = values.last ?? 1
    }

    /// 0 at the least value, 1 at the greatest; what lies beyond is drawn at the edge.
    func place(_ value: Double) -> Double {
        let (low, high) = (transformed(least), transformed(greatest))
        return (transformed(min(max(value, least), greatest)) - low) / (high - low)
    }

    private func transformed(_ value: Double) -> Double {
        switch scale {
        case .normalDeviate: NormalDeviate.quantile(value)
        case .logarithm: log10(value)
        case .linear: value
        }
    }

    /// In per cent, three digits at most: `0.001`, `20`, `98.4`.
    static func figure(_ rate: Double) -> String { String(format: "%.3g", rate * 100) }
}

extension PlotAxis {
    /// Rates that people read at a glance.
    private static let small = [1e-6, 1e-5, 1e-4, 1e-3]
    private static let between = [0.002, 0.005]
    private static let large = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9]

    /// From the last round rate under `least` up to 40 %, or to 90 % where a curve goes higher before it crosses.
    static func deviates(title: String, least: Double, reaches: Double) -> PlotAxis {
        let from = small.last { $0 <= least } ?? small[0]
        // Where the axis is long, 0.2 and 0.5 % have no room beside 0.1 and 1 %.
        let rates = small + (from < 1e-4 ? [] : between) + large
        let values = rates.filter { $0 >= from && $0 <= (reaches > 0.3 ? 0.9 : 0.4) }
        return PlotAxis(title: title, scale: .normalDeviate, values: values)
    }

    static func decades(title: String, least: Double) -> PlotAxis {
        let from = small.last { $0 <= least } ?? small[0]
        return PlotAxis(title: title, scale: .logarithm, values: (small + [0.01, 0.1, 1]).filter { $0 >= from })
    }

    /// Up to 100 %, from where the curves begin to differ from it.
    static func shares(title: String, least: Double) -> PlotAxis {
        let from = [0.98, 0.95, 0.9, 0.8, 0.5].first { $0 <= least } ?? 0
        let values = (0...5).map { from + (1 - from) * Double($0) / 5 }
        return PlotAxis(title: title, scale: .linear, values: values)
    }
}
