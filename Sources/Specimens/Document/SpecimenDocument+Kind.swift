package import Evidence

extension SpecimenDocument {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The data page of a passport: TD3 (part 4), 125 × 88 mm.
        case passport
        /// The front of an identity card: TD1 (part 5), 85.6 × 54 mm, without a machine-readable zone.
        case idCardFront
        /// Its back, with the zone.
        case idCardBack
        /// The front of a larger card, zone and all: TD2 (part 6), 105 × 74 mm.
        case td2Card
        /// The visa of the full size: MRV-A (part 7), 120 × 80 mm.
        case visaA
        /// The small visa: MRV-B (part 7), 105 × 74 mm.
        case visaB
        /// A driving licence after the European Union's model: numbered elements, the table of categories behind.
        case drivingLicenceFront, drivingLicenceBack
        /// A driver licence of North America: the AAMVA card design standard, its PDF417 symbol behind.
        case aamvaFront, aamvaBack

        /// The nominal size in millimetres: ISO/IEC 7810 ID-3, ID-2 and ID-1; part 7 for visas.
        package var sizeMillimetres: (width: Double, height: Double) {
            switch self {
            case .passport: (125, 88)
            case .visaA: (120, 80)
            case .visaB, .td2Card: (105, 74)
            case .idCardFront, .idCardBack, .drivingLicenceFront, .drivingLicenceBack, .aamvaFront, .aamvaBack:
                (85.6, 54)
            }
        }

        /// ISO/IEC 7810 rounds cards with 3.18 mm; a sticker is cut nearly square.
        package var cornerRadiusMillimetres: Double { self == .visaA || self == .visaB ? 0.8 : 3.18 }

        /// The format of the machine-readable zone on this very side; nil where it has none.
        package var mrzFormat: MRZFormat? {
            switch self {
            case .passport: .td3
            case .idCardBack: .td1
            case .td2Card: .td2
            case .visaA: .mrvA
            case .visaB: .mrvB
            case .idCardFront, .drivingLicenceFront, .drivingLicenceBack, .aamvaFront, .aamvaBack: nil
            }
        }

        package var hasPortrait: Bool {
            ![.idCardBack, .drivingLicenceBack, .aamvaBack].contains(self)
        }

        /// The layouts in which the kind is drawn; never empty.
        package var layouts: [SpecimenLayout] {
            switch self {
            case .passport: [.utopia, .alder, .birch, .cedar, .delta, .ember]
            case .idCardFront, .idCardBack: [.utopia, .alder, .birch, .cedar, .delta]
            case .td2Card: [.alder, .cedar]
            case .visaA: [.delta, .ember]
            case .visaB: [.birch, .alder]
            case .drivingLicenceFront, .drivingLicenceBack: [.alder, .birch, .cedar]
            case .aamvaFront, .aamvaBack: [.fjord, .grove]
            }
        }

        /// Those that print a second, pale portrait beside the main one.
        package var layoutsWithGhost: [SpecimenLayout] {
            layouts.filter { $0 != .utopia && Arrangement.of(self, $0).ghost != nil }
        }
    }
}
