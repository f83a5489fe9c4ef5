import Kernel

extension FaceReader {
    /// Reads one frame of an active liveness capture. What has no model stays empty, and can then not be judged.
    package func readLiveness(_ picture: Picture) throws(InferenceError) -> LivenessReading {
        let (fingerprint, print) = (picture.fingerprint, FramePrint(of: picture))
        guard let detector else {
            return LivenessReading(
                faceCount: 0, poses: (nil, nil), shape: nil, template: nil,
                seen: .init(fingerprint: fingerprint, models: [], print: print))
        }
        let faces = try detector.faces(in: picture)
        guard let face = faces.largest else {
            return LivenessReading(
                faceCount: 0, poses: (nil, nil), shape: nil, template: nil,
                seen: .init(fingerprint: fingerprint, models: detector.models, print: print))
        }
        let shares = faces.map { $0.region.area / face.region.area }.filter { $0 >= FaceLimits.countedShare }
        let marks = face.landmarks
        let points = try mesh?.points(
            in: picture, region: face.region, rightEye: marks.rightEye, leftEye: marks.leftEye)
        let template = try embedder?.template(of: face, in: picture)
        let hasOwnModel = headPoseEstimator.map { $0.digest != mesh?.digest } ?? false
        let meshPose = points.map(MeshHeadPoseEstimator.pose(of:))
        let ownPose = hasOwnModel ? try headPoseEstimator?.pose(of: face, in: picture) : nil
        let isAhead = [ownPose ?? meshPose].compactMap(\.self).contains {
            abs($0.yaw) <= FaceLimits.yaw && abs($0.pitch) <= FaceLimits.pitch
        }
        // A face that is turned is not what the models of the passive check were taught with.
        let passive = isAhead ? try presentationAttackDetector?.finding(of: face, in: picture) : nil
        let models =
            detector.models
            + [hasOwnModel ? headPoseEstimator?.digest : nil, mesh?.digest, template?.model].compactMap(\.self)
        return LivenessReading(
            faceCount: shares.count, poses: (ownPose ?? meshPose, ownPose == nil ? nil : meshPose),
            shape: points.map(LivenessShape.points(of:)), template: template,
            seen: .init(
                fingerprint: fingerprint, models: Array(Set(models)).sorted(), print: print, passive: passive,
                secondFaceShare: shares.sorted(by: >).dropFirst().first))
    }
}

extension Picture {
    /// FNV-1a (64 bits) over a small copy: equal for equal pictures however their files were written, and different for
    /// any two exposures of one camera, whose noise differs.
    fileprivate var fingerprint: String {
        var hash = FNV1a()
        hash.add(reduced(toLongSide: 160).pixels)
        return hash.digest
    }
}
