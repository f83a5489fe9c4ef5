/// Deviations in the order in which they were met, each once.
struct AAMVADeviations {
    private(set) var list: [AAMVADeviation] = []

    mutating func note(_ kind: AAMVADeviation.Kind, _ element: String? = nil) {
        let deviation = AAMVADeviation(kind, element)
        guard list.count < AAMVALimits.deviations, !list.contains(deviation) else { return }
        list.append(deviation)
    }

    mutating func note(_ kind: AAMVADeviation.Kind, if condition: Bool, _ element: String? = nil) {
        if condition { note(kind, element) }
    }
}
