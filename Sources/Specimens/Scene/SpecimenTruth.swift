package import Evidence

/// All that is known of a drawn photograph, because it was drawn: what is printed, where it is, how it was taken.
package struct SpecimenTruth: Codable, Equatable, Sendable {
    /// A part of the document.
    package struct Place: Codable, Equatable, Sendable {
        /// On the document, in millimetres from its top left corner.
        package let box: Region
        /// In the picture, in pixels, in the document's own reading order.
        package let quad: Quad
    }

    package struct Element: Codable, Equatable, Sendable {
        package let element: VisualElement
        /// As printed.
        package let text: String
        package let place: Place
        /// As printed, in all its languages.
        package let caption: String?
        package let captionPlace: Place?
    }

    package struct Zone: Codable, Equatable, Sendable {
        package let format: MRZFormat
        /// As printed, false check digits included.
        package let lines: [String]
        package let place: Place
        /// Of the zone's capitals in the middle of the picture, in pixels.
        package let characterHeight: Double
    }

    package struct Barcode: Codable, Equatable, Sendable {
        package let format: BarcodeFormat
        package let text: String
        package let place: Place
    }

    package let kind: SpecimenDocument.Kind
    package let layout: SpecimenLayout
    package let issuingState: String
    /// Nil on a side without one.
    package let zone: Zone?
    package let elements: [Element]
    package let barcode: Barcode?
    package let portrait: Place?
    /// The second, pale portrait; nil where the layout has none.
    package let ghost: Place?
    /// The document's corners in the picture, as if they were not rounded.
    package let outline: Quad
    /// From millimetres on the document to pixels of the picture.
    package let map: SheetMap
    /// In the middle of the document.
    package let pixelsPerMillimetre: Double
    package let pose: Pose
    package let conditions: Conditions
    package let desk: DeskMaterial
    package let hand: HoldingHand?
    /// What of the document the hand covers; nil without a hand.
    package let covered: Place?
    /// Nil is bona fide: the document itself.
    package let attack: DocumentAttack?
}

extension SpecimenTruth {
    init(of scene: Scene, _ print: SpecimenPrint, _ map: SheetMap) {
        let size = scene.document.kind.sizeMillimetres
        func place(_ box: Region) -> Place { Place(box: box, quad: map.apply(box)) }
        func millimetres(_ region: Region) -> Region {
            let scale = 1 / print.pixelsPerMillimetre
            return Region(
                x: region.x * scale, y: region.y * scale, width: region.width * scale, height: region.height * scale)
        }
        kind = scene.document.kind
        layout = scene.document.layout
        issuingState = scene.document.issuingState
        zone = print.mrz.map { region in
            Zone(
                format: scene.document.format, lines: scene.document.mrzLines, place: place(millimetres(region)),
                characterHeight: PrintedZone.capital * scene.pixelsPerMillimetre)
        }
        elements = print.elements.map { element in
            Element(
                element: element.element, text: element.text, place: place(element.box), caption: element.caption,
                captionPlace: element.captionBox.map(place))
        }
        barcode = print.barcode.map { Barcode(format: $0.format, text: $0.text, place: place($0.box)) }
        portrait = print.portrait.map { place(millimetres($0)) }
        ghost = print.ghost.map { place(millimetres($0)) }
        outline = map.apply(Region(x: 0, y: 0, width: size.width, height: size.height))
        self.map = map
        pixelsPerMillimetre = scene.pixelsPerMillimetre
        (pose, conditions, desk) = (scene.pose, scene.conditions, scene.desk)
        (hand, attack) = (scene.hand, scene.attack)
        covered = scene.hand.map { place($0.covered(of: size)) }
    }
}
