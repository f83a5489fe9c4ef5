import Evidence

/// Somebody else's photograph laid over the portrait of a photographed document, in an editor.
struct PastedPortrait {
    let portrait: Portrait
    let seed: UInt64

    /// The document's photograph opened in an editor, pasted over and saved.
    /// - Parameter quality: of the camera's file.
    func presented(_ photograph: Photograph, quality: Int) -> PresentedDocument {
        let save = SecondSave(camera: quality, seed: seed)
        let changed = pasted(into: photograph, save.opened(photograph.picture))
        return PresentedDocument(photograph: changed, file: save.saved(changed.picture))
    }

    private func pasted(into photograph: Photograph, _ picture: Picture) -> Photograph {
        guard let place = photograph.portrait else { return photograph }
        var chance = SeededGenerator(seed: seed ^ 0x9A57E)
        let crop = portrait.documentCrop(aspect: place.width / max(1, place.height))
        var face = portrait.picture.cropped(to: crop)
        face = face.resized(
            width: max(16, Int(place.width)), height: max(16, Int(place.height)),
            Double(face.width) > place.width ? .area : .cubic)
        face = Self.aged(face, &chance)
        let film = Film(picture).pasting(face, into: place, feather: chance.number(in: 0...1.5))
        return Photograph(
            picture: film.picture, document: photograph.document, outline: photograph.outline, mrz: photograph.mrz,
            portrait: photograph.portrait)
    }

    /// What the pasted picture went through before: nothing, a file of low quality, or a sensor of more noise.
    private static func aged(_ face: Picture, _ chance: inout SeededGenerator) -> Picture {
        switch chance.integer(in: 0...2) {
        case 0: return face
        case 1:
            let file = face.jpeg(quality: chance.integer(in: 40...70))
            return (try? Picture.decode(file))?.picture ?? face
        default:
            var film = Film(face)
            film.grain(sigma: chance.number(in: 7...11), seed: chance.next())
            return film.picture
        }
    }
}

extension Film {
    /// Lays a picture into a quadrilateral; its edge fades over `feather` pixels.
    fileprivate func pasting(_ face: Picture, into place: Quad, feather: Double) -> Film {
        var film = self
        let bounds = place.bounds
        let unit = Region(x: 0, y: 0, width: Double(face.width), height: Double(face.height))
        // A small quadrilateral is nearly a parallelogram: the affine map of its corners is near enough.
        guard let map = Affine.parallelogram(place, to: unit) else { return self }
        let width = width
        let columns = max(0, Int(bounds.x))..<min(width, Int(bounds.x + bounds.width) + 1)
        let rows = max(0, Int(bounds.y))..<min(height, Int(bounds.y + bounds.height) + 1)
        film.edit { pixel in
            for y in rows {
                for x in columns {
                    let at = map.apply(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
                    let inside = min(min(at.x, unit.width - at.x), min(at.y, unit.height - at.y))
                    guard inside > 0 else { continue }
                    let share = feather > 0 ? min(1, inside / feather) : 1
                    let from = (min(Int(at.y), face.height - 1) * face.width + min(Int(at.x), face.width - 1)) * 3
                    for channel in 0..<3 {
                        let target = (y * width + x) * 3 + channel
                        let own = Double(pixel[target])
                        pixel[target] = Film.clamped(own + (Double(face.pixels[from + channel]) - own) * share)
                    }
                }
            }
        }
        return film
    }
}

extension Affine {
    /// Takes the quadrilateral's first corner and the two edges that leave it to those of `region`.
    fileprivate static func parallelogram(_ quad: Quad, to region: Region) -> Affine? {
        let (x, y) = (quad.topLeft.x, quad.topLeft.y)
        let out = Affine(
            a: (quad.topRight.x - x) / region.width, b: (quad.bottomLeft.x - x) / region.height, c: x,
            d: (quad.topRight.y - y) / region.width, e: (quad.bottomLeft.y - y) / region.height, f: y)
        return out.inverse
    }
}
