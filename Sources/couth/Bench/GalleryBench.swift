import Evidence
import Foundation
import Glibc

/// What searches of one gallery took.
struct GalleryBench {
    private let crowd: GalleryCrowd
    private let size: Int
    private let search: Latencies
    private let processor: Latencies
    private let plain: Latencies
    /// Reading as many bytes as the search reads at least, and as many as the plain loop reads.
    private let readingCodes: Latencies
    private let readingAll: Latencies
    private let memoryBytes: Int
    private let additionMicroseconds: Double
    private let hits: Int
    /// Searches that found something else than comparing with every template.
    let differing: Int

    private enum Limits {
        static let hits = 10
        static let plainRounds = 11
    }

    static let header = [
        "| measure, numbers | templates | p50 ms | p95 ms | processor ms | plain loop ms | of the search "
            + "| reading the codes ms | search of that | reading all numbers ms | µs an addition | MiB | hits "
            + "| differing |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]

    init(_ crowd: GalleryCrowd, size: Int, probes count: Int, checks: Int) throws {
        let values = crowd.values(size)
        let gallery = FaceGallery(
            model: GalleryCrowd.model, dimension: crowd.dimension, scale: crowd.scale, capacity: size)
        let identifiers = (0..<size).map { _ in UUID() }
        let began = ContinuousClock.now
        try Self.fill(gallery, identifiers, values)
        additionMicroseconds = (ContinuousClock.now - began) / .microseconds(1) / Double(size)
        memoryBytes = gallery.memoryBytes
        let templates = crowd.probes(count, of: values).map { FaceTemplate(model: GalleryCrowd.model, values: $0) }
        var times: (wall: [Double], processor: [Double]) = ([], [])
        var found: [[FaceGalleryHit]] = []
        for template in templates {
            let (began, processorBegan) = (ContinuousClock.now, Self.processorMilliseconds)
            found.append(try Self.search(gallery, for: template))
            times.processor.append(Self.processorMilliseconds - processorBegan)
            times.wall.append((ContinuousClock.now - began).milliseconds)
        }
        differing = zip(templates, found).prefix(checks).count { template, hits in
            hits != Self.compared(with: values, identifiers, template, gallery.scale)
        }
        hits = found.reduce(0) { $0 + $1.count }
        search = Latencies(times.wall)
        processor = Latencies(times.processor)
        plain = Self.times { GalleryPlainLoops.best(of: values, templates[0].values, gallery.scale.measure) }
        readingAll = Self.times { GalleryPlainLoops.sum(of: values, bytes: size * crowd.dimension * 4) }
        readingCodes = Self.times { GalleryPlainLoops.sum(of: values, bytes: size * crowd.dimension) }
        self.crowd = crowd
        self.size = size
    }

    var row: String {
        func shown(_ value: Double) -> String { Figures.text(value, digits: 2) }
        let cells = [
            "\(crowd.scale.measure.rawValue), \(crowd.dimension)", "\(size)", shown(search.median),
            shown(search.percentile(0.95)), shown(processor.median), shown(plain.median),
            "× " + Figures.text(plain.median / search.median, digits: 1), shown(readingCodes.median),
            "× " + Figures.text(search.median / readingCodes.median, digits: 1), shown(readingAll.median),
            Figures.text(additionMicroseconds, digits: 1), "\(memoryBytes >> 20)", "\(hits)", "\(differing)",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private static func fill(_ gallery: FaceGallery, _ identifiers: [UUID], _ values: [Float]) throws {
        for (number, identifier) in identifiers.enumerated() {
            let start = number * gallery.dimension
            let template = FaceTemplate(
                model: gallery.model, values: Array(values[start..<start + gallery.dimension]))
            try gallery.add(template, as: identifier)
        }
    }

    private static func search(_ gallery: FaceGallery, for template: FaceTemplate) throws -> [FaceGalleryHit] {
        try gallery.search(template, threshold: gallery.scale.review, limit: Limits.hits) { _ in false }
    }

    /// What a search has to find, by `FaceComparison` with every template.
    private static func compared(
        with values: [Float], _ identifiers: [UUID], _ probe: FaceTemplate, _ scale: FaceComparisonScale
    ) -> [FaceGalleryHit] {
        let hits = identifiers.enumerated().compactMap { number, identifier -> FaceGalleryHit? in
            let start = number * probe.values.count
            let reference = FaceTemplate(model: probe.model, values: Array(values[start..<start + probe.values.count]))
            guard let comparison = FaceComparison(probe: probe, reference: reference, scale: scale),
                comparison.level != .noMatch
            else { return nil }
            return FaceGalleryHit(identifier: identifier, comparison: comparison)
        }
        let ranked = hits.sorted {
            ($1.comparison.score, $0.identifier) < ($0.comparison.score, $1.identifier)
        }
        return Array(ranked.prefix(Limits.hits))
    }

    private static func times(of loop: () -> Double) -> Latencies {
        Latencies(
            (0..<Limits.plainRounds).map { _ in
                let began = ContinuousClock.now
                let result = loop()
                precondition(!result.isNaN, "the loop is there for its time, and may not be left out for its result")
                return (ContinuousClock.now - began).milliseconds
            })
    }

    private static var processorMilliseconds: Double {
        Double(clock()) * 1e3 / Double(CLOCKS_PER_SEC)
    }
}
