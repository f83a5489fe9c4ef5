import Database
import Evidence
import Foundation
import Kernel

/// The frames that were sent for a challenge.
struct LivenessAnswer: Sendable {
    let challenge: ID<LivenessChallenge>
    /// One for each file.
    let motions: [EvidenceItem.Motion]
    let excuse: LivenessChallenge.Excuse?
    /// When the request came; of frames that were sent before it, when the last of them had come.
    let began: Date

    /// Frames of one run: fewer do not show a motion, more do not show it better.
    static let framesOfMotion = 3...8
    static let framesOfNeutral = 1...5
    /// Of one answer.
    static let mostFrames =
        framesOfNeutral.upperBound + LivenessChallengeLimits.prompts * framesOfMotion.upperBound
    /// By so much the device's clock may run ahead of ours, in milliseconds.
    private static let tolerance = 2000.0

    /// Whether the frames answer `challenge`. With an excuse there may be fewer.
    func check(against challenge: LivenessChallenge) throws(UploadError) {
        let times = motions.map(\.milliseconds)
        guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }), times.allSatisfy({ $0 >= 0 }) else {
            throw .frames("must be in the order of capturedMilliseconds, each later than the one before")
        }
        let runs = runs
        guard runs.first?.prompt == .neutral, Self.framesOfNeutral.contains(runs.first?.count ?? 0) else {
            throw .frames("must begin with \(Self.words(Self.framesOfNeutral)) of Neutral")
        }
        guard runs.allSatisfy({ $0.count <= Self.framesOfMotion.upperBound }) else {
            throw .frames("must be at most \(Self.framesOfMotion.upperBound) for each prompt")
        }
        let shown = runs.dropFirst().map(\.prompt)
        if excuse != nil {
            guard shown == challenge.prompts.filter(shown.contains) else {
                throw .frames("must follow the challenge's prompts in their order")
            }
            return
        }
        guard shown == challenge.prompts,
            runs.dropFirst().allSatisfy({ Self.framesOfMotion.contains($0.count) })
        else {
            let wanted = Self.words(Self.framesOfMotion)
            throw .frames("must have \(wanted) for each prompt of the challenge, in the challenge's order")
        }
        let elapsed = began.timeIntervalSince(challenge.createdAt) * 1000
        guard Double((times.last ?? 0) - (times.first ?? 0)) <= elapsed + Self.tolerance else {
            throw .frames("must be taken after the challenge was asked for")
        }
    }

    /// Successive frames of one prompt.
    private var runs: [(prompt: LivenessPrompt, count: Int)] {
        motions.reduce(into: []) { runs, motion in
            if runs.last?.prompt == motion.prompt {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((motion.prompt, 1))
            }
        }
    }

    private static func words(_ range: ClosedRange<Int>) -> String {
        "\(range.lowerBound) to \(range.upperBound) frames"
    }
}

extension Capture {
    /// A challenge for the person of an identification.
    func challenge(
        _ id: ID<Identification>, by party: CaptureParty, in transaction: some Transaction
    ) throws -> LivenessChallenge {
        let now = clock.now
        let identification = try admit(party, to: id, at: now, in: transaction)
        _ = try identifications.capturing(id, in: transaction)
        _ = try consented(identification, by: party, in: transaction)
        let settings = try identifications.setup(of: identification, in: transaction).settings
        guard settings.face.enabled, settings.face.activeLivenessEnabled else { throw LivenessError.notAsked }
        return try liveness.open(for: identification, by: party.actor, at: now, in: transaction)
    }

    /// - Throws: where the challenge is over, or the frames do not answer it.
    func check(
        _ answer: LivenessAnswer, for identification: Identification, in transaction: some Transaction
    ) throws {
        try answer.check(against: try challenge(of: answer, for: identification, in: transaction))
    }

    /// The frames stand in their place: the challenge is used.
    func use(_ answer: LivenessAnswer, of identification: Identification, in transaction: some Transaction) throws {
        let challenge = try challenge(of: answer, for: identification, in: transaction)
        try liveness.use(challenge, excuse: answer.excuse, in: transaction)
    }

    /// An answer whose frames were sent in pieces, most of them while the motions were made.
    struct SentAnswer: Sendable {
        let challenge: ID<LivenessChallenge>
        /// In the order in which they were taken.
        let pictures: [ID<EvidenceItem>]
        let motions: [EvidenceItem.Motion]
        let excuse: LivenessChallenge.Excuse?
        let origin: EvidenceItem.Origin
    }

    /// Makes evidence of frames that have come. In time is what had come in time: a line that breaks before this call
    /// takes nobody's motions away, and what was sent cannot be changed any more.
    func take(_ sent: SentAnswer, for id: ID<Identification>, by party: CaptureParty) async throws {
        for picture in sent.pictures {
            let found = try await look(at: id, by: party) { [self] identification, transaction in
                try opened(picture, of: identification, in: transaction)
            }
            _ = try await putTogether(found, of: id, by: party)
        }
        let left = try await step(on: id, by: party) { [self] identification, transaction, now in
            let drafts = try sent.pictures.map { try opened($0, of: identification, in: transaction).draft }
            guard let first = drafts.first, drafts.allSatisfy({ $0.place.challenge == sent.challenge }) else {
                throw DraftError.notFound
            }
            guard drafts.map(\.place.frame) == Array(drafts.indices) else {
                throw UploadError.frames("must be announced as frame 0, 1 … in the order in which they were taken")
            }
            let answer = LivenessAnswer(
                challenge: sent.challenge, motions: sent.motions, excuse: sent.excuse,
                began: drafts.compactMap(\.whole?.at).max() ?? now)
            _ = try admit(.liveness(answer), from: sent.origin.source, for: identification, by: party, in: transaction)
            let items = zip(drafts, sent.motions).compactMap { $0.item(from: sent.origin, showing: $1, at: now) }
            try identifications.add(items, by: party.actor, at: now, in: transaction)
            try use(answer, of: identification, in: transaction)
            let used = Set(items.map(\.object))
            return try DraftStore(transaction).clear(first.place.beginning, of: id).filter { !used.contains($0) }
        }
        await leftovers.remove(left)
    }

    private func challenge(
        of answer: LivenessAnswer, for identification: Identification, in transaction: some Transaction
    ) throws -> LivenessChallenge {
        try liveness.answerable(
            answer.challenge, of: identification, isExcused: answer.excuse != nil, at: answer.began, in: transaction)
    }
}

struct LivenessAnswerBody: Decodable {
    struct Frame: Decodable {
        let prompt: LivenessPrompt
        let capturedMilliseconds: Int
        let imageBase64: String?
        /// Of a picture that was sent in pieces.
        let pictureId: String?
    }

    let frames: [Frame]
    let reason: LivenessChallenge.Excuse?
    let captureSource: EvidenceItem.Source?
    let cameraLabel: CameraLabel?

    /// The answer by pictures that were sent before; nil where the pictures are in the body.
    func sent(for challenge: ID<LivenessChallenge>) throws -> Capture.SentAnswer? {
        guard frames.contains(where: { $0.pictureId != nil }) else { return nil }
        try checkCount()
        let pictures = frames.compactMap { $0.imageBase64 == nil ? $0.pictureId : nil }
        guard pictures.count == frames.count, Set(pictures).count == pictures.count else {
            throw UploadError.frames("must each have a pictureId of their own, or each an imageBase64")
        }
        let ids = pictures.compactMap { ID<EvidenceItem>($0) }
        guard ids.count == pictures.count else { throw DraftError.notFound }
        return Capture.SentAnswer(
            challenge: challenge, pictures: ids, motions: motions, excuse: reason,
            origin: .init(captureSource, cameraLabel))
    }

    func upload(for challenge: ID<LivenessChallenge>, began: Date) throws(UploadError) -> Capture.Upload {
        try checkCount()
        var files: [Data] = []
        for frame in frames { files.append(try UploadedBytes.picture(frame.imageBase64 ?? "", "frames")) }
        let answer = LivenessAnswer(challenge: challenge, motions: motions, excuse: reason, began: began)
        return Capture.Upload(content: .liveness(answer), files: files, origin: .init(captureSource, cameraLabel))
    }

    private var motions: [EvidenceItem.Motion] {
        frames.map { EvidenceItem.Motion(prompt: $0.prompt, milliseconds: $0.capturedMilliseconds) }
    }

    private func checkCount() throws(UploadError) {
        guard (1...LivenessAnswer.mostFrames).contains(frames.count) else {
            throw .frames("must have 1 to \(LivenessAnswer.mostFrames) items")
        }
    }
}
