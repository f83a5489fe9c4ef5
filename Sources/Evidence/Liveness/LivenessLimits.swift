/// Where an active liveness capture stops being one. `docs/accuracy.md` has what was measured, and on what.
package enum LivenessLimits {
    /// Frames of one run whose median has to reach the limit: one outlier of the pose is not a motion.
    package static let window = 3
    /// Degrees from the neutral pose: about four times the pose model's published mean error (5.4) for a turn, and
    /// twice (5.5) for a nod, of which a neck has less.
    static let yaw = 20.0
    static let pitch = 12.0
    /// Degrees below which the motion was certainly not made.
    static let yawMissing = 12.0
    static let pitchMissing = 7.0
    /// Degrees that the two opinions on a motion may lie apart: more for a large one.
    static func disagreement(over larger: Double) -> Double { max(12, 0.55 * larger) }
    /// What a head does between two stills: a little at once, more with time.
    static let jump = 25.0
    static let degreesPerSecond = 180.0
    /// Milliseconds that a person needs at least for one motion.
    static let shortestRun = 200
    /// `PlaneMotion.residual`: from the first on a head turned, below the second a flat picture was swung.
    static let depth = 0.08
    static let flat = 0.05

    /// One frame alone may show a second face: a detector takes a pattern for a face now and then. Up to this share of
    /// the person's own area: a third of it is somebody 1.7 times as far away, whom nobody takes for a pattern.
    static let strayShare = 0.35
    /// And where so many frames show one face: about half of the fewest that a capture has.
    static let strayAmong = 5

    /// `FramePrint.distance` under which two frames show one still, and the share of neighbouring frames of the runs
    /// from which on nothing but stills was sent.
    static let alike = 0.6
    static let alikeShare = 0.8
    /// `FramePrint.distance` from which on two frames show different things, and the `likeness` from which on their
    /// noise is one.
    static let unlike = 1.5
    static let sameNoise = 0.25
    /// `ScreenGrid.peak` from which on a person looks: 12.5 was the most of 45 drawn bona fide exposures and 10.9 of
    /// 125 pictures, and 40 of 45 drawn tablets that fill the frame lay above.
    static let screenGrid = 14.0
}
