package import Foundation

/// What is asked of a confined child: contract between the server and the process that touches hostile bytes.
///
/// A request is the length of its heading (4 bytes, big endian), the heading as JSON, then the picture's bytes; an
/// answer is JSON.
package struct EvidenceRequest: Codable, Equatable, Sendable {
    package enum Task: String, Codable, Sendable {
        /// Say which models are open.
        case describe
        /// Decode, and say what the file is.
        case inspect
        /// Read all that there is to read.
        case read
        /// Say what would help in a frame of the camera that looks at a face.
        case advise
    }

    /// What the picture shows, as the person said.
    package enum Role: String, Codable, Sendable {
        case selfie, dataPage, cardFront, cardBack
        /// A frame of an active liveness capture: the first is the selfie as well.
        case livenessSelfie, livenessFrame
        /// A side of a document that carries no zone: a licence, a cover.
        case otherSide
    }

    package let task: Task
    package let role: Role?

    package init(_ task: Task, as role: Role? = nil) {
        self.task = task
        self.role = role
    }

    package func message(with picture: Data = Data()) throws -> Data {
        let heading = try JSONEncoder().encode(self)
        let length = withUnsafeBytes(of: UInt32(heading.count).bigEndian) { Data($0) }
        return length + heading + picture
    }

    /// - Returns: nil where the message is not of this form.
    package static func parse(_ message: Data) -> (request: EvidenceRequest, picture: [UInt8])? {
        let bytes = [UInt8](message)
        guard bytes.count >= 4 else { return nil }
        let length = bytes[0..<4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - 4,
            let request = try? JSONDecoder().decode(EvidenceRequest.self, from: Data(bytes[4..<(4 + length)]))
        else { return nil }
        return (request, Array(bytes[(4 + length)...]))
    }
}

/// The child's answer: one of its members, or an error.
package struct EvidenceAnswer: Codable, Sendable {
    package let models: EvidenceModelReport?
    package let image: ImageFacts?
    package let reading: EvidenceReading?
    package let advice: FaceAdvice?
    package let error: ImageError?

    package init(
        models: EvidenceModelReport? = nil, image: ImageFacts? = nil, reading: EvidenceReading? = nil,
        advice: FaceAdvice? = nil, error: ImageError? = nil
    ) {
        self.models = models
        self.image = image
        self.reading = reading
        self.advice = advice
        self.error = error
    }
}

/// Which models a child has open, for the health page.
package struct EvidenceModelReport: Codable, Equatable, Sendable {
    /// Role → SHA-256 of the file.
    package let open: [String: String]
    package let missing: [String]

    package init(open: [String: String], missing: [String]) {
        self.open = open
        self.missing = missing
    }
}
