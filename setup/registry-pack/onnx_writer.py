"""Writes ONNX files with the standard library alone, so that the same input gives the same bytes on every machine.

Only what the converters need of the ONNX protobuf schema (onnx.proto, IR version 8, operator set 13) is here. Fields
are written in the order of the calls; nothing depends on a dictionary's order, the locale or the clock.
"""

import struct

FLOAT, INT64 = 1, 7  # TensorProto.DataType


def _varint(number):
    number &= (1 << 64) - 1  # negative numbers travel as their 64-bit two's complement
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _number(field, value):
    return _varint(field << 3) + _varint(value)


def _bytes(field, value):
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field, value):
    return _bytes(field, value.encode())


def _attribute(name, value):
    """AttributeProto: 1 name, 3 i, 4 s, 8 ints, 20 type."""
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    if isinstance(value, str):
        return _text(1, name) + _text(4, value) + _number(20, 3)
    return _text(1, name) + b"".join(_number(8, item) for item in value) + _number(20, 7)


def _value_info(name, shape):
    """ValueInfoProto of a float tensor with fixed sizes."""
    dims = b"".join(_bytes(1, _number(1, size)) for size in shape)
    tensor_type = _number(1, FLOAT) + _bytes(2, dims)
    return _text(1, name) + _bytes(2, _bytes(1, tensor_type))


class Graph:
    """Collects nodes in the order in which they run, then writes them as one model file."""

    def __init__(self, name):
        self._name = name
        self._nodes, self._initializers, self._inputs, self._outputs = [], [], [], []
        self._count = 0

    def input(self, name, shape):
        self._inputs.append(_value_info(name, shape))
        return name

    def output(self, name, shape):
        self._outputs.append(_value_info(name, shape))

    def floats(self, shape, values):
        """A constant; `values` are Python floats or an `array('f')` of the product of `shape` numbers."""
        return self._constant(FLOAT, shape, struct.pack(f"<{len(values)}f", *values))

    def integers(self, values):
        return self._constant(INT64, [len(values)], struct.pack(f"<{len(values)}q", *values))

    def _constant(self, data_type, shape, raw):
        name = self._fresh("c")
        dims = b"".join(_number(1, size) for size in shape)
        self._initializers.append(dims + _number(2, data_type) + _text(8, name) + _bytes(9, raw))
        return name

    def node(self, operator, inputs, name=None, **attributes):
        """Adds one operator and returns the name of its only output."""
        output = name or self._fresh("t")
        body = b"".join(_text(1, each) for each in inputs) + _text(2, output) + _text(4, operator)
        body += b"".join(_bytes(5, _attribute(key, attributes[key])) for key in sorted(attributes))
        self._nodes.append(body)
        return output

    def _fresh(self, prefix):
        self._count += 1
        return f"{prefix}{self._count}"

    def encoded(self):
        graph = b"".join(_bytes(1, node) for node in self._nodes) + _text(2, self._name)
        graph += b"".join(_bytes(5, each) for each in self._initializers)
        graph += b"".join(_bytes(11, each) for each in self._inputs)
        graph += b"".join(_bytes(12, each) for each in self._outputs)
        operator_set = _number(2, 13)
        return _number(1, 8) + _text(2, "couth") + _bytes(7, graph) + _bytes(8, operator_set)
