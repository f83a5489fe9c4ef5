// A lamp's reflection, told from paper that is merely white: a burnt-out patch without print, around which the paper is
// not burnt out. White paper in much light is burnt out everywhere, or fades without an end.

/**
 * Lengths are shares of the area's shorter side. Measured on drawn films of a passport and a card in five layouts, the
 * good ones at eleven exposures up to 1.4 times as bright: docs/flow.md.
 */
const limits = {
    /** Brightness from which a pixel is burnt out; noise and coding take some steps from the full one. */
    burnt: 248,
    /** Half the side of the square that is looked at for print, and the share of it that must be burnt out. */
    patch: 0.053,
    solid: 0.95,
    /** Share of the area that is in the middle of such squares. */
    share: 0.025,
    /** How far from there the reflection has an end, and how much of what lies in between may be burnt out. */
    near: 0.13,
    far: 0.17,
    rest: 0.1,
    /** Share of the area that is burnt out where all of the paper is. */
    all: 0.3,
};

/** How many pixels of a mask lie in the square around each. */
function around(mask, width, height, reach) {
    const rows = new Uint16Array(mask.length);
    const sums = new Uint16Array(mask.length);
    for (let y = 0; y < height; y += 1) {
        let sum = 0;
        for (let x = -reach; x < width; x += 1) {
            if (x + reach < width) sum += mask[y * width + x + reach];
            if (x - reach > 0) sum -= mask[y * width + x - reach - 1];
            if (x >= 0) rows[y * width + x] = sum;
        }
    }
    for (let x = 0; x < width; x += 1) {
        let sum = 0;
        for (let y = -reach; y < height; y += 1) {
            if (y + reach < height) sum += rows[(y + reach) * width + x];
            if (y - reach > 0) sum -= rows[(y - reach - 1) * width + x];
            if (y >= 0) sums[y * width + x] = sum;
        }
    }
    return sums;
}

/**
 * Whether a reflection hides a part of what lies inside of a rectangle.
 * @param {Frame} frame
 * @param {{left, top, right, bottom}} place in pixels of the frame
 */
export function hasGlare(frame, { left, top, right, bottom }) {
    const [first, highest] = [Math.max(0, Math.ceil(left)), Math.max(0, Math.ceil(top))];
    const width = Math.ceil(Math.min(frame.width, right)) - first;
    const height = Math.ceil(Math.min(frame.height, bottom)) - highest;
    if (width <= 0 || height <= 0) return false;
    const area = Uint8Array.from({ length: width * height }, (_, index) =>
        frame.pixels[(highest + Math.floor(index / width)) * frame.width + first + index % width]);
    const count = (mask) => mask.reduce((sum, value) => sum + value, 0);
    const burnt = area.map((value) => (value >= limits.burnt ? 1 : 0));
    const share = count(burnt) / area.length;
    if (share < limits.share || share > limits.all) return false;
    const reach = (part) => Math.round(part * Math.min(width, height));
    const enough = limits.solid * (2 * reach(limits.patch) + 1) ** 2;
    const core = Uint8Array.from(
        around(burnt, width, height, reach(limits.patch)), (value) => (value >= enough ? 1 : 0));
    if (count(core) < limits.share * area.length) return false;
    const near = around(core, width, height, reach(limits.near));
    const ring = around(core, width, height, reach(limits.far)).map((value, index) => (value && !near[index] ? 1 : 0));
    const rest = ring.map((value, index) => (value && burnt[index] ? 1 : 0));
    return count(rest) < limits.rest * count(ring);
}
