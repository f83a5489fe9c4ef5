import Evidence
import Foundation

/// Measures the reading of visual zones as fields: on drawn documents with their whole truth, and on published
/// specimens, whose number and surname their zone tells.
struct AccuracyFields {
    let reader: DocumentReader
    /// Says what is being done, for whoever waits.
    let progress: (String) -> Void

    init(models: EvidenceModels, progress: @escaping (String) -> Void) throws(AccuracyMRZ.Failure) {
        guard let reader = DocumentReader(models) else { throw .noModels }
        self.reader = reader
        self.progress = progress
    }

    /// One picture as it was read.
    struct Look {
        let reading: DocumentReading
        let fields: VisualFields
        /// What does not agree with the zone that belongs to the document.
        let differing: [VisualZoneElement]
        /// Seconds of processor time, decoding left out.
        let seconds: Double
    }

    /// - Parameter other: what the zone on another side says, where this side has none.
    func look(at picture: Picture, _ part: DocumentSide, other: MRZFields? = nil) throws -> Look {
        let ((reading, reference, fields), seconds) = try ProcessorTime.of {
            let reading = try reader.read(picture, part: part)
            let reference = (reading.mrz?.fields ?? other).map { VisualReference($0) }
            return (reading, reference, VisualFields(reading.text, reference: reference, at: reading.mrz?.quad))
        }
        let differing = reference.map { VisualComparison(fields, with: $0).differing } ?? []
        return Look(reading: reading, fields: fields, differing: differing, seconds: seconds)
    }

    /// - Parameters:
    ///   - folder: published specimens; nil without.
    ///   - labelled: pictures with the whole truth about them; nil without.
    ///   - count: drawn documents of each kind, each once as a scan and once on a desk.
    func report(specimens folder: URL?, labelled: URL?, drawn count: Int) throws -> String {
        var sections = count > 0 ? [try drawnReport(count)] : []
        if let labelled { sections.append(try labelledReport(labelled)) }
        if let folder { sections.append(try publishedReport(folder)) }
        return sections.joined(separator: "\n\n")
    }
}
