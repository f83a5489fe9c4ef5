import Evidence

extension SpecimenDocument {
    /// Draws the side.
    /// - Parameter pixelsPerMillimetre: 4…40; 12 is about 300 dots to the inch.
    package func drawn(pixelsPerMillimetre scale: Double = 12) throws(SpecimenError) -> SpecimenPrint {
        precondition((4...40).contains(scale), "4 to 40 pixels a millimetre")
        let size = kind.sizeMillimetres
        let (width, height) = (Int((size.width * scale).rounded()), Int((size.height * scale).rounded()))
        let canvas = try Canvas(width: width, height: height, scale: scale)
        let parts = draw(on: canvas)
        func pixels(_ region: Region) -> Region {
            Region(
                x: region.x * scale, y: region.y * scale, width: region.width * scale, height: region.height * scale)
        }
        return SpecimenPrint(
            document: self, picture: try canvas.picture(), pixelsPerMillimetre: scale, mrz: parts.mrz.map(pixels),
            portrait: parts.portrait.map(pixels), ghost: parts.ghost.map(pixels), elements: parts.elements,
            barcode: parts.barcode)
    }

    private func draw(on canvas: Canvas) -> DrawnParts {
        guard layout == .utopia else { return DesignedSide(document: self).draw(on: canvas) }
        let record = PrintRecord()
        var parts = DrawnParts()
        switch kind {
        case .passport:
            let page = PassportPage(document: self, record: record)
            page.draw(on: canvas)
            (parts.mrz, parts.portrait) = (page.zone.region, PassportPage.portrait)
        case .idCardFront:
            IdCardFront(document: self, record: record).draw(on: canvas)
            parts.portrait = IdCardFront.portrait
        default:
            let back = IdCardBack(document: self, record: record)
            back.draw(on: canvas)
            parts.mrz = back.zone.region
        }
        parts.elements = record.elements
        return parts
    }
}
