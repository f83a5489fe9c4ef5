"""Turns dlib's face recognition network (ResNet with 29 convolutions, 128 numbers a face) into ONNX.

dlib writes a network from its innermost layer, the input, outwards: first one version number a layer, then what each
layer knows. Integers are a length byte and that many little-endian bytes; real numbers a whole mantissa and an exponent
of two; a tensor four sizes and 32-bit floats. Layers are joined by tags that leave no trace after the version numbers:
the shape of the residual blocks is therefore told here, and checked against the layers met.
"""

import struct

from onnx_writer import Graph

INPUT = b"\x15input_rgb_image_sized"


class Stream:
    def __init__(self, data, position):
        self._data, self._at = data, position

    def integer(self):
        head = self._data[self._at]
        size = head & 0x0F
        value = int.from_bytes(self._data[self._at + 1 : self._at + 1 + size], "little")
        self._at += 1 + size
        return -value if head & 0x80 else value

    def integers(self, count):
        return [self.integer() for _ in range(count)]

    def real(self):
        mantissa, exponent = self.integers(2)
        return mantissa * 2.0**exponent

    def text(self):
        size = self.integer()
        self._at += size
        return self._data[self._at - size : self._at].decode()

    def flags(self, count):
        self._at += count
        assert set(self._data[self._at - count : self._at]) <= set(b"01"), "layer flags expected"

    def tensor(self):
        version, *shape = self.integers(5)
        assert version == 2, f"tensor version {version}"
        count = shape[0] * shape[1] * shape[2] * shape[3]
        values = struct.unpack_from(f"<{count}f", self._data, self._at)
        self._at += 4 * count
        return values


class Layer:
    """One layer as it lies in the file: its kind and what that kind stores."""

    def __init__(self, stream):
        self.kind = stream.text()
        getattr(self, "_read_" + self.kind.rstrip("_0123456789"))(stream)
        stream.flags(3)
        for _ in range(3):  # gradients and a cached output, empty in a published network
            stream.tensor()

    def _read_con(self, stream):
        self.values = stream.tensor()
        self.filters, height, width, stride, _, pad, _ = stream.integers(7)
        self.window = {"kernel_shape": [height, width], "strides": [stride] * 2, "pads": [pad] * 4}
        stream.integers(10)  # where filters and biases lie in `values`: filters first
        for _ in range(4):   # learning rates
            stream.real()

    def _read_affine(self, stream):
        self.values = stream.tensor()  # scales, then shifts, one a channel
        stream.integers(11)

    def _read_relu(self, stream):
        pass

    _read_add_prev = _read_relu

    def _read_max_pool(self, stream):
        height, width, stride, _, pad, _ = stream.integers(6)
        self.window = {"kernel_shape": [height, width], "strides": [stride] * 2, "pads": [pad] * 4}

    _read_avg_pool = _read_max_pool

    def _read_fc(self, stream):
        self.outputs, self.inputs = stream.integers(2)
        self.values = stream.tensor()  # inputs × outputs
        stream.integers(11)
        for _ in range(4):
            stream.real()


class Builder:
    """Follows the layers and keeps the picture's name, channels and side."""

    def __init__(self, data):
        place = data.index(INPUT)
        stream = Stream(data, place + len(INPUT))
        self._means = [stream.real() for _ in range(3)]
        assert stream.integers(2) == [150, 150], "input of 150 × 150 pixels expected"
        self._stream = stream
        self._graph = Graph("dlib-face-recognition-resnet")

    def build(self):
        graph = self._graph
        picture = graph.input("input", [1, 3, 150, 150])
        centred = graph.node("Sub", [picture, graph.floats([3, 1, 1], self._means)])
        state = (graph.node("Mul", [centred, graph.floats([1], [1 / 256])]), 3, 150)
        state = self._relu(self._convolution(state))
        state = self._pool(state, "MaxPool", self._next("max_pool_2"))
        # Five levels of residual blocks; the first block of every level but the first halves the picture.
        for blocks, halves in ((3, False), (4, True), (3, True), (3, True), (1, True)):
            for index in range(blocks):
                state = self._residual(state, halves and index == 0)
        self._next("avg_pool_2")  # over the whole picture
        flat = graph.node("Flatten", [graph.node("GlobalAveragePool", [state[0]])], axis=1)
        last = self._next("fc_2")
        graph.node("MatMul", [flat, graph.floats([last.inputs, last.outputs], last.values)], name="output")
        graph.output("output", [1, last.outputs])
        return graph.encoded()

    def _next(self, kind):
        layer = Layer(self._stream)
        assert layer.kind == kind, f"{kind} expected, {layer.kind} found"
        return layer

    def _residual(self, state, halves):
        main = self._relu(self._convolution(state))
        main = self._convolution(main)
        side = self._pool(state, "AveragePool", self._next("avg_pool_2")) if halves else state
        self._next("add_prev_")
        # Where the two differ in channels or size, dlib takes what is not there as zero.
        channels, size = max(main[1], side[1]), max(main[2], side[2])
        names = [self._padded(each, channels, size) for each in (main, side)]
        return self._relu((self._graph.node("Add", names), channels, size))

    def _convolution(self, state):
        """A convolution and the scale and shift after it, folded into one."""
        layer = self._next("con_4")
        if state[1] == 3:
            self._stream.integer()  # only the layer on the input says how many pictures one sample becomes
        affine = self._next("affine_")
        name, channels, size = state
        filters = layer.filters
        kernel = layer.window["kernel_shape"][0]
        each = channels * kernel * kernel
        scales, shifts = affine.values[:filters], affine.values[filters:]
        weights = [layer.values[f * each + i] * scales[f] for f in range(filters) for i in range(each)]
        biases = [layer.values[filters * each + f] * scales[f] + shifts[f] for f in range(filters)]
        inputs = [name, self._graph.floats([filters, channels, kernel, kernel], weights),
                  self._graph.floats([filters], biases)]
        return self._graph.node("Conv", inputs, **layer.window), filters, self._side(size, layer.window)

    def _pool(self, state, operator, layer):
        name, channels, size = state
        return self._graph.node(operator, [name], **layer.window), channels, self._side(size, layer.window)

    def _relu(self, state):
        self._next("relu_")
        return (self._graph.node("Relu", [state[0]]),) + state[1:]

    def _padded(self, state, channels, size):
        name, own_channels, own_size = state
        ends = [0, channels - own_channels, size - own_size, size - own_size]
        if not any(ends):
            return name
        return self._graph.node("Pad", [name, self._graph.integers([0, 0, 0, 0] + ends)])

    @staticmethod
    def _side(size, window):
        return (size + 2 * window["pads"][0] - window["kernel_shape"][0]) // window["strides"][0] + 1


def onnx_from_dlib(data):
    """The ONNX file of the bytes of `dlib_face_recognition_resnet_model_v1.dat`."""
    return Builder(data).build()
