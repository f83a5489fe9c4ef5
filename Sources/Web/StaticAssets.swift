import Crypto
package import Foundation
import HTTPTypes
package import Hummingbird
import Kernel

/// The scripts, styles, pictures and texts of a page: read and packed once at start, so that no request can name a
/// file.
package struct StaticAssets: Sendable {
    private struct Asset {
        let bytes: Data
        /// Nil where packing gains nothing.
        let packed: Data?
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
    /// A file that is not a tenth smaller packed goes as it is.
    private static let gain = 0.9

    /// - Parameter bundles: scripts put together of the folder's: the name of each, and the one it begins with.
    /// - Throws: `ScriptBundle.Failure`, and where the folder cannot be read.
    package init(folder: URL, bundles: [String: String] = [:]) throws {
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
            guard Self.type(of: path) != nil else { continue }
            files[path] = try Data(contentsOf: folder.appendingPathComponent(path))
        }
        let scripts = files.filter { $0.key.hasSuffix(".js") }.mapValues { String(decoding: $0, as: UTF8.self) }
        for (name, entry) in bundles { files[name] = Data(try ScriptBundle.make(from: entry, scripts).utf8) }
        var assets: [String: Asset] = [:]
        var all = SHA256()
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            all.update(data: Data(path.utf8))
            all.update(data: bytes)
            let tag = Hex.encode(SHA256.hash(data: bytes).prefix(12))
            let packed = Gzip.pack(bytes).flatMap { Double($0.count) < Self.gain * Double(bytes.count) ? $0 : nil }
            assets[path] = Asset(bytes: bytes, packed: packed, type: Self.type(of: path) ?? "", tag: tag)
        }
        self.assets = assets
        version = Hex.encode(all.finalize().prefix(8))
    }

    private static func type(of path: String) -> String? { types[(path as NSString).pathExtension] }

    /// The asset at `path` (relative, as in the folder), or 304 where the client has it, or 404.
    /// - Parameter version: of the address; what is asked for by the present one never changes, and is kept for long.
    package func response(to request: Request, path: String, version asked: String? = nil) throws -> Response {
        guard let asset = assets[path] else { throw Problem.noSuchPath }
        let packed = Self.takesGzip(request) ? asset.packed : nil
        // One tag a form: what is kept packed must not be taken for the plain one.
        let tag = packed == nil ? "\"\(asset.tag)\"" : "\"\(asset.tag)-gzip\""
        var response =
            request.headers[.ifNoneMatch] == tag
            ? Response(status: .notModified) : Response.bytes(packed ?? asset.bytes, as: asset.type)
        if packed != nil && response.status == .ok { response.headers[.contentEncoding] = "gzip" }
        response.headers[.eTag] = tag
        response.headers[.vary] = "Accept-Encoding"
        // Without the version an address may mean something else tomorrow: it is asked for again, and answered 304
        // while it means the same.
        response.headers[.cacheControl] = asked == version ? "public, max-age=31536000, immutable" : "no-cache"
        return response
    }

    private static func takesGzip(_ request: Request) -> Bool {
        let accepted = request.headers[.acceptEncoding]?.lowercased().split(separator: ",") ?? []
        return accepted.contains { coding in
            let parts = coding.split(separator: ";").map { $0.filter { $0 != " " } }
            return parts.first == "gzip" && !parts.dropFirst().contains { ["q=0", "q=0.0"].contains($0) }
        }
    }
}
