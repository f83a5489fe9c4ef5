import Evidence

extension SpecimenDocument {
    /// Draws the side.
    /// - Parameter pixelsPerMillimetre: 4…40; 12 is about 300 dots to the inch.
    package func drawn(pixelsPerMillimetre scale: Double = 12) throws(SpecimenError) -> SpecimenPrint {
        precondition((4...40).contains(scale), "4 to 40 pixels a millimetre")
        let size = kind.sizeMillimetres
        let (width, height) = (Int((size.width * scale).rounded()), Int((size.height * scale).rounded()))
        let canvas = try Canvas(width: width, height: height, scale: scale)
        let (mrz, portrait) = draw(on: canvas)
        func pixels(_ region: Region) -> Region {
            Region(
                x: region.x * scale, y: region.y * scale, width: region.width * scale, height: region.height * scale)
        }
        return SpecimenPrint(
            document: self, picture: try canvas.picture(), pixelsPerMillimetre: scale, mrz: mrz.map(pixels),
            portrait: portrait.map(pixels))
    }

    /// Returns where zone and photograph are, in millimetres.
    private func draw(on canvas: Canvas) -> (mrz: Region?, portrait: Region?) {
        switch kind {
        case .passport:
            let page = PassportPage(document: self)
            page.draw(on: canvas)
            return (page.zone.region, PassportPage.portrait)
        case .idCardFront:
            IdCardFront(document: self).draw(on: canvas)
            return (nil, IdCardFront.portrait)
        case .idCardBack:
            let back = IdCardBack(document: self)
            back.draw(on: canvas)
            return (back.zone.region, nil)
        }
    }
}
