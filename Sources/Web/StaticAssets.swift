import Crypto
package import Foundation
import HTTPTypes
package import Hummingbird
import Kernel

/// The scripts, styles, pictures and texts of a page: read once at start, so that no request can name a file.
package struct StaticAssets: Sendable {
    private struct Asset {
        let bytes: Data
        let type: String
        let tag: String
    }

    private let assets: [String: Asset]
    /// Changes whenever any of the files does: for addresses that may be kept for long.
    package let version: String

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "json": "application/json; charset=utf-8",
        "png": "image/png", "woff2": "font/woff2",
    ]

    package init(folder: URL) throws {
        var assets: [String: Asset] = [:]
        var all = SHA256()
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
            guard let type = Self.types[(path as NSString).pathExtension] else { continue }
            let bytes = try Data(contentsOf: folder.appendingPathComponent(path))
            all.update(data: bytes)
            let tag = Hex.encode(SHA256.hash(data: bytes).prefix(12))
            assets[path] = Asset(bytes: bytes, type: type, tag: "\"\(tag)\"")
        }
        self.assets = assets
        version = Hex.encode(all.finalize().prefix(8))
    }

    /// The asset at `path` (relative, as in the folder), or 304 where the client has it, or 404.
    package func response(to request: Request, path: String) throws -> Response {
        guard let asset = assets[path] else { throw Problem.noSuchPath }
        var response =
            request.headers[.ifNoneMatch] == asset.tag
            ? Response(status: .notModified)
            : Response.bytes(asset.bytes, as: asset.type)
        response.headers[.eTag] = asset.tag
        // Modules import each other by bare names: they are asked for again, and answered 304 while they are the same.
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}
