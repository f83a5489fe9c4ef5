/// What a device says it is. Its word proves nothing.
package enum DeviceKind: String, Sendable {
    case desktop
    case handheld
    case unknown
}
