/// One attempt in the line of its delivery's attempts.
package struct NumberedAttempt: Sendable {
    package let number: Int
    package let attempt: WebhookAttempt
}
