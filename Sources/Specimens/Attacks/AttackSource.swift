package import Evidence

/// A bona fide selfie that attacks are drawn from, and the face in it.
package struct AttackSource: Sendable {
    /// Three channels, upright.
    package let picture: Picture
    package let landmarks: FaceLandmarks
    /// Points of the face's surface, at least three and not on one line: those of `FaceMesh`, or fewer. Two sources
    /// that are blended have the same points in the same order.
    package let mesh: [Point]

    package init(picture: Picture, landmarks: FaceLandmarks, mesh: [Point]) {
        precondition(mesh.count >= 3, "a face has a surface")
        self.picture = picture.colour()
        self.landmarks = landmarks
        self.mesh = mesh
    }

    /// From temple to temple, in pixels.
    var faceWidth: Double {
        let xs = mesh.map(\.x)
        return max(1, (xs.max() ?? 0) - (xs.min() ?? 0))
    }

    /// The bona fide presentation: the same picture as one camera after another takes it.
    package func photographed(seed: UInt64) -> Picture {
        var film = Film(picture)
        film.expose(seed: seed)
        return film.picture
    }
}

extension Film {
    /// What every drawn camera does, to people and to attacks alike: a little light, lens and noise of its own.
    mutating func expose(seed: UInt64) {
        var chance = SeededGenerator(seed: seed ^ 0xCA_3E7A)
        light(exposure: chance.number(in: 0.92...1.06), gradient: chance.number(in: 0...0.08), seed: seed)
        blur(sigma: chance.number(in: 0.2...0.7))
        grain(sigma: chance.number(in: 0.8...1.8), seed: seed)
    }
}
