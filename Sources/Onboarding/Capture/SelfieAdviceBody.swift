import Evidence

struct SelfieAdviceBody: Encodable {
    /// Left out where no model can tell.
    let advice: FaceAdvice?
}
