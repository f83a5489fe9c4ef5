/// The data of a driving licence or identification card of North America, as its PDF417 symbol carries them (AAMVA
/// DL/ID Card Design Standard, annex D, versions 01…10).
///
/// Read tolerantly, reported strictly: what can be understood is in `fields`, what stands there is in `subfiles`, and
/// what is not as the standard asks for is in `deviations`.
package struct AAMVACard: Codable, Equatable, Sendable {
    package let header: AAMVAHeader
    package let subfiles: [AAMVASubfile]
    package let fields: AAMVAFields
    package let deviations: [AAMVADeviation]

    /// - Parameter bytes: what the symbol holds, from the `@` on.
    package init(_ bytes: [UInt8]) throws(AAMVAError) {
        guard bytes.count <= AAMVALimits.bytes else { throw .tooLarge(bytes: bytes.count) }
        var head = AAMVAHeaderReader(bytes)
        header = try head.read()
        var reader = AAMVASubfileReader(bytes, header: header, origin: head.origin, body: head.position)
        var found = try reader.read()
        var separation = AAMVASeparation(header: header)
        if let index = found.firstIndex(where: \.isOfTheStandard) { found[index] = separation.mended(found[index]) }
        subfiles = found
        var interpreter = AAMVAInterpreter(header: header, subfiles: subfiles)
        fields = interpreter.read()
        deviations = [head.deviations, reader.deviations, separation.deviations, interpreter.deviations]
            .flatMap(\.list)
    }

    /// The issuer, where its number is known.
    package var issuer: AAMVAIssuer? { AAMVAIssuer.of(header.issuerNumber) }

    package var isLicence: Bool { subfiles.contains { $0.type == "DL" || $0.type == "EN" } }
}
