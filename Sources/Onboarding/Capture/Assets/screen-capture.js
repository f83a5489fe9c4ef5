// One picture, from the advice before it to the server's receipt: intro → camera or file → review → sending.

import { advices, art, button, element, heading, paragraph } from './dom.js';
import { cameraScreen } from './screen-camera.js';
import { fileButton } from './file-button.js';
import { fromFile, PictureError } from './picture.js';
import { Problem } from './session.js';

/**
 * Takes one picture and sends it.
 * @param {object} target what to photograph: `key` (its texts), `title`, `drawing`, `shape`, `facing`, `tips`,
 *   `checks`, `canChange` (another document may be chosen; `changeKey` are other words for it),
 *   `startsLive` (the camera at once, it has just been used), `takesPDF` (a file may be a PDF)
 * @param {(picture, progress) => Promise} send hands the picture to the server
 * @param {(event: string) => void} note reports taken, started, refused, absent for the activity log
 * @returns {Promise<{name: string}>} `sent` with the `source` of the picture, or `change` for another document
 */
export async function capture(frame, target, send, note) {
    let answer = target.startsLive ? { name: 'camera' } : await introScreen(frame, target);
    for (;;) {
        switch (answer.name) {
        case 'camera':
            answer = await cameraScreen(frame, target, note);
            break;
        case 'back':
            answer = await introScreen(frame, target);
            break;
        case 'failed':
            answer = await introScreen(frame, target, `camera.${answer.cause}`);
            break;
        case 'file':
            answer = await read(answer.file, target.takesPDF);
            break;
        case 'refused':
            answer = await introScreen(frame, target, `picture.${answer.reason}`);
            break;
        case 'shot':
            answer = await reviewAndSend(frame, target, answer.picture, send);
            break;
        default:
            return answer;
        }
    }
}

async function read(file, takesPDF) {
    try {
        return { name: 'shot', picture: await fromFile(file, takesPDF) };
    } catch (error) {
        if (error instanceof PictureError) return { name: 'refused', reason: error.reason };
        throw error;
    }
}

function introScreen(frame, target, trouble) {
    const { texts } = frame;
    const isCameraTrouble = trouble?.startsWith('camera.');
    return frame.ask((done) => {
        const file = (chosen) => done({ name: 'file', file: chosen });
        const camera = button(isCameraTrouble ? 'secondary' : 'primary',
            texts(isCameraTrouble ? 'capture.cameraAgain' : 'capture.openCamera'),
            () => done({ name: 'camera' }), { sign: 'camera' });
        const upload = fileButton(isCameraTrouble ? 'primary' : 'secondary', texts('capture.upload'), file,
            target.takesPDF);
        const change = target.canChange
            && button('quiet', texts(target.changeKey ?? 'capture.changeDocument'), () => done({ name: 'change' }));
        if (trouble) frame.announce(texts(`${trouble}.heading`));
        return {
            name: 'intro',
            target: target.key,
            back: target.canChange ? () => done({ name: 'change' }) : undefined,
            content: [
                isCameraTrouble ? art('camera-off', 'is-round') : art(target.drawing, 'is-large'),
                target.title && paragraph(target.title, 'eyebrow'),
                heading(texts(isCameraTrouble ? `${trouble}.heading` : `${target.key}.heading`)),
                trouble && !isCameraTrouble && notice(texts, trouble),
                paragraph(texts(isCameraTrouble ? `${trouble}.help` : `${target.key}.lead`)),
                isCameraTrouble ? paragraph(texts('camera.orUpload'))
                    : advices(target.tips.map((tip) => [tip, texts(`tip.${tip}`)])),
                element('div', { class: 'actions' },
                    ...(isCameraTrouble ? [...upload, camera] : [camera, ...upload]), change || undefined),
            ].filter(Boolean),
        };
    });
}

const notice = (texts, trouble) => element('div', { class: 'notice', role: 'alert' },
    element('strong', { text: texts(`${trouble}.heading`) }), ' ', texts(`${trouble}.help`));

/** Review, then sending; a picture that could not be sent stays here until it is sent or replaced. */
async function reviewAndSend(frame, target, picture, send) {
    const address = URL.createObjectURL(picture.blob);
    try {
        let trouble;
        for (;;) {
            const answer = await frame.ask((done) => reviewScreen(frame, target, { picture, address, trouble }, done));
            if (answer.name !== 'use') return answer;
            trouble = await sendShown(frame, target, { picture, address }, send);
            if (!trouble) return { name: 'sent', source: picture.source };
        }
    } finally {
        URL.revokeObjectURL(address);
    }
}

function preview(texts, target, { picture, address }) {
    const isMirrored = target.facing === 'user' && picture.source === 'camera';
    const image = element('img', {
        class: isMirrored ? 'is-mirrored' : '', src: address, alt: texts('review.alternative'),
        // Not every browser can draw HEIC, and none a PDF here. The server can, so the picture may go unseen.
        on: { error: () => image.replaceWith(element('p', { text: texts('review.noPreview') })) },
    });
    return element('div', { class: `preview is-${target.shape}` }, image);
}

function reviewScreen(frame, target, shown, done) {
    const { texts } = frame;
    const isRefused = shown.trouble && shown.trouble !== 'picture.unsent';
    // A picture that the server refused is not offered again.
    const look = isRefused ? 'primary' : 'secondary';
    const again = shown.picture.source === 'upload'
        ? fileButton(look, texts('review.otherFile'), (file) => done({ name: 'file', file }), target.takesPDF)
        : [button(look, texts('review.retake'), () => done({ name: 'camera' }), { sign: 'camera' })];
    const camera = isRefused && shown.picture.source === 'upload'
        ? button('secondary', texts('capture.openCamera'), () => done({ name: 'camera' }), { sign: 'camera' })
        : undefined;
    const use = button('primary', texts(shown.trouble ? 'review.sendAgain' : 'review.use'),
        () => done({ name: 'use' }), { sign: shown.trouble ? 'upload' : 'check' });
    return {
        name: 'review',
        target: target.key,
        back: () => done({ name: 'back' }),
        content: [
            preview(texts, target, shown),
            heading(texts(`${target.key}.review`)),
            shown.trouble && notice(texts, shown.trouble),
            advices(target.checks.map((check) => ['check', texts(`check.${check}`)])),
            element('div', { class: 'actions' }, isRefused ? undefined : use, ...again, camera),
        ].filter(Boolean),
    };
}

/** Sends while the picture stays in sight. Returns the key of what went wrong, nothing when it arrived. */
async function sendShown(frame, target, shown, send) {
    const { texts } = frame;
    const bar = element('progress', { max: '1', value: '0', 'aria-label': texts('sending.heading') });
    const share = element('p', { class: 'lead is-centred', text: texts('sending.lead') });
    frame.show({
        name: 'sending',
        target: target.key,
        content: [preview(texts, target, shown), heading(texts('sending.heading'), 'is-centred'), bar, share],
    });
    const progress = (part) => {
        bar.value = part;
        const percent = Math.round(100 * part);
        share.textContent = part < 1 ? texts('sending.share', { percent }) : texts('sending.lead');
    };
    try {
        await send(shown.picture, progress);
        return undefined;
    } catch (error) {
        if (!(error instanceof Problem) && !(error instanceof PictureError)) throw error;
        const reason = error instanceof PictureError ? error.reason : reasonOf(error);
        if (!reason) throw error;
        return `picture.${reason}`;
    }
}

/** What the answer says about the picture; nothing where it is about the session, which is not for this screen. */
function reasonOf(problem) {
    if (problem.isPassing) return 'unsent';
    return { 400: 'unreadable', 413: 'tooLarge', 415: 'wrongType', 422: 'unreadable' }[problem.status];
}
