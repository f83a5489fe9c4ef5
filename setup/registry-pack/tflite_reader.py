"""Reads the parts of a TFLite file (a FlatBuffer) that the face models of MediaPipe use.

Field numbers are those of the TFLite schema, version 3. Every offset is relative, little-endian.
"""

import struct
from array import array
from itertools import product

FLOAT32, FLOAT16, INT32 = 0, 1, 2
WIDTH = {FLOAT32: 4, FLOAT16: 2, INT32: 4}
FORMAT = {FLOAT32: "f", FLOAT16: "e", INT32: "i"}
OPERATORS = {
    0: "ADD", 2: "CONCATENATION", 3: "CONV_2D", 4: "DEPTHWISE_CONV_2D", 5: "DEPTH_TO_SPACE", 6: "DEQUANTIZE",
    17: "MAX_POOL_2D", 19: "RELU", 22: "RESHAPE", 23: "RESIZE_BILINEAR", 34: "PAD", 54: "PRELU", 124: "DENSIFY",
}


class Table:
    """One FlatBuffer table: fields by number, absent ones by their default."""

    def __init__(self, data, position):
        self._data, self._position = data, position
        self._fields = position - struct.unpack_from("<i", data, position)[0]

    def _offset(self, field):
        size = struct.unpack_from("<H", self._data, self._fields)[0]
        slot = 4 + 2 * field
        return struct.unpack_from("<H", self._data, self._fields + slot)[0] if slot < size else 0

    def scalar(self, field, kind="i", default=0):
        offset = self._offset(field)
        return struct.unpack_from("<" + kind, self._data, self._position + offset)[0] if offset else default

    def _target(self, field):
        offset = self._offset(field)
        if not offset:
            return None
        place = self._position + offset
        return place + struct.unpack_from("<I", self._data, place)[0]

    def table(self, field):
        target = self._target(field)
        return None if target is None else Table(self._data, target)

    def vector(self, field, kind="i"):
        target = self._target(field)
        if target is None:
            return []
        count = struct.unpack_from("<I", self._data, target)[0]
        return list(struct.unpack_from(f"<{count}{kind}", self._data, target + 4))

    def raw(self, field):
        target = self._target(field)
        if target is None:
            return b""
        count = struct.unpack_from("<I", self._data, target)[0]
        return bytes(self._data[target + 4 : target + 4 + count])

    def tables(self, field):
        target = self._target(field)
        if target is None:
            return []
        count = struct.unpack_from("<I", self._data, target)[0]
        places = [target + 4 + 4 * index for index in range(count)]
        return [Table(self._data, place + struct.unpack_from("<I", self._data, place)[0]) for place in places]


class Tensor:
    def __init__(self, table, buffers):
        self.shape = table.vector(0)
        self.type = table.scalar(1, "b")
        self.name = table.raw(3).decode()
        self._sparsity = table.table(6)
        self._raw = buffers[table.scalar(2, "I")].raw(0)

    @property
    def is_constant(self):
        return len(self._raw) > 0

    def values(self):
        """The stored numbers in row-major order; a sparse tensor is written out in full."""
        kind = FORMAT[self.type]
        stored = struct.unpack(f"<{len(self._raw) // WIDTH[self.type]}{kind}", self._raw)
        if self._sparsity is not None:
            stored = dense(self.shape, self._sparsity, stored)
        return array("i" if self.type == INT32 else "f", stored)


def dense(shape, sparsity, stored):
    """Writes a sparse tensor out: the levels in traversal order, dense or compressed, tell where each number lies."""
    order, block_map = sparsity.vector(0), sparsity.vector(1)
    levels = [level(each) for each in sparsity.tables(2)]
    blocks = [1] * len(shape)
    for index, dimension in enumerate(block_map):
        blocks[dimension] = levels[order.index(len(shape) + index)][1]
    strides = [1] * len(shape)
    for index in reversed(range(len(shape) - 1)):
        strides[index] = strides[index + 1] * shape[index + 1]
    steps = [0] * len(order)
    for place, dimension in enumerate(order):
        inside = dimension >= len(shape)
        steps[place] = strides[block_map[dimension - len(shape)]] if inside else strides[dimension] * blocks[dimension]
    out = [0.0] * (strides[0] * shape[0])
    entries = [(0, 0)]  # (position among the entries of the level above, offset in the full tensor)
    for (is_sparse, size, segments, indices), step in zip(levels, steps):
        if is_sparse:
            entries = [(at, offset + indices[at] * step) for parent, offset in entries
                       for at in range(segments[parent], segments[parent + 1])]
        else:
            entries = [(parent * size + at, offset + at * step)
                       for (parent, offset), at in product(entries, range(size))]
    for position, offset in entries:
        out[offset] = stored[position]
    return out


def level(table):
    """(is it compressed, its dense size, segment starts, indices) of one dimension."""
    return table.scalar(0, "b") == 1, table.scalar(1), indices_of(table, 2), indices_of(table, 4)


def indices_of(table, field):
    kind = {1: "i", 2: "H", 3: "B"}.get(table.scalar(field, "B"))
    return table.table(field + 1).vector(0, kind) if kind else []


class Operator:
    def __init__(self, table, codes):
        self.name = codes[table.scalar(0, "I")]
        self.inputs, self.outputs = table.vector(1), table.vector(2)
        self.options = table.table(4)

    def option(self, field, kind="i"):
        return self.options.scalar(field, kind) if self.options else 0


class Network:
    """The only subgraph of a file: its tensors, its operators in the order they run, its inputs and outputs."""

    def __init__(self, data):
        model = Table(data, struct.unpack_from("<I", data, 0)[0])
        codes = [OPERATORS.get(max(code.scalar(0, "b"), code.scalar(3)), "UNKNOWN") for code in model.tables(1)]
        graph = model.tables(2)[0]
        buffers = model.tables(4)
        self.tensors = [Tensor(table, buffers) for table in graph.tables(0)]
        self.inputs, self.outputs = graph.vector(1), graph.vector(2)
        self.operators = [Operator(table, codes) for table in graph.tables(3)]
