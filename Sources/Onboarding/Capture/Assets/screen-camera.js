// The live camera: outline, advice, shutter.

import { element, heading, icon } from './dom.js';
import { CameraError, closeCamera, openCamera, show } from './camera.js';
import { fromVideo } from './picture.js';
import { fileButton } from './file-button.js';
import { watch } from './advice.js';

/** Opens the camera for `target`. Answers shot, file, back or failed, each with what belongs to it. */
export async function cameraScreen(frame, target, note) {
    let stopWatching;
    try {
        return await frame.ask((done) => {
            const screen = build(frame, target, done);
            run(screen, target, note, done).then((stop) => { stopWatching = stop; });
            return screen.shown;
        });
    } finally {
        stopWatching?.();
        closeCamera();
    }
}

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
    const view = element('div', { class: 'camera-view' }, video,
        element('div', { class: `outline is-${target.shape}` }));
    const back = element('button', {
        type: 'button', class: 'round', 'aria-label': texts('camera.back'), on: { click: () => done({ name: 'back' }) },
    }, icon('back'));
    const upload = fileButton('camera', texts('camera.upload'), (file) => done({ name: 'file', file }),
        target.takesPDF);
    const content = [
        view,
        element('div', { class: 'camera-top' }, heading(texts(`${target.key}.camera`)), advice),
        element('div', { class: 'camera-bottom' }, back, shutter, ...upload),
    ];
    const tell = (name) => {
        const key = name === 'ready' ? `${target.key}.ready` : `advice.${name}`;
        advice.textContent = texts(key);
        advice.dataset.advice = name;
        frame.announce(texts(key));
    };
    const leave = () => done({ name: 'back' });
    const shown = { name: 'camera', target: target.key, look: 'is-camera', back: leave, content };
    return { shown, video, view, shutter, tell };
}

/** Brings the screen to life. Returns what ends the watching. */
async function run({ video, view, shutter, tell }, target, note, done) {
    try {
        const stream = await openCamera(target.facing);
        // A locked phone takes the camera away; then it is opened anew.
        stream.getVideoTracks()[0].onended = () => done({ name: 'camera' });
        await show(stream, video);
        note('started');
        tell('ready');
    } catch (error) {
        const cause = error instanceof CameraError ? error.cause : 'busy';
        note(cause === 'absent' ? 'absent' : 'refused');
        done({ name: 'failed', cause });
        return undefined;
    }
    const unfit = fit(view, video);
    shutter.disabled = false;
    shutter.addEventListener('click', async () => {
        shutter.disabled = true;
        try {
            const picture = await fromVideo(video);
            note('taken');
            done({ name: 'shot', picture });
        } catch {
            shutter.disabled = false;
        }
    });
    const unwatch = watch(video, tell);
    return () => {
        unwatch();
        unfit();
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
