package import Confinement
package import Evidence
package import Foundation
package import Kernel
package import Logging
import Synchronization

/// Where pictures are decoded and read: in confined children, never here.
package struct EvidenceDesk: Sendable {
    /// Children with the models; a document takes them a second or more.
    private let readers: ChildPool
    /// Children that only decode, so that nobody's upload waits for somebody else's document to be read.
    private let inspectors: ChildPool
    private let trials = Trials()

    /// What came of them, for whoever asks later.
    private final class Trials: Sendable {
        private let state = Mutex<[ConfinementTrial: ConfinementTrial.Outcome]?>(nil)

        var outcomes: [ConfinementTrial: ConfinementTrial.Outcome]? { state.withLock { $0 } }
        func set(_ outcomes: [ConfinementTrial: ConfinementTrial.Outcome]) { state.withLock { $0 = outcomes } }
    }

    /// Over children of its own; each is started when it is needed first.
    package init(_ settings: Settings, logger: Logger) {
        func pool(_ arguments: [String], size: Int, requestSeconds: Double) -> ChildPool {
            ChildPool(
                ChildPool.Settings(
                    executable: settings.executable,
                    arguments: ["evidence-child", "--runtime", settings.runtimeFolder] + arguments,
                    environment: Self.environment, size: size, requestSeconds: requestSeconds),
                logger: logger)
        }
        readers = pool([], size: settings.workers, requestSeconds: Self.readerSeconds)
        inspectors = pool(["--without-models"], size: 1, requestSeconds: Self.inspectorSeconds)
    }

    /// One heap for all threads: with one each, what a thread has freed stays with that thread, and a child grew to
    /// half as much again.
    private static let environment = ["LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"]

    private static let readerSeconds = 30.0
    /// The largest picture that is allowed takes a second. A PDF page may ask for any amount of work, and others wait.
    private static let inspectorSeconds = 10.0

    /// Decodes the bytes to see that they are a picture within the limits.
    /// - Throws: `UploadError`.
    package func inspect(_ bytes: Data) async throws -> ImageFacts {
        let answer = try await ask(EvidenceRequest(.inspect), bytes)
        if let error = answer.error { throw UploadError.picture(error) }
        guard let facts = answer.image else { throw UploadError.unreadable }
        return facts
    }

    /// What would help in a frame of the camera that looks at a face; nil where no model can tell.
    /// - Throws: `UploadError`.
    package func advise(_ frame: Data) async throws -> FaceAdvice? {
        let answer = try await ask(EvidenceRequest(.advise), frame)
        if let error = answer.error { throw UploadError.picture(error) }
        return answer.advice
    }

    /// - Throws: `ConfinementError` where the child died over the picture.
    package func read(_ bytes: Data, as role: EvidenceRequest.Role) async throws -> EvidenceReading {
        let answer = try await ask(EvidenceRequest(.read, as: role), bytes)
        guard let reading = answer.reading else { throw UploadError.unreadable }
        return reading
    }

    /// Reads a picture for a job. One that ends its child again and again is answered by a finding.
    /// - Parameter attempt: how often it was begun, this time included.
    /// - Returns: nil where it is worth another try.
    package func read(
        _ bytes: Data, as role: EvidenceRequest.Role, attempt: Int
    ) async throws -> EvidenceReading? {
        do {
            return try await read(bytes, as: role)
        } catch let error as ConfinementError where error == .childEnded || error == .timedOut {
            guard attempt >= Self.childAttempts else { return nil }
            let finding = Finding(.imageReadable, .fail, reason: .childFailed)
            return EvidenceReading(image: nil, findings: [finding], engine: EvidenceEngineVersion.current)
        }
    }

    /// A picture that ends its child so often is answered by a finding.
    private static let childAttempts = 2

    package func models() async throws -> EvidenceModelReport {
        guard let report = try await ask(EvidenceRequest(.describe), Data()).models else {
            throw UploadError.unreadable
        }
        return report
    }

    /// How the trials went; nil before.
    package var trialled: [ConfinementTrial: ConfinementTrial.Outcome]? { trials.outcomes }

    /// Tries, in processes of their own, what a child must not be able to do.
    /// - Throws: `ConfinementError.doesNotHold` where one could: no picture is to be opened then.
    package func tryConfinement() async throws {
        let found = await outcomes()
        trials.set(found)
        let failed = found.filter { $0.value == .failed }.keys.map(\.rawValue).sorted()
        guard failed.isEmpty else { throw ConfinementError.doesNotHold(failed) }
    }

    private func outcomes() async -> [ConfinementTrial: ConfinementTrial.Outcome] {
        await withTaskGroup(of: (ConfinementTrial, ConfinementTrial.Outcome).self) { group in
            for trial in ConfinementTrial.allCases {
                group.addTask { [inspectors] in
                    let status = await inspectors.status(ofRunning: ["--trial", trial.rawValue])
                    return (trial, status.map(trial.outcome(ofStatus:)) ?? .notTried)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// Starts every child, so that the first person does not wait for the models.
    package func warmUp() async throws {
        let greeting = try EvidenceRequest(.describe).message()
        await inspectors.warmUp(with: greeting)
        await readers.warmUp(with: greeting)
    }

    /// Ends every child.
    package func close() async {
        await inspectors.close()
        await readers.close()
    }

    private func ask(_ request: EvidenceRequest, _ bytes: Data) async throws -> EvidenceAnswer {
        let pool = request.task == .inspect ? inspectors : readers
        let answer = try await pool.answer(to: try request.message(with: bytes))
        return try JSONDecoder().decode(EvidenceAnswer.self, from: answer)
    }
}

/// What is wrong with an upload.
package enum UploadError: ProblemConvertible, Equatable {
    case picture(ImageError)
    /// The picture ended the process that decoded it, or cannot be told what it is.
    case unreadable
    /// The member that is no Base64.
    case notBase64(String)
    case tooLarge(limit: Int)
    case wrongType(String)
    case tooManyFrames(limit: Int)
    /// A recording whose bytes are something else.
    case notMp4
    /// What is wrong with the frames of an active liveness capture.
    case frames(String)
    /// The setup takes pictures of documents and faces from a camera alone.
    case fromFile

    package var problem: Problem {
        switch self {
        case .picture(let error): error.problem
        case .unreadable: .unreadablePicture("The picture cannot be decoded.")
        case .notBase64(let member):
            .notValid(member, "is not Base64")
        case .tooLarge(let limit):
            Problem(
                type: "body-too-large", title: "The request body is too large", status: 413,
                detail: "A file may have at most \(limit / 1_048_576) MiB.")
        case .wrongType(let member):
            .notValid(member, "is not accepted here")
        case .tooManyFrames(let limit):
            .notValid("auditImagesBase64", "must have 1 to \(limit) items")
        case .frames(let fault):
            .notValid("frames", fault)
        case .fromFile:
            Problem(
                type: "file-upload-disabled", title: "Pictures from files are not taken here", status: 409,
                detail: "The setup asks for a camera: captureSource must not be upload.")
        case .notMp4:
            Problem(
                type: "unsupported-media-type", title: "The media type is not supported here", status: 415,
                detail: "This is no MP4 file.")
        }
    }
}

extension Problem {
    fileprivate static func unreadablePicture(_ detail: String) -> Problem {
        Problem(type: "unreadable-picture", title: "The picture cannot be used", status: 400, detail: detail)
    }
}

extension ImageError {
    fileprivate var problem: Problem {
        switch self {
        case .unsupportedFormat(let format):
            Problem(
                type: "unsupported-media-type", title: "The media type is not supported here", status: 415,
                detail:
                    "\(format == .unknown ? "This is no picture" : "\(format.rawValue.uppercased()) is not accepted")"
                    + ": send JPEG, PNG, WebP or HEIC.")
        case .animated:
            Problem(
                type: "unsupported-media-type", title: "The media type is not supported here", status: 415,
                detail: "The picture is animated: send a still one.")
        case .tooLarge(let width, let height):
            .unreadablePicture("The picture has \(width) × \(height) pixels; that is more than is accepted.")
        case .tooSmall(let width, let height):
            .unreadablePicture("The picture has only \(width) × \(height) pixels.")
        case .truncated: .unreadablePicture("The file ends before its picture does.")
        case .unsupportedColours: .unreadablePicture("The picture is made for print (CMYK): send an RGB one.")
        case .corrupt: .unreadablePicture("The file is damaged.")
        case .encrypted: .unreadablePicture("The PDF opens with a password: send one without.")
        case .pageCount(let count): .unreadablePicture("The PDF has \(count) pages: send one page.")
        case .pageTooLarge(let width, let height):
            .unreadablePicture("The page has \(width) × \(height) points; that is more than is accepted.")
        case .tooComplex: .unreadablePicture("The PDF has more on its page than is accepted: send a scan.")
        }
    }
}
