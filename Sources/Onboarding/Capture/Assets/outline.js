// Where the document lies in a frame: its four edges, looked for around the outline that the page draws.

/** All as shares of the outline's shorter side unless said otherwise; measured on the films of the tests. */
const limits = {
    /** How far inside and outside of the outline an edge is looked for. */
    inside: 0.34,
    outside: 0.2,
    /** How far the two ends of an edge may lie apart. */
    slope: 0.16,
    /** Mean step of brightness along an edge, and the share of its points that must step the same way. */
    step: 9,
    support: 0.68,
    /** An edge farther out counts from this share of the clearest one's step: print has clear lines inside. */
    outer: 0.45,
    samples: 28,
};

/** A frame's brightness: `pixels` row by row, and the part of it that the video fills. */
export class Frame {
    constructor(pixels, width, height) {
        Object.assign(this, { pixels, width, height });
    }
    at(x, y) {
        const column = Math.min(this.width - 1, Math.max(0, Math.round(x)));
        const row = Math.min(this.height - 1, Math.max(0, Math.round(y)));
        return this.pixels[row * this.width + column];
    }
}

/**
 * The step of brightness across a line from one end to the other.
 * @returns {{step: number, support: number}} mean, with its sign, and the share of points that step that way
 */
function stepAlong(frame, one, other, normal) {
    const steps = [];
    for (let index = 0; index < limits.samples; index += 1) {
        const share = 0.06 + 0.88 * index / (limits.samples - 1);
        const x = one.x + share * (other.x - one.x);
        const y = one.y + share * (other.y - one.y);
        steps.push(frame.at(x + 1.5 * normal.x, y + 1.5 * normal.y) - frame.at(x - 1.5 * normal.x, y - 1.5 * normal.y));
    }
    const step = steps.reduce((sum, value) => sum + value, 0) / steps.length;
    const support = steps.filter((value) => Math.sign(value) === Math.sign(step) && Math.abs(value) > limits.step / 2)
        .length / steps.length;
    return { step: Math.abs(step), support };
}

/** The four sides of a rectangle: their ends, and the way out. */
const sidesOf = ({ left, top, right, bottom }) => [
    { one: { x: left, y: top }, other: { x: right, y: top }, normal: { x: 0, y: -1 } },
    { one: { x: right, y: top }, other: { x: right, y: bottom }, normal: { x: 1, y: 0 } },
    { one: { x: right, y: bottom }, other: { x: left, y: bottom }, normal: { x: 0, y: 1 } },
    { one: { x: left, y: bottom }, other: { x: left, y: top }, normal: { x: -1, y: 0 } },
];

const moved = (point, normal, distance) => ({ x: point.x + distance * normal.x, y: point.y + distance * normal.y });

/** One edge near a side of the outline; nothing where none is clear. */
function edgeNear(frame, side, room) {
    const found = [];
    const slope = Math.round(limits.slope * room);
    const [least, most] = [-Math.round(limits.inside * room), Math.round(limits.outside * room)];
    const isIn = ({ x, y }) => x >= 1 && y >= 1 && x <= frame.width - 2 && y <= frame.height - 2;
    for (let begin = least; begin <= most; begin += 1) {
        for (let end = Math.max(least, begin - slope); end <= Math.min(most, begin + slope); end += 2) {
            const one = moved(side.one, side.normal, begin);
            const other = moved(side.other, side.normal, end);
            // An edge that leaves the frame cannot be told from the frame's own.
            if (!isIn(one) && !isIn(other)) continue;
            const { step, support } = stepAlong(frame, one, other, side.normal);
            if (step >= limits.step && support >= limits.support) found.push({ one, other, step, out: begin + end });
        }
    }
    if (found.length === 0) return undefined;
    const clearest = found.reduce((best, edge) => (edge.step > best.step ? edge : best));
    const outer = found.filter((edge) => edge.step >= limits.outer * clearest.step && edge.out > clearest.out + 6);
    return outer.length > 0 ? outer.reduce((best, edge) => (edge.step > best.step ? edge : best)) : clearest;
}

function crossing(first, second) {
    const a = { x: first.other.x - first.one.x, y: first.other.y - first.one.y };
    const b = { x: second.other.x - second.one.x, y: second.other.y - second.one.y };
    const area = a.x * b.y - a.y * b.x;
    if (Math.abs(area) < 1e-6) return second.one;
    const share = ((second.one.x - first.one.x) * b.y - (second.one.y - first.one.y) * b.x) / area;
    return { x: first.one.x + share * a.x, y: first.one.y + share * a.y };
}

const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/**
 * Looks for the document.
 * @param {Frame} frame
 * @param {{left, top, right, bottom}} outline in pixels of the frame
 * @returns {{edges: number, corners?: object[], size?: number, lean?: number, reachesOut?: boolean}} how many edges are
 *   clear; with all four the corners (clockwise from the top left), the width as a share of the outline's, how much
 *   opposite edges differ (0 for a picture from straight above), and whether a corner lies outside of the frame
 */
export function findDocument(frame, outline) {
    const room = Math.min(outline.right - outline.left, outline.bottom - outline.top);
    const edges = sidesOf(outline).map((side) => edgeNear(frame, side, room));
    const count = edges.filter(Boolean).length;
    if (count < 4) return { edges: count };
    const [top, right, bottom, left] = edges;
    const corners = [crossing(left, top), crossing(top, right), crossing(right, bottom), crossing(bottom, left)];
    const [upper, outer, lower, inner] = [0, 1, 2, 3].map((index) =>
        distance(corners[index], corners[(index + 1) % 4]));
    const lean = Math.max(Math.abs(Math.log(upper / lower)), Math.abs(Math.log(outer / inner)));
    const size = Math.max((upper + lower) / 2 / (outline.right - outline.left),
        (outer + inner) / 2 / (outline.bottom - outline.top));
    const reachesOut = corners.some(({ x, y }) => x < 1 || y < 1 || x > frame.width - 2 || y > frame.height - 2);
    return { edges: count, corners, size, lean, reachesOut };
}
