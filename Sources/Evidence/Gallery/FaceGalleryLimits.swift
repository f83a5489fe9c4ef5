package enum FaceGalleryLimits {
    /// Numbers a template. With no more, the sum of products in whole numbers stays below 2³¹:
    /// `GalleryCode.probeLargest · GalleryCode.storedLargest · 512 = 2,130,641,408`.
    package static let dimensions = 1...512
    /// Templates of one gallery: about 2.7 GB at 256 numbers each.
    package static let templates = 2_000_000
    /// Hits of one search: a person has to look at each.
    package static let hits = 1_000
    /// Length of a template. Models make 1 (a cosine's) to about 1.5 (dlib's); far from it the numbers are damage, and
    /// products of them would leave what a `Float` can hold. The lower end holds for cosines only: a vector without
    /// length has no direction.
    static let length = 1e-3...1e3
}
