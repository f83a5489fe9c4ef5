import Foundation
import Kernel

/// Both spellings of the members: that of 2022 and that of today. `imageFileType` is not read: the bytes decide.
struct DocumentUploadBody: Decodable {
    let type: EitherSpelling<DocumentType>?
    let documentType: EitherSpelling<DocumentType>?
    let part: EitherSpelling<DocumentPart>?
    let documentSide: EitherSpelling<DocumentPart>?
    let imageBase64: String
    let captureSource: EvidenceItem.Source?
    let cameraLabel: CameraLabel?

    func upload() throws(UploadError) -> Capture.Upload {
        Capture.Upload(
            content: .document((type ?? documentType)?.word, (part ?? documentSide)?.word),
            files: [try UploadedBytes.picture(imageBase64, "imageBase64")], origin: .init(captureSource, cameraLabel))
    }
}

struct AdditionalDocumentBody: Decodable {
    let type: EitherSpelling<AdditionalDocument>?
    let documentType: EitherSpelling<AdditionalDocument>?
    let imageBase64: String
    let captureSource: EvidenceItem.Source?
    let cameraLabel: CameraLabel?

    func upload() throws(UploadError) -> Capture.Upload {
        guard let type = type ?? documentType else { throw .wrongType("type") }
        return Capture.Upload(
            content: .additional(type.word), files: [try UploadedBytes.picture(imageBase64, "imageBase64")],
            origin: .init(captureSource, cameraLabel))
    }
}

struct SelfieUploadBody: Decodable {
    let auditImagesBase64: [String]
    let captureSource: EvidenceItem.Source?
    let cameraLabel: CameraLabel?

    func upload() throws(UploadError) -> Capture.Upload {
        guard (1...CaptureLimits.selfieFrames).contains(auditImagesBase64.count) else {
            throw .tooManyFrames(limit: CaptureLimits.selfieFrames)
        }
        var frames: [Data] = []
        for text in auditImagesBase64 { frames.append(try UploadedBytes.picture(text, "auditImagesBase64")) }
        return Capture.Upload(content: .selfie, files: frames, origin: .init(captureSource, cameraLabel))
    }
}

/// `videoFileType` is not read: the bytes decide.
struct RecordingUploadBody: Decodable {
    let videoBase64: String

    func upload() throws(UploadError) -> Capture.Upload {
        let bytes = try UploadedBytes.decoded(videoBase64, "videoBase64", limit: CaptureLimits.recordingBytes)
        return Capture.Upload(content: .recording, files: [bytes], origin: .unknown)
    }
}

enum UploadedBytes {
    static func picture(_ text: String, _ member: String) throws(UploadError) -> Data {
        try decoded(text, member, limit: CaptureLimits.pictureBytes)
    }

    static func decoded(_ text: String, _ member: String, limit: Int) throws(UploadError) -> Data {
        guard text.utf8.count <= limit * 4 / 3 + 64 else { throw .tooLarge(limit: limit) }
        // Some clients send the address form `data:image/jpeg;base64,…`.
        let digits = text.hasPrefix("data:") ? text.drop { $0 != "," }.dropFirst() : text[...]
        // Others break their lines, as MIME does.
        let isBroken = digits.utf8.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        let whole = isBroken ? String(digits.filter { !$0.isNewline }) : String(digits)
        guard let data = Data(base64Encoded: whole), !data.isEmpty else { throw .notBase64(member) }
        guard data.count <= limit else { throw .tooLarge(limit: limit) }
        return data
    }
}
