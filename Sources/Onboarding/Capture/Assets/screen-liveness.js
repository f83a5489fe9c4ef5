// Active liveness: the server says what to do, the person does it before the camera, and the frames go to the server,
// which alone judges. The page only keeps time.

import { advices, art, button, element, heading, paragraph } from './dom.js';
import { adviceKey, fit } from './screen-camera.js';
import { CameraError, closeCamera, openCamera, show } from './camera.js';
import { capture, phoneButton } from './screen-capture.js';
import { fromVideo, originOf } from './picture.js';
import { pause, Problem } from './session.js';
import { secondOpinion } from './face-advice.js';
import { targetOfSelfie } from './targets.js';
import { watch } from './advice.js';

const pace = {
    /** Frames of a face that looks straight ahead, and of each motion, with the time between two. */
    neutralFrames: 5,
    motionFrames: 6,
    betweenMilliseconds: 320,
    /** Time to read what to do, and to come back to the middle. */
    readMilliseconds: 1_400,
    returnMilliseconds: 1_100,
    /** The motions begin after this, whatever the advice says: the server judges the frames. */
    placeMilliseconds: 10_000,
};

/** Answers of the server after which another challenge is asked for, and the words for each. */
const overs = {
    'urn:couth:problem:challenge-expired': 'liveness.expired',
    'urn:couth:problem:challenge-replaced': 'liveness.expired',
    'urn:couth:problem:too-many-challenges': 'liveness.tooMany',
};

/**
 * Leads through one capture, until its frames arrived, or to a phone.
 * @param {object} camera of the target of a picture: see `capture`
 * @param {object} calls `challenge()`; for one by its id `frames(challengeId)` (see `FrameSending`) and
 *   `excuse(challengeId)` (see `post.js`); `advise(frame)`
 * @param {(event: string) => void} note reports taken, started, refused, absent for the activity log
 * @returns {Promise<{name: string}>} `sent`, or `phone`
 */
export async function activeLiveness(frame, camera, calls, note) {
    let trouble;
    let challenge;
    for (;;) {
        const { name } = await introScreen(frame, camera, trouble);
        trouble = undefined;
        try {
            if (name === 'phone') return { name };
            if (name === 'cannot') {
                challenge ??= await calls.challenge();
                const answer = await excused(frame, camera, calls, challenge, note);
                if (answer.name !== 'change') return answer;
                continue;
            }
            const draw = async () => { challenge = await calls.challenge(); return challenge; };
            const taken = await perform(frame, { ...calls, draw }, note);
            if (taken.name === 'back') continue;
            if (taken.name === 'failed') { trouble = `camera.${taken.cause}`; continue; }
            trouble = await send(frame, taken.frames);
            if (!trouble) return { name: 'sent' };
        } catch (error) {
            if (!(error instanceof Problem) || !overs[error.type]) throw error;
            trouble = overs[error.type];
        }
    }
}

function introScreen(frame, { offersPhone }, trouble) {
    const { texts } = frame;
    const isCameraTrouble = trouble?.startsWith('camera.');
    return frame.ask((done) => {
        const camera = trouble === 'liveness.tooMany' ? undefined
            : button('primary', texts(isCameraTrouble ? 'capture.cameraAgain' : 'liveness.start'),
                () => done({ name: 'camera' }), { sign: 'camera' });
        const cannot = button('quiet', texts('liveness.cannot'), () => done({ name: 'cannot' }));
        if (trouble) frame.announce(texts(`${trouble}.heading`));
        return {
            name: 'intro',
            target: 'liveness',
            content: [
                isCameraTrouble ? art('camera-off', 'is-round') : art('selfie', 'is-large'),
                heading(texts(isCameraTrouble ? `${trouble}.heading` : 'liveness.heading')),
                trouble && !isCameraTrouble && element('div', { class: 'notice', role: 'alert' },
                    element('strong', { text: texts(`${trouble}.heading`) }), ' ', texts(`${trouble}.help`)),
                paragraph(texts(isCameraTrouble ? `${trouble}.help` : 'liveness.lead')),
                isCameraTrouble ? paragraph(texts('liveness.noUpload'))
                    : advices([...['face', 'faceLight', 'glasses'].map((tip) => [tip, texts(`tip.${tip}`)]),
                        ['check', texts('tip.steady')]]),
                element('div', { class: 'actions' }, camera,
                    ...phoneButton(texts, isCameraTrouble && offersPhone, done), cannot),
                paragraph(texts('liveness.cannotHelp')),
            ].filter(Boolean),
        };
    });
}

/** Who cannot move so sends one picture, and a person at the other end decides. Answers as `capture` does. */
async function excused(frame, camera, calls, { challengeId }, note) {
    const target = {
        ...targetOfSelfie(), ...camera, frames: 1, canChange: true, changeKey: 'liveness.backToMotions',
    };
    return capture(frame, target, calls.excuse(challengeId), note);
}

/** The camera, one prompt at a time. Answers done with its frames, back, or failed with the cause. */
async function perform(frame, calls, note) {
    try {
        return await frame.ask((done) => {
            const screen = build(frame, done);
            run(screen, calls, note).then(done, (error) => done({ name: 'broken', error }));
            return screen.shown;
        }).then((answer) => {
            if (answer.name === 'broken') throw answer.error;
            return answer;
        });
    } finally {
        closeCamera();
    }
}

function build(frame, done) {
    const { texts } = frame;
    const video = element('video', {
        class: 'is-mirrored', playsinline: true, muted: true, autoplay: true, 'aria-hidden': 'true',
    });
    video.muted = true;
    const outline = element('div', { class: 'outline is-face is-live' });
    const arrow = element('span', { class: 'motion', 'aria-hidden': 'true' });
    const view = element('div', { class: 'camera-view' }, video, outline, arrow);
    const words = element('p', { class: 'camera-advice', text: texts('camera.opening') });
    const state = { isLeft: false, onLeave: () => undefined };
    const leave = () => {
        state.isLeft = true;
        state.onLeave();
        done({ name: 'back' });
    };
    const back = element('button', {
        type: 'button', class: 'round', 'aria-label': texts('camera.back'), on: { click: leave },
    }, element('span', { class: 'icon icon-back', 'aria-hidden': 'true' }));
    const content = [
        view,
        element('div', { class: 'camera-top' }, heading(texts('liveness.camera')), words),
        element('div', { class: 'camera-bottom' }, back),
    ];
    const advise = (name) => {
        words.textContent = texts(adviceKey(targetOfSelfie(), name));
        words.dataset.advice = name;
        frame.announce(words.textContent);
    };
    const tell = (prompt) => {
        arrow.className = `motion is-${prompt}`;
        words.textContent = texts(`liveness.${prompt}`);
        words.dataset.prompt = prompt;
        delete words.dataset.advice;
        frame.announce(texts(`liveness.${prompt}`));
    };
    const shown = { name: 'camera', target: 'liveness', look: 'is-camera', back: leave, content };
    return { shown, video, view, outline, advise, tell, state, leave };
}

/** Waits for the face to be in its place and well lit, as far as the server can tell, but not for ever. */
function settle({ video, view, outline, advise, state }, ask) {
    return new Promise((resolve) => {
        const tell = (name) => {
            if (name === 'unknown') end();
            else advise(name);
        };
        advise('ready');
        const unwatch = watch({ video, view, outline, isDocument: false }, {
            tell, good: () => end(), ask: secondOpinion(video, ask),
        });
        const timer = setTimeout(() => end(), pace.placeMilliseconds);
        const end = () => {
            unwatch();
            clearTimeout(timer);
            state.onLeave = () => undefined;
            resolve();
        };
        state.onLeave = end;
    });
}

/** Takes the frames. A screen that was left meanwhile ends at its next frame, and what was taken goes nowhere. */
async function run(screen, calls, note) {
    const { video, view, outline, tell, state, leave } = screen;
    const left = { name: 'back' };
    try {
        const stream = await openCamera('user');
        if (!stream) return left;
        // A locked phone takes the camera away: the motions begin anew.
        stream.getVideoTracks()[0].onended = leave;
        await show(stream, video);
    } catch (error) {
        const cause = error instanceof CameraError ? error.cause : 'busy';
        note(cause === 'absent' ? 'absent' : 'refused');
        return { name: 'failed', cause };
    }
    note('started');
    const unfit = fit(view, video);
    let frames;
    try {
        await settle(screen, calls.advise);
        if (state.isLeft) return left;
        const { challengeId, prompts } = await calls.draw();
        frames = calls.frames(challengeId);
        let count = 0;
        const began = performance.now();
        const total = pace.neutralFrames + pace.motionFrames * prompts.length;
        const take = async (prompt, shots) => {
            for (let shot = 0; shot < shots && !state.isLeft; shot += 1) {
                const capturedMilliseconds = Math.round(performance.now() - began);
                const { blob, ...origin } = await fromVideo(video);
                frames.add({ prompt, capturedMilliseconds, blob, origin: originOf(origin) });
                count += 1;
                outline.style.setProperty('--done', count / total);
                await pause(pace.betweenMilliseconds);
            }
        };
        tell('Neutral');
        await pause(pace.readMilliseconds);
        await take('Neutral', pace.neutralFrames);
        for (const prompt of prompts) {
            if (state.isLeft) return left;
            tell(prompt);
            // The motion begins while the words are read, and is held while the frames are taken.
            await pause(pace.readMilliseconds);
            await take(prompt, pace.motionFrames);
            if (state.isLeft || prompt === prompts.at(-1)) break;
            tell('Return');
            await pause(pace.returnMilliseconds);
        }
        if (state.isLeft) return left;
        note('taken');
        return { name: 'done', frames };
    } finally {
        if (state.isLeft) frames?.stop();
        unfit();
    }
}

/** Waits for the frames that have not gone yet. Returns the key of what went wrong, nothing when they arrived. */
async function send(frame, frames) {
    const { texts } = frame;
    const bar = element('progress', { max: '1', value: '0', 'aria-label': texts('liveness.sending') });
    const share = element('p', { class: 'lead is-centred', text: texts('sending.lead') });
    frame.show({
        name: 'sending', target: 'liveness',
        content: [art('selfie', 'is-large'), heading(texts('liveness.sending'), 'is-centred'), bar, share],
    });
    try {
        await frames.finish((part, isInterrupted) => {
            bar.value = part;
            const percent = Math.round(100 * part);
            share.textContent = isInterrupted ? texts('sending.interrupted')
                : part < 1 ? texts('sending.share', { percent }) : texts('sending.lead');
        });
        return undefined;
    } catch (error) {
        frames.stop();
        if (!(error instanceof Problem)) throw error;
        if ([400, 413, 415].includes(error.status)) return 'liveness.unfit';
        throw error;
    }
}
