"""Turns a TFLite network of the face models into ONNX.

TFLite lays a picture out as N×H×W×C, ONNX as N×C×H×W: a picture is transposed once on the way in and wherever it stops
being a picture. The model's own input and outputs keep their TFLite shape, so that its published recipe stays true.
"""

from onnx_writer import Graph
from tflite_reader import Network

SAME = 0
ACTIVATIONS = {0: None, 1: "Relu"}


class Converter:
    def __init__(self, data, name):
        self._network = Network(data)
        self._graph = Graph(name)
        self._names = {}      # tensor number → its name in the ONNX graph
        self._constants = {}  # tensor number → (shape, numbers) as TFLite lays them out
        self._pictures = set()  # tensors that lie as N×C×H×W

    def convert(self):
        for number, tensor in enumerate(self._network.tensors):
            if tensor.is_constant:
                self._constants[number] = (tensor.shape, tensor.values())
        for number in self._network.inputs:
            name = self._graph.input("input", self._shape(number))
            self._picture(number, self._graph.node("Transpose", [name], perm=[0, 3, 1, 2]))
        for operator in self._network.operators:
            getattr(self, "_" + operator.name.lower())(operator, operator.outputs[0])
        for index, number in enumerate(self._network.outputs):
            name = f"output{index}"
            self._graph.node("Identity", [self._flat(number)], name=name)
            self._graph.output(name, self._shape(number))
        return self._graph.encoded()

    def _shape(self, number):
        return self._network.tensors[number].shape

    def _picture(self, number, name):
        self._names[number] = name
        self._pictures.add(number)

    def _flat(self, number):
        """The tensor in TFLite's own layout."""
        name = self._names[number]
        return self._graph.node("Transpose", [name], perm=[0, 2, 3, 1]) if number in self._pictures else name

    def _activated(self, name, code):
        operator = ACTIVATIONS[code]
        return self._graph.node(operator, [name]) if operator else name

    # What stays a constant: the half-precision or sparse weights, written out as 32-bit floats.

    def _dequantize(self, operator, out):
        self._constants[out] = self._constants[operator.inputs[0]]

    _densify = _dequantize

    # Convolutions and pools.

    def _conv_2d(self, operator, out):
        shape, weights = self._constants[operator.inputs[1]]
        filters, height, width, channels = shape
        area = height * width
        turned = [weights[(f * area + cell) * channels + c]
                  for f in range(filters) for c in range(channels) for cell in range(area)]
        kernel = self._graph.floats([filters, channels, height, width], turned)
        self._convolve(operator, out, kernel, (height, width), 1, activation=operator.option(3, "b"))

    def _depthwise_conv_2d(self, operator, out):
        shape, weights = self._constants[operator.inputs[1]]
        _, height, width, channels = shape
        assert self._shape(operator.inputs[0])[3] == channels, "depth multiplier 1 is the only one known"
        area = height * width
        turned = [weights[cell * channels + c] for c in range(channels) for cell in range(area)]
        kernel = self._graph.floats([channels, 1, height, width], turned)
        self._convolve(operator, out, kernel, (height, width), channels, activation=operator.option(4, "b"))

    def _convolve(self, operator, out, kernel, size, groups, activation):
        bias_shape, bias = self._constants[operator.inputs[2]]
        inputs = [self._names[operator.inputs[0]], kernel, self._graph.floats(bias_shape, bias)]
        name = self._graph.node("Conv", inputs, group=groups, **self._window(operator, out, size))
        self._picture(out, self._activated(name, activation))

    def _max_pool_2d(self, operator, out):
        size = (operator.option(4), operator.option(3))
        inputs = [self._names[operator.inputs[0]]]
        self._picture(out, self._graph.node("MaxPool", inputs, **self._window(operator, out, size)))

    def _window(self, operator, out, size):
        """Kernel, strides and explicit padding: TFLite's SAME puts the odd row and column at the end."""
        strides = (operator.option(2), operator.option(1))
        begin, end = [0, 0], [0, 0]
        if operator.option(0, "b") == SAME:
            for axis in range(2):
                here, there = self._shape(operator.inputs[0])[1 + axis], self._shape(out)[1 + axis]
                total = max((there - 1) * strides[axis] + size[axis] - here, 0)
                begin[axis], end[axis] = total // 2, total - total // 2
        return {"kernel_shape": list(size), "strides": list(strides), "pads": begin + end}

    # Element by element.

    def _add(self, operator, out):
        name = self._graph.node("Add", [self._names[each] for each in operator.inputs])
        self._picture(out, self._activated(name, operator.option(0, "b")))

    def _relu(self, operator, out):
        self._picture(out, self._graph.node("Relu", [self._names[operator.inputs[0]]]))

    def _prelu(self, operator, out):
        _, slopes = self._constants[operator.inputs[1]]
        slope = self._graph.floats([len(slopes), 1, 1], slopes)
        self._picture(out, self._graph.node("PRelu", [self._names[operator.inputs[0]], slope]))

    # Shapes.

    def _pad(self, operator, out):
        _, amounts = self._constants[operator.inputs[1]]
        begin, end = list(amounts[0::2]), list(amounts[1::2])
        pads = self._graph.integers([side[axis] for side in (begin, end) for axis in (0, 3, 1, 2)])
        self._picture(out, self._graph.node("Pad", [self._names[operator.inputs[0]], pads]))

    def _reshape(self, operator, out):
        shape = self._graph.integers(self._shape(out))
        self._names[out] = self._graph.node("Reshape", [self._flat(operator.inputs[0]), shape])

    def _concatenation(self, operator, out):
        names = [self._flat(each) for each in operator.inputs]
        self._names[out] = self._graph.node("Concat", names, axis=operator.option(0))

    def _depth_to_space(self, operator, out):
        inputs = [self._names[operator.inputs[0]]]
        self._picture(out, self._graph.node("DepthToSpace", inputs, blocksize=operator.option(0), mode="DCR"))

    def _resize_bilinear(self, operator, out):
        _, height, width, channels = self._shape(out)
        sizes = self._graph.integers([1, channels, height, width])
        mode = "align_corners" if operator.option(2, "b") else "half_pixel" if operator.option(3, "b") else "asymmetric"
        self._picture(out, self._graph.node(
            "Resize", [self._names[operator.inputs[0]], "", "", sizes],
            coordinate_transformation_mode=mode, mode="linear"))


def onnx_from_tflite(data, name):
    """The ONNX file of a TFLite file's bytes."""
    return Converter(data, name).convert()
