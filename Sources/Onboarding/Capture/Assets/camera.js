// The camera: opened for one screen, always closed again. Phones open the front one only once the rear one is free.

import { record } from './recorder.js';

/** Why there is no camera; `cause` is one of refused, busy, absent, insecure, blocked. */
export class CameraError extends Error {
    constructor(cause) {
        super(cause);
        this.cause = cause;
    }
}

/** Sizes asked for. A document needs every pixel; a face is large enough in less. */
const wishes = {
    environment: { width: { ideal: 2560 }, height: { ideal: 1440 } },
    user: { width: { ideal: 1920 }, height: { ideal: 1080 } },
};

/** Another program, or our own other camera, may need a moment to let go. */
const releaseMilliseconds = 400;

let current;
/** Counts openings and closings: a stream that comes after its screen has gone is let go at once. */
let turn = 0;

/** Stops the open camera, if any, and whichever is still on its way. */
export function closeCamera() {
    turn += 1;
    current?.getTracks().forEach((track) => track.stop());
    current = undefined;
}

/** What stands in the way before asking at all. */
function checkAccess() {
    if (!window.isSecureContext) throw new CameraError('insecure');
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraError('absent');
    const policy = document.permissionsPolicy ?? document.featurePolicy;
    if (policy?.allowsFeature && !policy.allowsFeature('camera')) throw new CameraError('blocked');
}

function causeOf(error) {
    switch (error.name) {
    case 'NotAllowedError': return 'refused';
    case 'SecurityError': return 'blocked';
    case 'NotFoundError':
    case 'OverconstrainedError': return 'absent';
    default: return 'busy';
    }
}

async function request(facing) {
    const video = { facingMode: { ideal: facing }, ...wishes[facing] };
    return navigator.mediaDevices.getUserMedia({ video, audio: false });
}

/**
 * Opens a camera.
 * @param {'environment'|'user'} facing the rear one for documents, the front one for the face
 * @returns {Promise<MediaStream|undefined>} a live stream; the one opened before is stopped first. Nothing where the
 *   camera was closed before it came.
 */
export async function openCamera(facing) {
    closeCamera();
    const own = turn;
    const began = performance.now();
    let stream;
    try {
        checkAccess();
        stream = await request(facing).catch(async (error) => {
            if (causeOf(error) !== 'busy') throw error;
            await new Promise((resolve) => setTimeout(resolve, releaseMilliseconds));
            return request(facing);
        });
    } catch (error) {
        const cause = error instanceof CameraError ? error.cause : causeOf(error);
        record('cameraFailed', { code: cause });
        throw new CameraError(cause);
    }
    if (own !== turn) {
        stream.getTracks().forEach((track) => track.stop());
        return undefined;
    }
    current = stream;
    record('cameraOpened', { code: facing, value: Math.round(performance.now() - began) });
    return current;
}

/**
 * Looks, without asking the person anything, whether a camera can be opened.
 * @returns {Promise<string|undefined>} the cause why not; nothing where all looks well, or cannot be told
 */
export async function preflight() {
    try {
        checkAccess();
        const devices = await navigator.mediaDevices.enumerateDevices();
        if (!devices.some(({ kind }) => kind === 'videoinput')) return 'absent';
        // Not every browser tells of cameras here; then opening it will tell.
        const permission = await navigator.permissions?.query({ name: 'camera' }).catch(() => undefined);
        record('permission', { code: permission?.state ?? 'unknown' });
        return permission?.state === 'denied' ? 'refused' : undefined;
    } catch (error) {
        return error instanceof CameraError ? error.cause : undefined;
    }
}

/** Shows `stream` in `video` and waits for its first frame. */
export async function show(stream, video) {
    video.srcObject = stream;
    const hasFrame = new Promise((resolve) => {
        video.onloadeddata = resolve;
        if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) resolve();
    });
    // Safari starts only videos that are muted and inline, which the element is; a refusal shows in the frame wait.
    await video.play().catch(() => undefined);
    await hasFrame;
}
