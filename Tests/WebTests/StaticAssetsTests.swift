import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Testing
import Web

@Suite struct `A file of a page` {
    /// A folder with a script that packs well and a picture that does not.
    private func withAssets(_ body: (StaticAssets) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(String(repeating: "export const a = 1;\n", count: 200).utf8)
            .write(to: folder.appending(path: "one.js"))
        var generator = SplitMix64(seed: 3)
        try Data((0..<500).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
            .write(to: folder.appending(path: "noise.png"))
        try await body(try StaticAssets(folder: folder))
    }

    private func answer(
        _ assets: StaticAssets, _ path: String, _ fields: HTTPFields = [:], version: String = "none"
    ) async throws -> TestAnswer {
        let router = Router(context: WebContext.self)
        Routes(router: router, table: RouteTable()).get("/{version}/{name}") { request, context in
            try assets.response(
                to: request, path: context.parameters.get("name") ?? "", version: context.parameters.get("version"))
        }
        return try await Application(responder: router.buildResponder()).test(.router) { client in
            try await client.execute(uri: "/\(version)/\(path)", method: .get, headers: fields) {
                TestAnswer(status: $0.status.code, headers: $0.headers, body: Data($0.body.readableBytesView))
            }
        }
    }

    @Test func `is packed for who can unpack it, under a tag of its own`() async throws {
        try await withAssets { assets in
            let plain = try await answer(assets, "one.js")
            let packed = try await answer(assets, "one.js", [.acceptEncoding: "br, gzip"])
            let refused = try await answer(assets, "one.js", [.acceptEncoding: "gzip;q=0, identity"])
            #expect(plain.headers[.contentEncoding] == nil)
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(packed.body.starts(with: [0x1f, 0x8b]))
            #expect(packed.body.count < plain.body.count / 4)
            #expect(refused.headers[.contentEncoding] == nil)
            #expect(plain.headers[.eTag] != packed.headers[.eTag])
            #expect(packed.headers[.vary] == "Accept-Encoding")
            let noise = try await answer(assets, "noise.png", [.acceptEncoding: "gzip"])
            #expect(noise.headers[.contentEncoding] == nil)
            let again = try await answer(
                assets, "one.js", [.acceptEncoding: "gzip", .ifNoneMatch: packed.headers[.eTag] ?? ""])
            #expect(again.status == 304)
        }
    }

    @Test func `may be kept for long under the present version, and is asked for again under any other`() async throws {
        try await withAssets { assets in
            let present = try await answer(assets, "one.js", version: assets.version)
            #expect(present.headers[.cacheControl]?.contains("immutable") == true)
            #expect(try await answer(assets, "one.js", version: "0123").headers[.cacheControl] == "no-cache")
        }
    }
}
