extension WebhookSubscription {
    /// Events of the house's own work, beyond the contract. A receiver that was written for the contract does not know
    /// them: they go to those only who name them.
    package static let operationalTypes: Set<String> = ["IdentityVerification.Redacted", "Webhook.DeliveryParked"]

    /// What a subscription may name.
    package static let namableTypes = knownTypes.union(operationalTypes)

    /// Whether one that names `types` is told of an event of `type`: without any name, of all that the contract has.
    package static func wants(_ type: String, of types: Set<String>) -> Bool {
        types.isEmpty ? !operationalTypes.contains(type) : types.contains(type)
    }
}
