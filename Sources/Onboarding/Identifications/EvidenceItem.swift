package import Evidence
package import Foundation
package import Kernel
package import Vault

/// One file that was handed in: contract § 5.7.
package struct EvidenceItem: Sendable {
    package enum Kind: String, Codable, Sendable {
        case document, selfie
        /// Kept beside the identity document; no engine reads it.
        case additional
        /// What the person's screen showed; kept, never decoded.
        case recording
    }

    /// Where the picture comes from, as the client says: an upload proves less than a camera, and neither is proven.
    package enum Source: String, Codable, Sendable {
        case camera, upload, unknown
    }

    /// Where the picture comes from, and of the camera's name its kind.
    package struct Origin: Equatable, Sendable {
        package let source: Source
        package let camera: VirtualCamera.Kind

        package init(_ source: Source, camera: VirtualCamera.Kind = .unknown) {
            self.source = source
            self.camera = camera
        }

        package static let unknown = Origin(.unknown)
    }

    /// What a frame of an active liveness capture shows, as the device says.
    package struct Motion: Equatable, Sendable {
        package let prompt: LivenessPrompt
        /// Since the beginning of the capture, by the device's own clock.
        package let milliseconds: Int

        package init(prompt: LivenessPrompt, milliseconds: Int) {
            self.prompt = prompt
            self.milliseconds = milliseconds
        }
    }

    package let id: ID<EvidenceItem>
    package let identification: ID<Identification>
    package let verification: ID<Verification>
    package let attempt: Int
    package let kind: Kind
    /// Of a `document`.
    package let documentType: DocumentType?
    package let part: DocumentPart?
    /// Of an `additional` document.
    package let additional: AdditionalDocument?
    /// 0, 1 … within one selfie; the first is the probe of the face comparison.
    package let frame: Int
    /// Of a selfie that is a frame of an active liveness capture.
    package let motion: Motion?
    package let object: ObjectName
    package let format: MediaFormat
    package let sizeBytes: Int
    package let origin: Origin
    package let createdAt: Date
    /// Nil until it was read.
    package let reading: Private<EvidenceReading>?

    /// The name under which the bytes are sealed.
    package var identity: String { "evidence/\(id)" }

    /// Whether the engines look at it.
    package var isRead: Bool { kind == .document || kind == .selfie && (frame == 0 || motion != nil) }

    package var fileName: String {
        let stem =
            switch kind {
            case .document: "document-\(part?.rawValue.lowercased() ?? "photo")"
            case .selfie: frame == 0 ? "selfie" : "\(motion == nil ? "selfie" : "liveness")-\(frame + 1)"
            case .additional: additional == .proofOfAddress ? "proof-of-address" : "selfie-with-document"
            case .recording: "session-screen-recording"
            }
        return "\(stem).\(format.fileExtension)"
    }

    /// The contract's word for what it is: § 5.7.
    package var fileType: String {
        switch kind {
        case .document: "DocumentPhoto"
        case .selfie: motion == nil || frame == 0 ? "SelfiePhoto" : "LivenessPhoto"
        case .additional: additional?.rawValue ?? "AdditionalDocument"
        case .recording: "SessionScreenRecording"
        }
    }
}
