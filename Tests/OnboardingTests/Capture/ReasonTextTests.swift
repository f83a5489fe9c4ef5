import Decision
import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

/// What the hosted page says after a rejection and of a picture that is not good, in every language that it has.
@Suite struct `The words of the page` {
    /// File → key → words.
    private static func tables() throws -> [String: [String: String]] {
        let folder = OpenAPI.checkout.appending(path: "Sources/Onboarding/Capture/Assets/texts")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count >= 3)
        return Dictionary(
            uniqueKeysWithValues: try files.map { file in
                let bytes = try Data(contentsOf: folder.appending(path: file))
                return (file, try JSONDecoder().decode([String: String].self, from: bytes))
            })
    }

    @Test func `tell what is wrong with a picture, whatever the server finds`() throws {
        let known = Set(DraftVerdict.Fault.allCases.map(\.rawValue))
        for (file, texts) in try Self.tables() {
            let told = texts.keys.filter { $0.hasPrefix("verdict.") }.map { String($0.dropFirst("verdict.".count)) }
            #expect(Set(told) == known, "\(file)")
        }
        let schema = try OpenAPI.load().root["components"]["schemas"]["PictureVerdict"]["properties"]["faults"]
        #expect(Set(schema["items"]["enum"].items.compactMap(\.text)) == known)
    }

    @Test func `§5.3 tell what to do after every rejection that can be mended`() throws {
        let known = Set(StatusReason.rejections.map { "reason.\($0.rawValue)" })
        for (file, texts) in try Self.tables() {
            for reason in StatusReason.rejections where !reason.isCritical {
                let words = try #require(texts["reason.\(reason.rawValue)"], "\(reason.rawValue) in \(file)")
                #expect(words.count > 20, "\(reason.rawValue) in \(file)")
            }
            #expect(texts.keys.filter { $0.hasPrefix("reason.") && !known.contains($0) } == [])
        }
    }
}
