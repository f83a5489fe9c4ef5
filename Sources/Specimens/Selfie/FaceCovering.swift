package import Evidence

/// What a face wears in a drawn selfie: things that may stay on, and things that hide it.
///
/// Drawn onto the points of the face's mesh, from the pixels of one selfie; nobody wore anything for it.
package enum FaceCovering: String, Sendable, CaseIterable {
    case clearSpectacles = "clear spectacles"
    case broadSpectacles = "spectacles, broad dark frame"
    case tintedSpectacles = "spectacles, light tint"
    case darkGlasses = "dark glasses"
    case graduatedGlasses = "brown glasses, darker above"
    case mirrorGlasses = "mirrored glasses"
    case surgicalMask = "surgical mask"
    case respirator = "white respirator"
    case blackMask = "black mask"
    case patternedMask = "patterned mask"
    case skinMask = "mask of the skin's colour"
    case lowMask = "surgical mask under the nose"
    case scarf = "scarf over mouth and nose"
    case hand = "hand before the mouth"

    /// Whether it hides what a comparison needs: without, it belongs to a bona fide selfie.
    package var isHiding: Bool { !isSpectacles }

    private var isSpectacles: Bool {
        switch self {
        case .clearSpectacles, .broadSpectacles, .tintedSpectacles: true
        default: false
        }
    }
}

extension AttackSource {
    /// The person of the selfie wearing `covering`, photographed.
    /// - Parameter seed: of everything left to chance; the same gives the same bytes.
    package func wearing(_ covering: FaceCovering, seed: UInt64) throws(SpecimenError) -> Picture {
        precondition(mesh.count == 468, "things are worn on the points of the face mesh")
        var film = Film(picture)
        switch covering {
        case .clearSpectacles, .broadSpectacles, .tintedSpectacles, .darkGlasses, .graduatedGlasses, .mirrorGlasses:
            DrawnGlasses(covering, seed: seed).put(on: self, film: &film)
        case .hand: try DrawnHand(seed: seed).put(on: self, film: &film)
        default: try DrawnCloth(covering, seed: seed).put(on: self, film: &film)
        }
        film.expose(seed: seed)
        return film.picture
    }

    /// The mean colour of the cheeks and the forehead, in blue, green and red.
    var skin: [Double] {
        let places = [50, 280, 101, 330, 151, 9].map { mesh[$0] }
        return (0..<3).map { channel in
            places.reduce(0.0) { sum, place in
                let x = min(max(0, Int(place.x)), picture.width - 1)
                let y = min(max(0, Int(place.y)), picture.height - 1)
                return sum + Double(picture.pixels[(y * picture.width + x) * 3 + channel])
            } / Double(places.count)
        }
    }
}
