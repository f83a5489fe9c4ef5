// The live camera: outline, advice, and a shutter that goes off by itself or by hand.

import { CameraError, closeCamera, openCamera, show } from './camera.js';
import { element, heading, icon } from './dom.js';
import { fileButton } from './file-button.js';
import { fromVideo } from './picture.js';
import { record } from './recorder.js';
import { secondOpinion } from './face-advice.js';
import { watch } from './advice.js';

const limits = {
    /** After this the shutter can be pressed by hand, whatever the advice says. */
    manualMilliseconds: 3_000,
    /** Further stills of a face, and the time between two. */
    frameMilliseconds: 220,
};

/**
 * Opens the camera for `target`. Answers shot, file, back or failed, each with what belongs to it.
 * @param {object} target see `capture`; `frames` is the number of stills, one unless told
 * @param {{advise?: Function}} help the server's opinion about frames of a face
 */
export async function cameraScreen(frame, target, note, help = {}) {
    let stopWatching;
    let isLeft = false;
    try {
        return await frame.ask((done) => {
            const screen = build(frame, target, done);
            run(screen, target, note, { done, help }).then((stop) => {
                // Who chose a file or went back while the camera opened has left already.
                if (isLeft) stop?.();
                else stopWatching = stop;
            });
            return screen.shown;
        });
    } finally {
        isLeft = true;
        stopWatching?.();
        closeCamera();
    }
}

/** Where nobody can tell what would help, the person is told what to do in any case. */
export const adviceKey = (target, name) =>
    ['ready', 'unknown'].includes(name) ? `${target.key}.ready` : `advice.${name}`;

const svgElement = (name, attributes) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
};

function build(frame, target, done) {
    const { texts } = frame;
    const isFace = target.facing === 'user';
    const video = element('video', {
        class: isFace ? 'is-mirrored' : '', playsinline: true, muted: true, autoplay: true, 'aria-hidden': 'true',
    });
    // The attribute alone is not enough for a video that a script makes: Safari looks at the property.
    video.muted = true;
    const advice = element('p', { class: 'camera-advice', text: texts('camera.opening') });
    const shutter = element('button', {
        type: 'button', class: 'shutter', 'aria-label': texts('camera.shutter'), disabled: true,
    });
    const outline = element('div', { class: `outline is-${target.shape}` });
    const shape = svgElement('polygon', { points: '' });
    const found = svgElement('svg', { class: 'found', 'aria-hidden': 'true' });
    found.append(shape);
    const view = element('div', { class: 'camera-view' }, video, outline, found);
    const back = element('button', {
        type: 'button', class: 'round', 'aria-label': texts('camera.back'), on: { click: () => done({ name: 'back' }) },
    }, icon('back'));
    const upload = target.noFiles ? []
        : fileButton('camera', texts('camera.upload'), (file) => done({ name: 'file', file }), target.takesPDF);
    const content = [
        view,
        element('div', { class: 'camera-top' }, heading(texts(`${target.key}.camera`)), advice),
        element('div', { class: 'camera-bottom' }, back, shutter, ...upload),
    ];
    const tell = (name) => {
        const key = adviceKey(target, name);
        advice.textContent = texts(key);
        advice.dataset.advice = name;
        outline.classList.toggle('is-good', name === 'holding');
        frame.announce(texts(key));
    };
    const draw = (corners) => {
        shape.setAttribute('points', (corners ?? []).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '));
    };
    const leave = () => done({ name: 'back' });
    const shown = { name: 'camera', target: target.key, look: 'is-camera', back: leave, content };
    return { shown, video, view, outline, shutter, tell, draw, frame };
}

/** Brings the screen to life. Returns what ends the watching. */
async function run(screen, target, note, { done, help }) {
    const { video, view, shutter, tell, frame } = screen;
    try {
        const stream = await openCamera(target.facing);
        if (!stream) return undefined;
        // A locked phone takes the camera away; then it is opened anew.
        stream.getVideoTracks()[0].onended = () => done({ name: 'camera' });
        await show(stream, video);
        note('started');
    } catch (error) {
        const cause = error instanceof CameraError ? error.cause : 'busy';
        note(cause === 'absent' ? 'absent' : 'refused');
        done({ name: 'failed', cause });
        return undefined;
    }
    const unfit = fit(view, video);
    const hasAutomatic = target.shape !== 'face' || Boolean(help.advise);
    tell('ready');
    if (hasAutomatic) frame.announce(frame.texts('camera.auto'));
    const shoot = shooter(screen, target, note, done);
    const byHand = setTimeout(() => {
        shutter.disabled = false;
        frame.announce(frame.texts('camera.manual'));
    }, hasAutomatic ? limits.manualMilliseconds : 0);
    shutter.addEventListener('click', () => shoot('manual'));
    const unwatch = watch(
        { video, view, outline: screen.outline, isDocument: target.shape !== 'face' },
        {
            tell, draw: screen.draw, good: hasAutomatic ? () => shoot('automatic') : undefined,
            ask: help.advise && secondOpinion(video, help.advise),
        });
    return () => {
        clearTimeout(byHand);
        unwatch();
        unfit();
    };
}

/** What takes the picture, once: by hand and by itself at the same moment make one picture. */
function shooter({ video, shutter, view }, target, note, done) {
    let isShooting = false;
    return async (how) => {
        if (isShooting) return;
        isShooting = true;
        shutter.disabled = true;
        view.classList.add('is-taking');
        record('shutter', { code: how, target: target.key });
        try {
            const picture = await fromVideo(video);
            // Stills beside the first show that a face was there for a while.
            const more = [];
            for (let still = 1; still < (target.frames ?? 1); still += 1) {
                await new Promise((resolve) => setTimeout(resolve, limits.frameMilliseconds));
                more.push((await fromVideo(video)).blob);
            }
            note('taken');
            done({ name: 'shot', picture: { ...picture, more } });
        } catch {
            isShooting = false;
            shutter.disabled = false;
            view.classList.remove('is-taking');
        }
    };
}

/** Filling the view must not hide more of the video than this share leaves. */
const visibleShare = 0.7;

/** Fits the video into the view, now and when either turns, and tells the outline how much room it has. */
export function fit(view, video) {
    const measure = () => {
        if (!video.videoWidth || !view.clientHeight) return;
        view.classList.remove('is-contained');
        const ratio = video.videoWidth / video.videoHeight;
        const filled = view.clientWidth / view.clientHeight;
        view.classList.toggle('is-contained', Math.min(ratio / filled, filled / ratio) < visibleShare);
        const isContained = view.classList.contains('is-contained');
        const { clientWidth: width, clientHeight: height } = view;
        view.style.setProperty('--shown-width', `${isContained ? Math.min(width, height * ratio) : width}px`);
        view.style.setProperty('--shown-height', `${isContained ? Math.min(height, width / ratio) : height}px`);
    };
    measure();
    video.addEventListener('resize', measure);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
}
