import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The one way of a file into the house, whoever sends it.
extension Capture {
    /// What was sent in one call.
    struct Upload: Sendable {
        enum Content: Sendable {
            case document(DocumentType?, DocumentPart?)
            case selfie
            case additional(AdditionalDocument)
            case recording
            case liveness(LivenessAnswer)
            /// One picture of an answer that has not been given yet.
            case livenessFrame(ID<LivenessChallenge>)
        }

        let content: Content
        /// One file; of a selfie its frames.
        let files: [Data]
        let origin: EvidenceItem.Origin
    }

    /// What an upload needs to know of its identification.
    struct Place: Sendable {
        let verification: ID<Verification>
        let attempt: Int
        let key: DataKey
        let takesPDF: Bool
    }

    /// Looks at the files in a child, stores them sealed, then writes their rows: in this order, so that a machine that
    /// stops anywhere leaves at most objects that nobody names.
    func take(_ upload: Upload, for id: ID<Identification>, by party: CaptureParty) async throws {
        let place = try await look(at: id, by: party) { [self] identification, transaction in
            try admit(upload.content, from: upload.origin.source, for: identification, by: party, in: transaction)
        }
        var formats: [MediaFormat] = []
        for file in upload.files {
            formats.append(try await format(of: file, upload.content, takesPDF: place.takesPDF))
        }
        var items: [EvidenceItem] = []
        for (frame, file) in upload.files.enumerated() {
            let now = clock.now
            let itemID = ID<EvidenceItem>.new(at: now)
            let object = try await vault.keep(file, with: place.key, as: "evidence/\(itemID)")
            items.append(
                EvidenceItem(
                    id: itemID, identification: id, verification: place.verification, attempt: place.attempt,
                    kind: upload.content.kind, documentType: upload.content.documentType, part: upload.content.part,
                    additional: upload.content.additional, frame: frame, motion: upload.content.motion(of: frame),
                    object: object, format: formats[frame],
                    sizeBytes: file.count, origin: upload.origin, createdAt: now, reading: nil))
        }
        try await step(on: id, by: party) { [self, items] identification, transaction, now in
            let standing = try admit(
                upload.content, from: upload.origin.source, for: identification, by: party, in: transaction)
            // A retry began while the file was on its way: it belongs to the attempt that is over.
            guard standing.attempt == place.attempt else {
                throw IdentificationError.wrongStatus(identification.status)
            }
            try identifications.add(items, by: party.actor, at: now, in: transaction)
            switch upload.content {
            case .liveness(let answer): try use(answer, of: identification, in: transaction)
            case .document: try DocumentChoiceStore(transaction).clear(of: id)
            default: break
            }
        }
    }

    private func format(of file: Data, _ content: Upload.Content, takesPDF: Bool) async throws -> MediaFormat {
        if case .recording = content {
            guard MediaFormat.isMp4(file) else { throw UploadError.notMp4 }
            return .mp4
        }
        return try await pictureFormat(of: file, takesPDF: takesPDF)
    }

    /// Looks at a picture in a child.
    func pictureFormat(of file: Data, takesPDF: Bool = false) async throws -> MediaFormat {
        // A file that may not come costs no child: what draws PDF is the largest library of them all.
        if !takesPDF, ImageFormat.sniffed(from: [UInt8](file.prefix(1_024))) == .pdf {
            throw UploadError.picture(.unsupportedFormat(.pdf))
        }
        do {
            return .image(try await desk.inspect(file).format)
        } catch let error as UploadError {
            throw error
        } catch {
            // The child died over it: that costs this picture and nothing else.
            throw UploadError.unreadable
        }
    }

    /// What must hold before a file is taken: the verification is open, consent was given where it is asked for, and
    /// the setup asks for this file.
    /// - Parameter source: as the device says; nil while it has not said it.
    func admit(
        _ content: Upload.Content, from source: EvidenceItem.Source?, for identification: Identification,
        by party: CaptureParty, in transaction: some Transaction
    ) throws -> Place {
        // A recording ends after the last picture was handed in, so that it may come while the checks are under way.
        if content.kind != .recording {
            _ = try identifications.capturing(identification.id, in: transaction)
        }
        let (verification, setup) = try consented(identification, by: party, in: transaction)
        let kyc = try identifications.setup(of: identification, in: transaction).settings
        if let member = content.refusedMember(by: kyc, setup) { throw UploadError.wrongType(member) }
        let needsCamera = kyc.asksForCamera && content.isOfCamera
        if needsCamera && source == .upload { throw UploadError.fromFile }
        switch content {
        case .selfie where kyc.face.activeLivenessEnabled: throw LivenessError.asked
        case .liveness(let answer):
            guard kyc.face.activeLivenessEnabled else { throw LivenessError.notAsked }
            try check(answer, for: identification, in: transaction)
        case .livenessFrame(let challenge):
            guard kyc.face.activeLivenessEnabled else { throw LivenessError.notAsked }
            // Its time is looked at with the answer, which may be an excuse.
            _ = try liveness.answerable(
                challenge, of: identification, isExcused: true, at: clock.now, in: transaction)
        default: break
        }
        return Place(
            verification: verification.id, attempt: identification.attempt,
            key: try identifications.key(ofVerification: verification.id, in: transaction),
            takesPDF: kyc.pdfUploadEnabled == true && content.mayBePDF && !needsCamera)
    }

    /// - Throws: where the verification is over, or the person was not asked for consent yet.
    func consented(
        _ identification: Identification, by party: CaptureParty, in transaction: some Transaction
    ) throws -> (verification: Verification, setup: IdvSettings) {
        let verification = try verifications.open(identification.verification, at: clock.now, in: transaction)
        let setup = try verifications.setup(of: verification, in: transaction).settings
        if party.needsConsent && setup.asksForConsent && verification.consent?.isConsented != true {
            throw VerificationError.noConsent
        }
        return (verification, setup)
    }
}

extension Capture.Upload.Content {
    var kind: EvidenceItem.Kind {
        switch self {
        case .document: .document
        case .selfie, .liveness, .livenessFrame: .selfie
        case .additional: .additional
        case .recording: .recording
        }
    }

    func motion(of frame: Int) -> EvidenceItem.Motion? {
        if case .liveness(let answer) = self { answer.motions[frame] } else { nil }
    }

    var documentType: DocumentType? {
        if case .document(let type, _) = self { type } else { nil }
    }

    var part: DocumentPart? {
        if case .document(_, let part) = self { part } else { nil }
    }

    var additional: AdditionalDocument? {
        if case .additional(let document) = self { document } else { nil }
    }

    /// What is scanned in an office; what a camera has to see is not.
    fileprivate var mayBePDF: Bool {
        switch self {
        case .document, .additional(.proofOfAddress): true
        case .selfie, .additional(.selfieWithDoc), .recording, .liveness, .livenessFrame: false
        }
    }

    /// What is before the person, so that a camera can take it there and then.
    fileprivate var isOfCamera: Bool {
        switch self {
        case .document, .selfie, .liveness, .livenessFrame, .additional(.selfieWithDoc): true
        case .additional(.proofOfAddress), .recording: false
        }
    }

    /// The request's member that the setups do not ask for; nil where all is well.
    fileprivate func refusedMember(by kyc: KycSettings, _ idv: IdvSettings) -> String? {
        switch self {
        case .document(let type, let part):
            guard let type, kyc.document.enabled, kyc.accepts(type) else { return "type" }
            guard let part, type.knownParts.contains(part) else { return "part" }
            return nil
        case .selfie: return kyc.face.enabled ? nil : "auditImagesBase64"
        case .liveness, .livenessFrame: return nil
        case .additional(let document): return kyc.additionalDocuments.contains(document) ? nil : "type"
        case .recording: return idv.sessionScreenRecording.enabled ? nil : "videoBase64"
        }
    }
}
