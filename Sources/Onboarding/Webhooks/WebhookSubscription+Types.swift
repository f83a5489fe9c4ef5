extension WebhookSubscription {
    /// Whether one that names `types` is told of an event of `type`: without any name, of all that the contract has.
    package static func wants(_ type: String, of types: Set<String>) -> Bool {
        types.isEmpty ? !operationalTypes.contains(type) : types.contains(type)
    }
}
