package import Database
package import Foundation
package import Kernel

/// How far people came: the facts when they happen, and the numbers of many.
extension Verifications {
    /// Somebody opened the link, or went on with another device. Once it has ended, or the person has handed in, it
    /// changes nothing.
    package func opened(
        _ id: ID<Verification>, on device: DeviceKind, at now: Date, in transaction: some Transaction
    ) throws {
        try FunnelStore(transaction).open(id, on: device, at: now)
    }

    /// Notes what a person reached; again it changes nothing.
    package func reached(
        _ milestone: Milestone, of id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        try FunnelStore(transaction).reach(milestone, of: id, at: now)
    }

    /// - Parameter isSuccess: nil where the person may show their face again.
    package func faceAuthenticationDecided(
        _ isSuccess: Bool?, of id: ID<Verification>, in transaction: some Transaction
    ) throws {
        try FunnelStore(transaction).setFaceOutcome(isSuccess, of: id)
    }

    package func funnel(_ query: Funnel.Query, in transaction: some Transaction) throws -> Funnel {
        let store = FunnelStore(transaction)
        let row = try store.counts(query)
        let counts = try Funnel.Step.allCases.map { ($0, try row.int($0.column)) }
        let shares = try [DeviceKind.desktop, .handheld, .unknown].map { device in
            Funnel.Share(
                device: device, opened: try row.int("\(device.rawValue)_opened"),
                submitted: try row.int("\(device.rawValue)_submitted"))
        }
        let middle = try store.middleMilliseconds(query, of: try row.int("timed"))
        return Funnel(
            counts: Dictionary(uniqueKeysWithValues: counts), shares: shares.filter { $0.opened > 0 },
            medianSecondsToSubmit: middle.isEmpty
                ? nil : Double(middle.reduce(0, +)) / Double(middle.count) / 1000)
    }
}

extension Funnel.Step {
    fileprivate var column: String {
        switch self {
        case .documentCaptured: "document_captured"
        case .faceCaptured: "face_captured"
        default: rawValue
        }
    }
}
