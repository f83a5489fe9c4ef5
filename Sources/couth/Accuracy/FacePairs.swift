import Evidence
import Foundation

/// Every two faces of a folder of labelled pictures, compared by the installed models.
struct FacePairs {
    enum Failure: Error, CustomStringConvertible {
        case noEmbedder
        case tooFewPictures(String)
        case tooManyPictures(Int)
        case unreadableLabels(String, any Error)
        case unreadablePicture(String, any Error)

        var description: String {
            switch self {
            case .noEmbedder: "no model that makes face templates is installed: run `make setup`"
            case .tooFewPictures(let path): "\(path) names fewer than two pictures"
            case .tooManyPictures(let count):
                "\(count) pictures are named; \(CalibrationLimits.pictures) are the most that are compared"
            case .unreadableLabels(let path, let error):
                "\(path) cannot be read as labels (images: file, identity): \(error)"
            case .unreadablePicture(let path, let error): "\(path) cannot be read as a picture: \(error)"
            }
        }
    }

    let pairs: [ScoredPair]
    let pictures: Int
    /// Pictures in which no face was found: they are in no pair (failure to acquire, ISO/IEC 19795-1).
    let unread: Int

    /// - Parameters:
    ///   - folder: what the file names of `labels` are relative to.
    ///   - labels: `images`, each with `file` and `identity`.
    ///   - progress: says what is being done, for whoever waits.
    init(faces folder: URL, labels: URL, models: EvidenceModels, progress: (String) -> Void) throws {
        guard let scale = models.faceEmbedder?.scale else { throw Failure.noEmbedder }
        let images = try Self.images(labels)
        let reader = FaceReader(models: models)
        var faces: [(identity: String, template: FaceTemplate)] = []
        for (index, image) in images.enumerated() {
            if index % 25 == 0 { progress("reading faces: \(index) of \(images.count)") }
            let file = folder.appendingPathComponent(image.file)
            let picture: Picture
            do {
                picture = try Picture.decode([UInt8](Data(contentsOf: file))).picture
            } catch {
                throw Failure.unreadablePicture(file.path, error)
            }
            if let template = try reader.readSelfie(picture).template { faces.append((image.identity, template)) }
        }
        pictures = images.count
        unread = images.count - faces.count
        pairs = faces.indices.flatMap { first in
            faces.indices.dropFirst(first + 1).compactMap { second in
                Self.pair(faces[first], faces[second], scale)
            }
        }
    }

    private static func images(_ labels: URL) throws -> [AccuracyFaces.Image] {
        let images: [AccuracyFaces.Image]
        do {
            images = try AccuracyFaces.images(labels: labels)
        } catch {
            throw Failure.unreadableLabels(labels.path, error)
        }
        guard images.count > 1 else { throw Failure.tooFewPictures(labels.path) }
        guard images.count <= CalibrationLimits.pictures else { throw Failure.tooManyPictures(images.count) }
        return images
    }

    private static func pair(
        _ one: (identity: String, template: FaceTemplate), _ other: (identity: String, template: FaceTemplate),
        _ scale: FaceComparisonScale
    ) -> ScoredPair? {
        FaceComparison(probe: one.template, reference: other.template, scale: scale).map { comparison in
            ScoredPair(
                value: comparison.value, isGenuine: one.identity == other.identity,
                people: ScoredPair.People(left: one.identity, right: other.identity))
        }
    }
}
