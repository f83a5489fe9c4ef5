/// Every engine over one set of models: one picture in, all that can be read of it out.
///
/// What has no model answers `Unavailable` for each of its checks: silence would read like a pass.
package struct EvidenceEngine: Sendable {
    private let models: EvidenceModels
    private let faces: FaceReader
    private let documents: DocumentReader?
    private let barcodes: BarcodeReader?

    /// - Parameter barcodes: nil where their library is not here: what they hold is then unavailable.
    package init(models: EvidenceModels, barcodes: BarcodeLibrary? = nil) {
        self.models = models
        self.barcodes = barcodes.map { BarcodeReader(library: $0) }
        faces = FaceReader(models: models)
        documents = DocumentReader(models)
    }

    package func read(_ image: DecodedImage, as role: EvidenceRequest.Role) throws(InferenceError) -> EvidenceReading {
        let readable = Finding(.imageReadable, .success)
        if role == .selfie || role == .livenessSelfie || role == .livenessFrame {
            return EvidenceReading(
                image: image.facts, findings: [readable],
                face: role == .livenessFrame ? nil : try faces.readSelfie(image.picture),
                liveness: role == .selfie ? nil : try faces.readLiveness(image.picture),
                scale: models.faceEmbedder?.scale, engine: EvidenceEngineVersion.current)
        }
        let document = try readDocument(image, as: role)
        return EvidenceReading(
            image: image.facts, findings: [readable] + document.quality, document: document.reading,
            face: document.portrait, scale: models.faceEmbedder?.scale, engine: EvidenceEngineVersion.current)
    }

    /// - Returns: nil where no model finds faces.
    package func advise(_ image: DecodedImage) throws(InferenceError) -> FaceAdvice? {
        try faces.advise(image.picture)
    }

    /// Where a face is on a side on which none has to be: a licence's, of which nobody says whether it is the front.
    package func portraitPlace(
        in picture: Picture, as role: EvidenceRequest.Role
    ) throws(InferenceError) -> FaceReading? {
        role == .otherSide ? try faces.portraitPlace(in: picture) : nil
    }

    private struct DocumentSide {
        let quality: [Finding]
        let reading: DocumentReading
        let portrait: FaceReading?
    }

    private func readDocument(
        _ image: DecodedImage, as role: EvidenceRequest.Role
    ) throws(InferenceError) -> DocumentSide {
        let picture = image.picture
        guard let documents else {
            let missing = Self.textChecks(of: role).map { Finding($0, .unavailable, reason: .modelMissing) }
            let portrait = role.hasPortrait ? try faces.readPortrait(picture, boundary: nil) : nil
            return DocumentSide(
                quality: [],
                reading: DocumentReading(boundary: nil, mrz: nil, text: [], findings: missing), portrait: portrait)
        }
        let read = try documents.read(picture, part: role.part)
        let text = read.text.map(\.quad) + (read.mrz.map { [$0.quad] } ?? [])
        let boundary = Boundary.find(in: picture, text: text, zone: read.mrz.map(Boundary.Zone.init))
        let (quality, portrait) = try SideBySide.both {
            DocumentQuality(
                of: picture, boundary: boundary, text: text, zone: read.mrz.map(ZoneClarity.init),
                expectsZone: role.part.mustHaveMrz
            ).findings(lines: read.text, expectsZone: role.part.mustHaveMrz, models: documents.models)
        } and: { () throws(InferenceError) in
            role.hasPortrait ? try faces.readPortrait(picture, boundary: boundary?.quad) : nil
        }
        let (symbols, symbolFindings) = role == .otherSide ? readBarcodes(picture, boundary?.quad) : (nil, [])
        let place = try portraitPlace(in: picture, as: role)
        let surface = DocumentSurface(
            picture, boundary: boundary, mrz: read.mrz, text: read.text, portrait: portrait ?? place)
        let authenticity = DocumentAuthenticity(surface, traces: image.traces)
        return DocumentSide(
            quality: quality,
            reading: DocumentReading(
                boundary: boundary?.quad, mrz: read.mrz, text: read.text, barcodes: symbols,
                background: BackgroundPrint(of: picture, without: boundary?.quad),
                findings: read.findings + symbolFindings + authenticity.findings, scriptModels: read.scriptModels,
                thumbnail: boundary.map { SideThumbnail(of: picture, boundary: $0) }),
            portrait: portrait)
    }

    /// A back without a zone may carry symbols; that it has none says nothing.
    private func readBarcodes(_ picture: Picture, _ boundary: Quad?) -> (barcodes: [Barcode]?, findings: [Finding]) {
        guard let barcodes else { return (nil, [Finding(.documentBarcode, .unavailable, reason: .modelMissing)]) }
        guard let found = try? barcodes.read(picture, boundary: boundary) else {
            return (nil, [Finding(.documentBarcode, .unavailable, reason: .notRead)])
        }
        let outcome: Finding.Outcome = found.isEmpty ? .unavailable : .success
        return (
            found,
            [
                Finding(
                    .documentBarcode, outcome, measure: Double(found.count), unit: .count,
                    reason: found.isEmpty ? .notFound : nil)
            ]
        )
    }

    private static func textChecks(of role: EvidenceRequest.Role) -> [Check] {
        let quality: [Check] = [.documentSharpness, .documentExposure, .documentGlare, .documentResolution]
        return quality + (role.part.mustHaveMrz ? [.documentHasMrz, .mrzCheckDigits] : []) + [.documentAuthenticity]
    }
}

extension EvidenceRequest.Role {
    fileprivate var hasPortrait: Bool { self == .dataPage || self == .cardFront }

    /// What is looked for on it.
    package var part: DocumentSide {
        switch self {
        case .dataPage: .dataPage
        case .cardBack: .cardBack
        // A side without a zone of its own is read like a card's front, on which none is expected.
        case .cardFront, .otherSide, .selfie, .livenessSelfie, .livenessFrame: .cardFront
        }
    }
}
