/// Every model, opened once for one worker. What is nil is not there: its checks answer `Unavailable`, never a pass.
package struct EvidenceModels: Sendable {
    /// One file of the manifest; its digest was compared by whoever read it.
    package struct File: Sendable {
        package let entry: ModelManifest.Entry
        package let bytes: [UInt8]

        package init(entry: ModelManifest.Entry, bytes: [UInt8]) {
            self.entry = entry
            self.bytes = bytes
        }
    }

    package let faceDetector: (any FaceDetector)?
    package let faceEmbedder: (any FaceEmbedder)?
    package let faceMesh: FaceMesh?
    package let headPoseEstimator: (any HeadPoseEstimator)?
    package let presentationAttackDetector: PresentationAttackDetector?
    package let textDetector: TextDetector?
    package let textRecogniser: TextRecogniser?
    package let zoneRecogniser: ZoneRecogniser?
    /// Languages of other scripts; nil where their library is not here.
    package let scriptReader: ScriptReader?
    /// Roles without a model, for the log, the health page and the results.
    package let missing: [ModelManifest.Role]
    /// SHA-256 of the file of each role that is open.
    private let digests: [String: String]

    /// No model at all: every check that needs one is unavailable.
    package init() {
        faceDetector = nil
        faceEmbedder = nil
        faceMesh = nil
        headPoseEstimator = nil
        presentationAttackDetector = nil
        textDetector = nil
        textRecogniser = nil
        zoneRecogniser = nil
        scriptReader = nil
        missing = Self.missing(from: [])
        digests = [:]
    }

    /// Opens what is handed in.
    /// - Parameters:
    ///   - files: at most one for each role, chosen by `ModelManifest.chosen`.
    ///   - scripts: nil where their library is not here.
    package init(
        files: [ModelManifest.Role: File], scripts: ScriptReader? = nil, runtime: InferenceRuntime
    ) throws(ModelError) {
        let files = Self.usable(files)
        let opener = Opener(files: files, runtime: runtime)
        let mesh = try opener.open(.faceMesh, FaceMesh.init(model:))
        faceMesh = mesh
        faceDetector = try opener.faceDetector(mesh: mesh)
        faceEmbedder = try opener.faceEmbedder()
        headPoseEstimator =
            try opener.open(.headPose, AdasHeadPoseEstimator.init(model:))
            ?? mesh.map(MeshHeadPoseEstimator.init(mesh:))
        presentationAttackDetector = try opener.presentationAttackDetector()
        textDetector = try opener.open(.textDetection, TextDetector.init(model:))
        textRecogniser = try opener.open(.textRecognition, TextRecogniser.init(model:))
        zoneRecogniser = try opener.open(.zoneRecognition, ZoneRecogniser.init(model:))
        scriptReader = scripts
        missing = Self.missing(from: Set(files.keys))
        let languages = (scripts?.digests ?? [:]).map { ("\(ModelManifest.Role.scriptRecognition).\($0.rawValue)", $1) }
        digests = Dictionary(
            uniqueKeysWithValues: files.map { ($0.key.rawValue, $0.value.entry.sha256) } + languages)
    }
}

extension EvidenceModels {
    private struct Opener {
        let files: [ModelManifest.Role: File]
        let runtime: InferenceRuntime

        func open<Part>(
            _ role: ModelManifest.Role, _ make: (InferenceModel) throws(InferenceError) -> Part
        ) throws(ModelError) -> Part? {
            guard let file = files[role] else { return nil }
            guard file.entry.recipe.role == role else { throw .wrongRecipe(file: file.entry.file) }
            return try part(of: file, make)
        }

        private func part<Part>(
            of file: File, _ make: (InferenceModel) throws(InferenceError) -> Part
        ) throws(ModelError) -> Part {
            do throws(InferenceError) {
                return try make(InferenceModel(onnx: file.bytes, digest: file.entry.sha256, runtime: runtime))
            } catch {
                throw .unusable(file: file.entry.file, error)
            }
        }

        func faceDetector(mesh: FaceMesh?) throws(ModelError) -> (any FaceDetector)? {
            guard let file = files[.faceDetection] else { return nil }
            switch file.entry.recipe {
            case .yunet2023: return try part(of: file, YuNetDetector.init(model:))
            case .blazeFaceShortRange:
                // Left out before where there is none.
                guard let mesh else { return nil }
                return try part(of: file) { model throws(InferenceError) in
                    try BlazeFaceDetector(model: model, mesh: mesh)
                }
            default: throw .wrongRecipe(file: file.entry.file)
            }
        }

        func faceEmbedder() throws(ModelError) -> (any FaceEmbedder)? {
            guard let file = files[.faceEmbedding] else { return nil }
            switch file.entry.recipe {
            case .reidentification0095:
                let scale = FaceComparisonScale(
                    measure: .cosine, match: try threshold(.matchCosine, of: file),
                    review: try threshold(.reviewCosine, of: file))
                return try part(of: file) { model throws(InferenceError) in
                    try Reidentification0095Embedder(model: model, scale: scale)
                }
            case .dlibResNet29:
                let scale = FaceComparisonScale(
                    measure: .distance, match: try threshold(.matchDistance, of: file),
                    review: try threshold(.reviewDistance, of: file))
                return try part(of: file) { model throws(InferenceError) in
                    try DlibResNetEmbedder(model: model, scale: scale)
                }
            default: throw .wrongRecipe(file: file.entry.file)
            }
        }

        /// Both of the pair or none: the thresholds were measured on the mean of the two.
        func presentationAttackDetector() throws(ModelError) -> PresentationAttackDetector? {
            let near = try open(.presentationAttackNear) { $0 }
            let wide = try open(.presentationAttackWide) { $0 }
            guard let near, let wide, let file = files[.presentationAttackNear] else { return nil }
            let thresholds = PresentationAttackDetector.Thresholds(
                pass: try threshold(.pass, of: file), fail: try threshold(.fail, of: file))
            do throws(InferenceError) {
                return try PresentationAttackDetector(near: near, wide: wide, thresholds: thresholds)
            } catch {
                throw .unusable(file: file.entry.file, error)
            }
        }

        private func threshold(_ name: ModelManifest.Threshold, of file: File) throws(ModelError) -> Double {
            guard let value = file.entry.calibration?.thresholds[name] else {
                throw .missingThreshold(file: file.entry.file, name)
            }
            return value
        }
    }
}

extension ModelManifest.Recipe {
    /// The one job that the recipe does.
    package var role: ModelManifest.Role {
        switch self {
        case .yunet2023, .blazeFaceShortRange: .faceDetection
        case .reidentification0095, .dlibResNet29: .faceEmbedding
        case .miniFASNetV2: .presentationAttackNear
        case .miniFASNetV1SE: .presentationAttackWide
        case .headPoseADAS: .headPose
        case .faceMesh468: .faceMesh
        case .ppOCRv6Detection: .textDetection
        case .ppOCRv6Recognition: .textRecognition
        case .ocrbLine: .zoneRecognition
        case .tesseractLine: .scriptRecognition
        }
    }
}

extension EvidenceModels {
    /// BlazeFace tells a face's landmarks by the mesh: without it the detector is as good as missing, and its checks
    /// are unavailable like any other's.
    private static func usable(_ files: [ModelManifest.Role: File]) -> [ModelManifest.Role: File] {
        let isBlazeFace = files[.faceDetection]?.entry.recipe == .blazeFaceShortRange
        guard isBlazeFace, files[.faceMesh] == nil else { return files }
        return files.filter { $0.key != .faceDetection }
    }

    /// The roles whose checks cannot be made with the `present` ones. The mesh tells the head's pose too, and the
    /// recogniser of all print reads zones too: those roles' own models are missed only where both are. No check needs
    /// a name in another script beside the Latin one.
    package static func missing(from present: Set<ModelManifest.Role>) -> [ModelManifest.Role] {
        ModelManifest.Role.allCases.filter { role in
            switch role {
            case .headPose: present.isDisjoint(with: [.headPose, .faceMesh])
            case .zoneRecognition: present.isDisjoint(with: [.zoneRecognition, .textRecognition])
            case .scriptRecognition: false
            default: !present.contains(role)
            }
        }
    }

    /// Which models are open, by role, for the health page.
    package var report: EvidenceModelReport {
        EvidenceModelReport(open: digests, missing: missing.map(\.rawValue))
    }
}
