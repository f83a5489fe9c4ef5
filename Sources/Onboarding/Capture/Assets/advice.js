// Advice while the camera is open, from small copies of the frame. It never holds the shutter back: the server judges.

/** Measured on copies 96 pixels wide, brightness 0…255; coarse on purpose: they speak up only when it is clear. */
const limits = {
    width: 96,
    everyMilliseconds: 350,
    /** Mean brightness below which print and faces drown in noise. */
    darkMean: 45,
    /** Brightness of a burnt-out pixel, and the share of them that hides a line of print. */
    burntLevel: 250,
    burntShare: 0.04,
    /** Mean change between two frames above which the hand is still moving. */
    motionMean: 14,
    /** Frames in a row that must agree before the advice changes, so that it does not flicker. */
    agreement: 2,
};

function brightness(context, video, height) {
    context.drawImage(video, 0, 0, limits.width, height);
    const { data } = context.getImageData(0, 0, limits.width, height);
    return Uint8Array.from({ length: limits.width * height }, (_, index) =>
        (data[4 * index] * 77 + data[4 * index + 1] * 150 + data[4 * index + 2] * 29) >> 8);
}

/** One of dark, glare, still, ready: what would help most in this frame. */
export function judge(frame, previous) {
    let sum = 0;
    let burnt = 0;
    let change = 0;
    for (let index = 0; index < frame.length; index += 1) {
        sum += frame[index];
        if (frame[index] >= limits.burntLevel) burnt += 1;
        if (previous) change += Math.abs(frame[index] - previous[index]);
    }
    if (sum / frame.length < limits.darkMean) return 'dark';
    if (change / frame.length > limits.motionMean) return 'still';
    return burnt / frame.length > limits.burntShare ? 'glare' : 'ready';
}

/** Watches `video` and calls `tell` with each new advice. Returns the function that ends it. */
export function watch(video, tell) {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true });
    let previous;
    let told;
    let row = { advice: undefined, length: 0 };
    const look = () => {
        if (!video.videoWidth) return;
        const height = Math.max(1, Math.round(limits.width * video.videoHeight / video.videoWidth));
        if (canvas.height !== height || canvas.width !== limits.width) {
            Object.assign(canvas, { width: limits.width, height });
            previous = undefined;
        }
        const frame = brightness(context, video, height);
        const advice = judge(frame, previous);
        previous = frame;
        row = { advice, length: row.advice === advice ? row.length + 1 : 1 };
        if (row.length < limits.agreement || advice === told) return;
        told = advice;
        tell(advice);
    };
    const timer = setInterval(look, limits.everyMilliseconds);
    return () => clearInterval(timer);
}
