// Advice while the camera is open. It never holds the shutter back for long: the server judges the picture itself.

import { findDocument, Frame } from './outline.js';
import { hasGlare } from './glare.js';
import { record } from './recorder.js';
import { viewOf } from './view.js';

const limits = {
    /** Width in pixels of the copies that are looked at: coarse on purpose, so that an old phone keeps up. */
    width: 200,
    everyMilliseconds: 180,
    /** Mean brightness, 0 to 255, below which print and faces drown in noise. */
    darkMean: 45,
    /** Mean change between two frames above which the hand is still moving. */
    motionMean: 9,
    /** Width of the document as a share of the outline's. */
    small: 0.76,
    large: 1.16,
    /** Logarithm of how much opposite edges may differ. */
    lean: 0.17,
    /** Sharpness of a patch at full size: the least, and the share of the best seen since the camera opened. */
    patch: 160,
    sharp: 0.05,
    sharpShare: 0.5,
    /** Frames in a row that must agree before the advice changes, so that it does not flicker. */
    agreement: 2,
    /** Good frames in a row before the shutter goes off by itself. */
    goodFrames: 5,
};

const luminance = (data, count) => Uint8Array.from({ length: count }, (_, index) =>
    (data[4 * index] * 77 + data[4 * index + 1] * 150 + data[4 * index + 2] * 29) >> 8);

/** Mean brightness inside of a rectangle. */
function light(frame, { left, top, right, bottom }) {
    let sum = 0;
    let total = 0;
    for (let y = Math.max(0, Math.ceil(top)); y < Math.min(frame.height, bottom); y += 1) {
        for (let x = Math.max(0, Math.ceil(left)); x < Math.min(frame.width, right); x += 1) {
            sum += frame.pixels[y * frame.width + x];
            total += 1;
        }
    }
    return sum / (total || 1);
}

/** Variance of the Laplacian over that of the brightness: blur takes more of the fine detail than of the contrast. */
function sharpness(pixels, side) {
    let [sum, squares, fine] = [0, 0, 0];
    let count = 0;
    for (let y = 1; y < side - 1; y += 1) {
        for (let x = 1; x < side - 1; x += 1) {
            const at = y * side + x;
            const value = pixels[at];
            const edge = 4 * value - pixels[at - 1] - pixels[at + 1] - pixels[at - side] - pixels[at + side];
            sum += value;
            squares += value * value;
            fine += edge * edge;
            count += 1;
        }
    }
    const variance = squares / count - (sum / count) ** 2;
    // A patch without print says nothing about the lens.
    return variance < 20 ? undefined : fine / count / variance;
}

/** What would help most in this look at a document; `ready` where nothing does. */
function judge({ found, mean, shines, change, sharp }) {
    if (mean < limits.darkMean) return 'dark';
    if (found.edges < 2) return 'searching';
    if (found.edges < 4) return 'whole';
    if (found.reachesOut || found.size > limits.large) return 'farther';
    if (found.size < limits.small) return 'closer';
    if (found.lean > limits.lean) return 'straighten';
    if (change > limits.motionMean) return 'still';
    if (sharp === false) return 'blur';
    return shines ? 'glare' : 'ready';
}

/** The lesser advice, for what is no document: dark, still, ready. */
const judgeAny = ({ mean, change }) =>
    mean < limits.darkMean ? 'dark' : change > 1.6 * limits.motionMean ? 'still' : 'ready';

class Eye {
    #canvas = document.createElement('canvas');
    #patch = document.createElement('canvas');
    #context = this.#canvas.getContext('2d', { willReadFrequently: true });
    #patchContext = this.#patch.getContext('2d', { willReadFrequently: true });
    #before;
    #best = 0;

    /** One look: the frame as it is shown, the outline in it, and what is measured. */
    look(video, view, outline, isDocument) {
        const shown = viewOf(video, view, outline);
        const scale = limits.width / shown.source.width;
        const height = Math.max(1, Math.round(shown.source.height * scale));
        if (this.#canvas.height !== height) {
            Object.assign(this.#canvas, { width: limits.width, height });
            this.#before = undefined;
        }
        const { x, y, width, height: tall } = shown.source;
        this.#context.drawImage(video, x, y, width, tall, 0, 0, limits.width, height);
        const pixels = luminance(this.#context.getImageData(0, 0, limits.width, height).data, limits.width * height);
        const frame = new Frame(pixels, limits.width, height);
        const place = Object.fromEntries(
            Object.entries(shown.outline).map(([side, value]) => [side, value * scale]));
        const change = this.#before ? meanChange(pixels, this.#before) : 255;
        this.#before = pixels;
        const seen = { mean: light(frame, place), change };
        if (!isDocument) return { ...seen, shown };
        const found = findDocument(frame, place);
        // Noise in the dark and print far away have finer detail than sharp print at its place: no measure for that.
        const isAtItsPlace = seen.mean >= limits.darkMean && found.edges === 4
            && found.size >= limits.small && found.size <= limits.large;
        const shines = isAtItsPlace && hasGlare(frame, place);
        // Burnt-out print has no contrast to hold its detail against, and would be the best for ever.
        const sharp = isAtItsPlace && !shines ? this.#isSharp(video, shown) : undefined;
        return { ...seen, shown, scale, found, shines, sharp };
    }

    #isSharp(video, { source, outline }) {
        const side = limits.patch;
        Object.assign(this.#patch, { width: side, height: side });
        // Where portrait and print meet on most documents.
        const x = source.x + (outline.left + outline.right) / 2 - side / 2;
        const y = source.y + (outline.top + outline.bottom) / 2 - side / 2;
        this.#patchContext.drawImage(video, x, y, side, side, 0, 0, side, side);
        const measure = sharpness(
            luminance(this.#patchContext.getImageData(0, 0, side, side).data, side * side), side);
        if (measure === undefined) return undefined;
        this.#best = Math.max(this.#best, measure);
        return measure >= limits.sharp && measure >= limits.sharpShare * this.#best;
    }
}

const meanChange = (pixels, before) =>
    pixels.reduce((sum, value, index) => sum + Math.abs(value - before[index]), 0) / pixels.length;

/**
 * Watches what the camera sees.
 * @param {object} scene `video`, `view` and `outline` (elements), `isDocument`
 * @param {object} hear `tell(advice)` for each new advice, `draw(corners)` with the document's corners in pixels of the
 *   view or nothing, `good()` once enough frames in a row were good, `ask` for another opinion: see `face-advice.js`
 * @returns {() => void} ends the watching
 */
export function watch({ video, view, outline, isDocument }, { tell, draw, good, ask }) {
    const eye = new Eye();
    let told;
    let row = { advice: undefined, length: 0 };
    let goodInRow = 0;
    const hear = (advice) => {
        row = { advice, length: row.advice === advice ? row.length + 1 : 1 };
        goodInRow = advice === 'ready' ? goodInRow + 1 : 0;
        if (good && goodInRow === limits.goodFrames) good();
        // Told while it is held, so that nobody lowers the phone one blink too early.
        const words = good && advice === 'ready' && goodInRow > 1 ? 'holding' : advice;
        if (row.length < limits.agreement || words === told) return;
        told = words;
        record('advice', { code: words });
        tell(words);
    };
    const look = () => {
        if (!video.videoWidth || !view.clientWidth || document.hidden) return;
        const seen = eye.look(video, view, outline, isDocument);
        if (isDocument) {
            draw?.(seen.found.corners?.map((corner) => seen.shown.toView(corner, seen.scale)));
            return hear(judge(seen));
        }
        const own = judgeAny(seen);
        // Another opinion is asked for only about frames that are worth it.
        return hear(own === 'ready' && ask ? ask(seen.shown) ?? 'noFace' : own);
    };
    const timer = setInterval(look, limits.everyMilliseconds);
    return () => clearInterval(timer);
}
