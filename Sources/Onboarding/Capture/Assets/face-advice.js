// What the server's own eye says of small frames of a face, one at a time. Where it does not answer, nobody waits.

const limits = {
    /** Long side of a frame, and its quality: about 15 kB each. */
    longSide: 360,
    quality: 0.7,
    everyMilliseconds: 400,
    /** Failures in a row after which no more is asked. */
    failures: 3,
};

/**
 * Makes a second opinion for `watch`.
 * @param {HTMLVideoElement} video
 * @param {(frame: Blob) => Promise<string|null>} advise asks the server; null where it has no eye for faces
 * @returns {(shown: object) => string|undefined} the newest advice; nothing while there is none; `ready` is not said
 *   where the server cannot tell, so that the shutter does not go off by itself
 */
export function secondOpinion(video, advise) {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    let newest;
    let isAsking = false;
    let failures = 0;
    let askedAt = 0;
    const ask = async ({ source }) => {
        isAsking = true;
        askedAt = performance.now();
        const scale = limits.longSide / Math.max(source.width, source.height);
        Object.assign(canvas, {
            width: Math.round(source.width * scale), height: Math.round(source.height * scale),
        });
        context.drawImage(video, source.x, source.y, source.width, source.height, 0, 0, canvas.width, canvas.height);
        try {
            const frame = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', limits.quality); });
            newest = await advise(frame) ?? 'unknown';
            failures = newest === 'unknown' ? limits.failures : 0;
        } catch (problem) {
            newest = 'unknown';
            // Too much was asked: that is no failure, and it is asked again when the server says so.
            if (problem.status === 429) askedAt = performance.now() + 1_000 * (problem.retryAfterSeconds || 1);
            else failures += 1;
        } finally {
            isAsking = false;
        }
    };
    return (shown) => {
        const isDue = performance.now() - askedAt >= limits.everyMilliseconds;
        if (!isAsking && isDue && failures < limits.failures) ask(shown);
        return newest;
    };
}
