import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat
import Vault

/// A file that somebody may see, with the key that opens it.
struct OpenFile: Sendable {
    let item: EvidenceItem
    let key: DataKey

    /// Decrypts while it sends: no whole picture stands in memory, and none on the disk.
    func response(from vault: Vault) async throws -> Response {
        let pieces = try await vault.stream(item.object, with: key, as: item.identity)
        let body = ResponseBody(contentLength: item.sizeBytes) { writer in
            for try await piece in pieces { try await writer.write(ByteBuffer(data: piece)) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: item.format.mediaType,
                .contentDisposition: "attachment; filename=\"\(item.fileName)\"",
            ],
            body: body)
    }
}
