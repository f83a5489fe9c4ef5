import CDrawing

/// The typefaces of a specimen, by the full names that fontconfig lists them under.
enum Typeface: String, CaseIterable {
    /// ISO 1073-2, which ICAO Doc 9303 part 3 asks for in the machine-readable zone.
    case ocrB = "OCR B Regular"
    case sans = "DejaVu Sans"
    case sansBold = "DejaVu Sans Bold"
    case serif = "DejaVu Serif"
    case serifBold = "DejaVu Serif Bold"
    case mono = "DejaVu Sans Mono"
    case monoBold = "DejaVu Sans Mono Bold"

    private var family: String {
        switch self {
        case .ocrB: "OCR B"
        case .sans, .sansBold: "DejaVu Sans"
        case .serif, .serifBold: "DejaVu Serif"
        case .mono, .monoBold: "DejaVu Sans Mono"
        }
    }

    /// The face as cairo draws it; the caller destroys it.
    ///
    /// The list is searched for the very name. fontconfig's matching would put another typeface in place of a missing
    /// one, and a zone in the wrong letters would be a silent mistake.
    func open() throws(SpecimenError) -> OpaquePointer {
        guard let pattern = FcPatternCreate(), let members = FcObjectSetCreate() else {
            throw .drawingFailed("fontconfig has no memory")
        }
        defer {
            FcPatternDestroy(pattern)
            FcObjectSetDestroy(members)
        }
        FcPatternAddString(pattern, FC_FAMILY, family)
        for member in [FC_FILE, FC_INDEX, FC_FULLNAME] { FcObjectSetAdd(members, member) }
        guard let list = FcFontList(nil, pattern, members) else { throw .typefaceMissing(rawValue) }
        defer { FcFontSetDestroy(list) }
        for index in 0..<Int(list.pointee.nfont) {
            guard let candidate = list.pointee.fonts[index], hasName(candidate) else { continue }
            guard let face = cairo_ft_font_face_create_for_pattern(candidate) else { break }
            return face
        }
        throw .typefaceMissing(rawValue)
    }

    private func hasName(_ candidate: OpaquePointer) -> Bool {
        var name: UnsafeMutablePointer<FcChar8>?
        guard FcPatternGetString(candidate, FC_FULLNAME, 0, &name) == FcResultMatch, let name else { return false }
        return String(cString: name) == rawValue
    }
}
