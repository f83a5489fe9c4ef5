extension SpecimenLayout {
    var style: LayoutStyle {
        switch self {
        case .utopia: .utopia
        case .alder: .alder
        case .birch: .birch
        case .cedar: .cedar
        case .delta: .delta
        case .ember: .ember
        case .fjord: .fjord
        case .grove: .grove
        }
    }
}

extension LayoutStyle {
    /// For what the first layout's own pages share with the others: its words.
    fileprivate static let utopia = LayoutStyle(
        tone: Stationery.passportTone, paper: [Colour(0xDFEAF0), Colour(0xF3EFE4)], ground: [],
        languages: [.english, .french], dates: .twoLanguages(DateForm.french), stateName: ["UTOPIA", "UTOPIE"],
        authority: "AMAUROT")

    fileprivate static let alder = LayoutStyle(
        tone: Colour(0x3B5A3A), paper: [Colour(0xE8EFDC), Colour(0xF4EBD8), Colour(0xE3ECDF), Colour(0xF2EFE2)],
        ground: [
            .mesh(pitch: 2.2, swing: 1.1, Colour(0x6E9A5E, opacity: 0.3)),
            .waves(middle: 0.45, spread: 0.7, swing: 0.06, Colour(0xB57F4A, opacity: 0.28)),
            .rosette(x: 0.72, y: 0.42, radius: 0.3, petals: 8, Colour(0x4F7FA0, opacity: 0.24)),
        ],
        valueFace: .sans, languages: [.german, .english], dates: .dotted, stateName: ["UTOPIEN", "UTOPIA"],
        nationality: "UTOPISCH", sexes: ["F", "M", "X"], authority: "STADT AMAUROT")

    fileprivate static let birch = LayoutStyle(
        tone: Colour(0x5A3A72), paper: [Colour(0xEFE3EF), Colour(0xE2E8F4), Colour(0xF5EAE6)],
        ground: [
            .relief(pitch: 0.95, x: 0.66, y: 0.45, radius: 0.34, Colour(0x7D64A8, opacity: 0.34)),
            .waves(middle: 0.3, spread: 0.5, swing: 0.08, Colour(0xC46A7E, opacity: 0.25)),
            .rosette(x: 0.2, y: 0.8, radius: 0.36, petals: 16, Colour(0x5E9AA8, opacity: 0.22)),
        ],
        valueFace: .monoBold, valueWidth: 0.9, languages: [.polish, .english], dates: .dotted,
        stateName: ["UTOPIA PÓŁNOCNA", "NORTHERN UTOPIA"], numbersCaptions: true, nationality: "UTOPIJSKIE/UTOPIAN",
        sexes: ["K/F", "M/M", "X/X"], authority: "PREZYDENT AMAUROTU")

    fileprivate static let cedar = LayoutStyle(
        tone: Colour(0x1F5E57), paper: [Colour(0xF6F0D2), Colour(0xDFEFE4), Colour(0xF3DEDA)],
        ground: [
            .waves(middle: 0.5, spread: 0.9, swing: 0.05, Colour(0x3F9A78, opacity: 0.32)),
            .waves(middle: 0.6, spread: 0.6, swing: 0.1, Colour(0xC9962E, opacity: 0.3)),
            .rosette(x: 0.6, y: 0.5, radius: 0.4, petals: 20, Colour(0xB24B46, opacity: 0.18)),
        ],
        captionFace: .serif, valueFace: .serifBold, valueWidth: 0.92, captionSlant: 0.18,
        languages: [.lithuanian, .english], dates: .dashed, stateName: ["UTOPIJOS KRAŠTAS", "LAND OF UTOPIA"],
        nationality: "UTOPIJOS / UTO", sexes: ["M/F", "V/M", "X"], authority: "AMAUROTO VALDYBA")

    fileprivate static let delta = LayoutStyle(
        tone: Colour(0x8A3B1E), paper: [Colour(0xF7E6D6), Colour(0xF3E2E6), Colour(0xF6F0DC)],
        ground: [
            .mesh(pitch: 1.6, swing: 0.8, Colour(0xC97B45, opacity: 0.26)),
            .rosette(x: 0.35, y: 0.4, radius: 0.42, petals: 12, Colour(0xA33F52, opacity: 0.22)),
            .rosette(x: 0.85, y: 0.62, radius: 0.3, petals: 7, Colour(0x4C7A93, opacity: 0.24)),
        ],
        valueFace: .sansBold, valueWidth: 0.78, languages: [.spanish, .english], dates: .slashed,
        stateName: ["REINO DE UTOPÍA", "KINGDOM OF UTOPIA"], nationality: "UTO", authority: "DG AMAUROT 04",
        mark: Colour(0x1E3E8A, opacity: 0.2))

    fileprivate static let ember = LayoutStyle(
        tone: Colour(0x2C3E7A), paper: [Colour(0xE3E9F5), Colour(0xF4F1E6), Colour(0xE6F0EE)],
        ground: [
            .relief(pitch: 1.1, x: 0.58, y: 0.4, radius: 0.4, Colour(0x5D79B4, opacity: 0.32)),
            .mesh(pitch: 3.1, swing: 1.6, Colour(0x9C8A4A, opacity: 0.24)),
        ],
        valueFace: .serif, languages: [.bulgarian, .english], dates: .twoLanguages(DateForm.bulgarian),
        stateName: ["УТОПИЯ", "UTOPIA"], nationality: "УТОПИЯ/UTO", sexes: ["Ж/F", "М/M", "X/X"],
        authority: "АМАУРОТ/AMAUROT")

    fileprivate static let fjord = LayoutStyle(
        tone: Colour(0x1D4F8C), paper: [Colour(0xDCE9F6), Colour(0xF6EFE0), Colour(0xDDEFE6)],
        ground: [
            .waves(middle: 0.6, spread: 0.8, swing: 0.1, Colour(0x5C8FC0, opacity: 0.3)),
            .rosette(x: 0.62, y: 0.58, radius: 0.42, petals: 14, Colour(0xB48A4A, opacity: 0.2)),
        ],
        captionFace: .sans, valueFace: .sansBold, valueWidth: 0.86, languages: [.english], dates: .monthFirst,
        stateName: ["UTOPIA"], authority: "", mark: Colour(0xB3202C, opacity: 0.22))

    fileprivate static let grove = LayoutStyle(
        tone: Colour(0x7A2130), paper: [Colour(0xF6E4E0), Colour(0xEFF0DE), Colour(0xE6E8F2)],
        ground: [
            .relief(pitch: 1.0, x: 0.7, y: 0.6, radius: 0.4, Colour(0xB05A5E, opacity: 0.28)),
            .mesh(pitch: 2.4, swing: 1.2, Colour(0x6A8F5A, opacity: 0.22)),
        ],
        valueFace: .sans, valueWidth: 0.95, languages: [.english], dates: .monthFirst, stateName: ["ANYDRUS"],
        authority: "", mark: Colour(0x1E3E8A, opacity: 0.2))
}
