import Decision
import Foundation
import Kernel
import TestKit
import Testing

/// What the hosted page says after a rejection, in every language that it has.
@Suite struct `The words of the page` {
    @Test func `§5.3 tell what to do after every rejection that can be mended`() throws {
        let folder = OpenAPI.checkout.appending(path: "Sources/Onboarding/Capture/Assets/texts")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count >= 3)
        let known = Set(StatusReason.rejections.map { "reason.\($0.rawValue)" })
        for file in files {
            let bytes = try Data(contentsOf: folder.appending(path: file))
            let texts = try JSONDecoder().decode([String: String].self, from: bytes)
            for reason in StatusReason.rejections where !reason.isCritical {
                let words = try #require(texts["reason.\(reason.rawValue)"], "\(reason.rawValue) in \(file)")
                #expect(words.count > 20, "\(reason.rawValue) in \(file)")
            }
            #expect(texts.keys.filter { $0.hasPrefix("reason.") && !known.contains($0) } == [])
        }
    }
}
