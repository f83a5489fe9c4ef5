import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The galleries in memory: one of each application, filled from the rows when it is asked for first, and afterwards
/// with what has changed since. Nothing is lost with the process.
actor FaceGalleries {
    private struct Filled {
        let gallery: FaceGallery
        var position = 0
    }

    private let database: any Database
    private let keys: DataKeys
    private var filled: [ID<Application>: Filled] = [:]

    init(database: any Database, keys: DataKeys) {
        self.database = database
        self.keys = keys
    }

    /// The faces of an application, as the rows have them now.
    /// - Parameters:
    ///   - template: whose model and dimension the faces share; those of another model are left out.
    ///   - scale: what a hit means.
    func gallery(
        of application: ID<Application>, like template: FaceTemplate, scale: FaceComparisonScale
    ) async throws -> FaceGallery {
        var current =
            filled[application].flatMap { $0.gallery.holds(template) ? $0 : nil }
            ?? Filled(
                gallery: FaceGallery(
                    model: template.model, dimension: template.values.count, scale: scale,
                    capacity: FaceGalleryLimits.templates))
        while true {
            let after = current.position
            let changes = try await database.read { [keys] in
                try DuplicateFaceStore($0, keys)
                    .changes(of: application, after: after, limit: DuplicateFaceLimits.page)
            }
            for change in changes { try Self.apply(change, to: current.gallery) }
            current.position = changes.last?.position ?? current.position
            guard changes.count == DuplicateFaceLimits.page else { break }
        }
        // Another call may have come as far meanwhile, over the same gallery or one of its own: both are whole.
        filled[application] = current
        return current.gallery
    }

    private static func apply(_ change: DuplicateFaceStore.Change, to gallery: FaceGallery) throws {
        let id = change.verification.uuid
        gallery.remove(id)
        guard let template = change.template, gallery.holds(template) else { return }
        try gallery.add(template, as: id)
    }
}

extension FaceGallery {
    /// Whether templates like this one are what it is made for.
    fileprivate func holds(_ template: FaceTemplate) -> Bool {
        template.model == model && template.values.count == dimension
    }
}
