import Evidence
import Foundation
import Onboarding
import Specimens
import TestKit
import Testing

@Suite(.enabled(if: RuntimeFolder.hasModels, "the models and portraits of `make setup` are not here"))
struct `The reading of a picture` {
    @Test(arguments: [EvidenceRequest.Role.dataPage, .selfie, .livenessSelfie])
    func `is the same to the last bit, in whichever child and however busy`(
        _ role: EvidenceRequest.Role
    ) async throws {
        let papers = try await Papers.drawn(.approved)
        let bytes = role == .dataPage ? try #require(papers.sides.first).jpeg : papers.selfie
        let desk = RuntimeFolder.desk
        let readings = try await withThrowingTaskGroup(of: Data.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let encoder = JSONEncoder()
                    encoder.outputFormatting = .sortedKeys
                    return try encoder.encode(try await desk.read(bytes, as: role))
                }
            }
            return try await group.reduce(into: [Data]()) { $0.append($1) }
        }
        #expect(readings.count == 6 && Set(readings).count == 1)
    }
}
