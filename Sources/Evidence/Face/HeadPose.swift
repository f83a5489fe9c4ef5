/// How the head is turned, in degrees.
package struct HeadPose: Codable, Equatable, Sendable {
    /// Above 0: the face looks to the picture's right.
    package let yaw: Double
    /// Above 0: the face looks down.
    package let pitch: Double
    /// Above 0: the head is tilted clockwise in the picture.
    package let roll: Double

    package init(yaw: Double, pitch: Double, roll: Double) {
        self.yaw = yaw
        self.pitch = pitch
        self.roll = roll
    }
}
