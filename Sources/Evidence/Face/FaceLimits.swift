/// Where a face stops being good enough. Measured on 125 pictures of public persons unless another source is named.
package enum FaceLimits {
    /// A face in a selfie's background counts from this share of the main face's area on.
    static let countedShare = 0.1
    /// Least distance of the eyes in pixels.
    static let selfieEyeDistance = 60.0
    static let documentEyeDistance = 30.0
    /// Least width of a portrait's face in pixels.
    static let documentFaceWidth = 80.0
    /// Variance of the Laplacian on the aligned grey face of 112 × 112 pixels: the sharpest of blurred pictures lie at
    /// 12 (95 % quantile), the least sharp of good ones at 76 (5 % quantile).
    static let sharpnessFail = 20.0
    static let sharpnessReview = 60.0
    /// Mean grey value of the aligned face, and the share of it that may be burnt out.
    static let darkest = 45.0
    static let brightest = 200.0
    static let burntGrey: UInt8 = 245
    static let burntShare = 0.25
    /// Degrees from frontal.
    static let yaw = 15.0
    static let pitch = 15.0
    static let roll = 20.0
    /// Degrees beyond which a turn is certain: twice the mean error that the pose model's publisher states (5.4, 5.5,
    /// 4.6).
    static let poseDoubt = 10.0
}
