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

    /// Degrees of yaw or pitch up to which the lids and the lips are seen well enough.
    static let gateAngle = 22.0
    /// Height over width of the gap between the lids, and the iris's contrast as a share of the skin's light: under
    /// both a person looks. 3 of 125 pictures lie there, all of narrowed eyes, and 19 of 45 with drawn lids.
    static let eyeGap = 0.2
    static let irisContrast = 0.15
    /// Redness and blueness together, under which a picture has no colour to go by; the least of 125 has 0.17.
    static let colourful = 0.08
    /// Share of the cheek's light below the eyes: 0.60 is the least of 112 pictures without dark glasses, 0.37 the most
    /// behind 90 drawn dark ones; behind 45 drawn mirrors 0.47 is.
    static let lensLight = 0.45
    /// How much a difference of colour counts beside one of light: mirrored lenses are bright.
    static let lensColour = 1.5
    /// Variety of the lower face as a share of its distance from the upper; and the least distance it is a share of, so
    /// that a mask of the skin's own colour is told too.
    static let lowerVariety = 0.35
    static let lowerDistance = 0.07
    /// `Picture.colourVariety` of a portrait's aligned face under which it was printed in grey: 0.025 is the most of
    /// 125 simulated grey prints, 0.049 the least of as many faces in colour.
    static let greyPrint = 0.035
}
