/// The order of axes that a model expects: N is 1, C channels, H rows, W columns.
package enum TensorLayout: Sendable {
    case nchw, nhwc
}
