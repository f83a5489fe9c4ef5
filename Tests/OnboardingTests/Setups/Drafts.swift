import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

extension TestApp {
    static let idvSetups = "/v1/identity-verification-setups"
    static let kycSetups = "/v1/identification-setups"

    /// A setup of identifications, by the API.
    func newKycSetup(_ members: JSONValue) async throws -> String {
        let body = JSONValue.object(["name": "A KYC setup"].merging(members.members) { $1 })
        let answer = try await call(.post, Self.kycSetups, token: try await token(), json: body)
        return try #require(answer["id"].text, "\(answer.json)")
    }

    /// A flow of consent and one identification, by the API.
    /// - Returns: its id.
    func newSetup(kyc: JSONValue = [:], _ members: JSONValue = [:]) async throws -> String {
        let steps: JSONValue = [
            ["type": "Consent", "order": 0],
            ["type": "KycIdentification", "order": 1, "setupId": .string(try await newKycSetup(kyc))],
        ]
        let body = JSONValue.object(["name": "A flow", "steps": steps].merging(members.members) { $1 })
        let answer = try await call(.post, Self.idvSetups, token: try await token(), json: body)
        return try #require(answer["id"].text, "\(answer.json)")
    }

    /// A decision of a reviewer.
    func review(_ identification: String, _ verdict: String, _ members: JSONValue = [:]) async throws -> Answer {
        try await call(
            .put, "/v1/identifications/\(identification)/\(verdict)", token: try await token(),
            json: .object(["reviewer": "Ada Lind", "remark": "By eye."].merging(members.members) { $1 }))
    }
}
