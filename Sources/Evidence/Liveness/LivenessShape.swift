/// The points of the face mesh that move with the skull and not with a smile: nose, corners of the eyes, forehead,
/// temples, cheekbones and the side of the jaw. The numbering is MediaPipe's.
enum LivenessShape {
    private static let bone = [
        168, 6, 197, 195, 5, 4, 1, 2, 98, 327, 129, 358, 33, 133, 362, 263, 10, 151, 9, 67, 297, 50, 280, 116, 345,
        123, 352, 234, 454, 127, 356, 162, 389, 132, 361,
    ]

    static func points(of mesh: FaceMesh.Points) -> [Point] { bone.map { mesh.points[$0] } }
}
