import Evidence
import Foundation
import Testing

@Suite struct `The model manifest` {
    let manifest: ModelManifest

    init() throws {
        manifest = try JSONDecoder().decode(ModelManifest.self, from: Data(contentsOf: RuntimeFolder.manifest))
    }

    @Test func `names every file once, with its digest and size`() {
        #expect(Set(manifest.models.map(\.file)).count == manifest.models.count)
        for entry in manifest.models {
            #expect(entry.sha256.count == 64 && entry.sha256.allSatisfy(\.isHexDigit), "\(entry.file)")
            #expect(entry.bytes > 0 && !entry.licence.isEmpty && !entry.source.isEmpty, "\(entry.file)")
            #expect(entry.recipe.role == entry.role, "\(entry.file)")
        }
    }

    @Test func `gives every file that decides something its thresholds, in their right order`() throws {
        for entry in manifest.models {
            let thresholds = entry.calibration?.thresholds ?? [:]
            switch entry.recipe {
            case .reidentification0095:
                #expect(try #require(thresholds[.matchCosine]) > #require(thresholds[.reviewCosine]))
            case .dlibResNet29:
                #expect(try #require(thresholds[.matchDistance]) < #require(thresholds[.reviewDistance]))
            case .miniFASNetV2, .miniFASNetV1SE:
                #expect(try #require(thresholds[.pass]) > #require(thresholds[.fail]))
            default: #expect(entry.calibration == nil, "\(entry.file)")
            }
        }
    }

    @Test func `prefers the reference pack and falls back role by role`() {
        let all = manifest.chosen(from: Set(manifest.models.map(\.file)))
        #expect(Set(all.keys) == Set(ModelManifest.Role.allCases).subtracting([.scriptRecognition]))
        #expect(all.values.allSatisfy { $0.pack != .registry })
        let registry = manifest.chosen(from: Set(manifest.models.filter { $0.pack == .registry }.map(\.file)))
        #expect(Set(registry.keys) == [.faceDetection, .faceEmbedding, .faceMesh])
        let mixed = manifest.chosen(from: ["blazeface_short_range.onnx", "reid0095.onnx", "dlib_resnet.onnx"])
        #expect(mixed[.faceDetection]?.pack == .registry && mixed[.faceEmbedding]?.pack == .reference)
        #expect(manifest.chosen(from: ["stranger.onnx"]).isEmpty)
    }

    @Test func `has a file for every language of other scripts, each by itself`() {
        let all = manifest.languages(from: Set(manifest.models.map(\.file)))
        #expect(Set(all.keys) == Set(ScriptLanguage.allCases))
        #expect(all.allSatisfy { $0.value.file == "\($0.key.rawValue).traineddata" && $0.value.pack == .script })
        #expect(Array(manifest.languages(from: ["rus.traineddata"]).keys) == [.russian])
    }

    @Test func `leaves nothing open without files`() {
        #expect(Set(EvidenceModels().missing) == Set(ModelManifest.Role.allCases).subtracting([.scriptRecognition]))
    }
}
