/// The passports of all models: `models/manifest.json`. A file that is not in it is never opened.
package struct ModelManifest: Codable, Equatable, Sendable {
    /// The job that a model does; one file does one job.
    package enum Role: String, Codable, Sendable, CaseIterable {
        case faceDetection, faceEmbedding, presentationAttackNear, presentationAttackWide, headPose, faceMesh
        case textDetection, textRecognition, zoneRecognition
        /// One language of another script; the only job that several files do, one for each language.
        case scriptRecognition
    }

    /// Where a file comes from.
    package enum Pack: String, Codable, Sendable, CaseIterable {
        /// The better face models, handed over as files.
        case reference
        /// Face models that set-up converts from package registries: weaker, but to be had by anyone.
        case registry
        /// The text models, which set-up always has.
        case text
        /// The house's own models, which lie in the repository with the scripts that trained them.
        case own
        /// Languages of other scripts, out of Debian's packages: each may be missing.
        case script
    }

    /// The code that knows how to feed the file and to read its output.
    package enum Recipe: String, Codable, Sendable, CaseIterable {
        case yunet2023, blazeFaceShortRange, reidentification0095, dlibResNet29
        case miniFASNetV2, miniFASNetV1SE, headPoseADAS, faceMesh468
        case ppOCRv6Detection, ppOCRv6Recognition, ocrbLine, tesseractLine
    }

    /// A number that decides something; its direction is told where it is used.
    package enum Threshold: String, Codable, CodingKeyRepresentable, Sendable {
        /// Comparison of two faces: from here on one person (a distance: up to here), and where review begins.
        case matchCosine, reviewCosine, matchDistance, reviewDistance
        /// Bona fide probability: from here on a pass, below this a failure.
        case pass, fail
    }

    /// The numbers that were measured for a file, and on what.
    package struct Calibration: Codable, Equatable, Sendable {
        package let version: String
        package let thresholds: [Threshold: Double]
        package let measuredOn: String
    }

    package struct Entry: Codable, Equatable, Sendable {
        /// Bare file name.
        package let file: String
        /// Of the file's bytes, 64 lower-case hexadecimal digits.
        package let sha256: String
        package let bytes: Int
        package let role: Role
        package let pack: Pack
        package let recipe: Recipe
        package let name: String
        package let licence: String
        package let source: String
        /// For people; the recipe is what the machine follows.
        package let preprocessing: String
        package let calibration: Calibration?
        /// Of a file of the script pack.
        package let language: ScriptLanguage?
    }

    package let note: String
    package let models: [Entry]

    /// The file for each role: the reference pack's where it is present, else the registry's; a role without any is
    /// left out, and its checks are unavailable.
    /// - Parameter present: names of the files that are there and whose digests are right.
    package func chosen(from present: Set<String>) -> [Role: Entry] {
        var chosen: [Role: Entry] = [:]
        for entry in models where present.contains(entry.file) && entry.role != .scriptRecognition {
            if let other = chosen[entry.role], Self.rank(other.pack) <= Self.rank(entry.pack) { continue }
            chosen[entry.role] = entry
        }
        return chosen
    }

    /// The file of each language of other scripts.
    /// - Parameter present: names of the files that are there.
    package func languages(from present: Set<String>) -> [ScriptLanguage: Entry] {
        var found: [ScriptLanguage: Entry] = [:]
        for entry in models where entry.role == .scriptRecognition && present.contains(entry.file) {
            if let language = entry.language { found[language] = entry }
        }
        return found
    }

    private static func rank(_ pack: Pack) -> Int { Pack.allCases.firstIndex(of: pack) ?? Pack.allCases.count }
}
