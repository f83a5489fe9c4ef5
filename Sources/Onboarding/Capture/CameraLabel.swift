import Evidence

/// What a device calls its camera, of which no more than the kind gets beyond the decoder: people name their devices
/// after themselves.
struct CameraLabel: Decodable {
    let kind: VirtualCamera.Kind

    /// Characters that are looked at; names of devices are shorter.
    private static let longest = 256

    init(from decoder: any Decoder) throws {
        let label = try decoder.singleValueContainer().decode(String.self)
        kind = VirtualCamera.kind(of: String(label.prefix(Self.longest)))
    }
}

extension EvidenceItem.Origin {
    init(_ source: EvidenceItem.Source?, _ label: CameraLabel?) {
        self.init(source ?? .unknown, camera: label?.kind ?? .unknown)
    }
}
