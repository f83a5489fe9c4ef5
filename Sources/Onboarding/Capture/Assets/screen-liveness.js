// Active liveness: the server says what to do, the person does it before the camera, and the frames go to the server,
// which alone judges. The page only keeps time.

import { advices, art, button, element, heading, paragraph } from './dom.js';
import { base64, fromVideo, originOf } from './picture.js';
import { CameraError, closeCamera, openCamera, show } from './camera.js';
import { capture, phoneButton } from './screen-capture.js';
import { fit } from './screen-camera.js';
import { inOneCall } from './post.js';
import { pause, Problem } from './session.js';
import { targetOfSelfie } from './targets.js';

const pace = {
    /** Frames of a face that looks straight ahead, and of each motion, with the time between two. */
    neutralFrames: 5,
    motionFrames: 6,
    betweenMilliseconds: 320,
    /** Time to read what to do, and to come back to the middle. */
    readMilliseconds: 1_400,
    returnMilliseconds: 1_100,
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
 * @param {object} calls `challenge()`, and `answer(challengeId, body, progress)`
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
                const answer = await excused(frame, camera, { ...calls, challenge }, note);
                if (answer.name !== 'change') return answer;
                continue;
            }
            const taken = await perform(frame, async () => { challenge = await calls.challenge(); return challenge; },
                note);
            if (taken.name === 'back') continue;
            if (taken.name === 'failed') { trouble = `camera.${taken.cause}`; continue; }
            trouble = await send(frame, calls, challenge, taken);
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
async function excused(frame, camera, { answer, challenge }, note) {
    const target = {
        ...targetOfSelfie(), ...camera, key: 'selfie', canChange: true, changeKey: 'liveness.backToMotions',
    };
    const give = async (picture, progress) => answer(challenge.challengeId, {
        frames: [{ prompt: 'Neutral', capturedMilliseconds: 0, imageBase64: await base64(picture.blob) }],
        reason: 'CannotMove',
        ...originOf(picture),
    }, progress);
    return capture(frame, target, inOneCall(give), note);
}

/** The camera, one prompt at a time. Answers done with its frames, back, or failed with the cause. */
async function perform(frame, draw, note) {
    try {
        return await frame.ask((done) => {
            const screen = build(frame, done);
            run(screen, draw, note).then(done, (error) => done({ name: 'broken', error }));
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
    const state = { isLeft: false };
    const leave = () => {
        state.isLeft = true;
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
    const tell = (prompt) => {
        arrow.className = `motion is-${prompt}`;
        words.textContent = texts(`liveness.${prompt}`);
        words.dataset.prompt = prompt;
        frame.announce(texts(`liveness.${prompt}`));
    };
    const shown = { name: 'camera', target: 'liveness', look: 'is-camera', back: leave, content };
    return { shown, video, view, outline, tell, state, leave };
}

/** Takes the frames. A screen that was left meanwhile ends at its next frame, and what was taken goes nowhere. */
async function run({ video, view, outline, tell, state, leave }, draw, note) {
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
    try {
        const { prompts } = await draw();
        const frames = [];
        let origin;
        const began = performance.now();
        const total = pace.neutralFrames + pace.motionFrames * prompts.length;
        const take = async (prompt, count) => {
            for (let shot = 0; shot < count && !state.isLeft; shot += 1) {
                const capturedMilliseconds = Math.round(performance.now() - began);
                const { blob, source, camera } = await fromVideo(video);
                frames.push({ prompt, capturedMilliseconds, blob });
                origin = { source, camera };
                outline.style.setProperty('--done', frames.length / total);
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
        return { name: 'done', frames, origin: originOf(origin) };
    } finally {
        unfit();
    }
}

/** Sends the frames. Returns the key of what went wrong, nothing when they arrived. */
async function send(frame, calls, challenge, { frames: taken, origin }) {
    const { texts } = frame;
    const bar = element('progress', { max: '1', value: '0', 'aria-label': texts('liveness.sending') });
    const share = element('p', { class: 'lead is-centred', text: texts('sending.lead') });
    frame.show({
        name: 'sending', target: 'liveness',
        content: [art('selfie', 'is-large'), heading(texts('liveness.sending'), 'is-centred'), bar, share],
    });
    const frames = [];
    for (const { blob, ...facts } of taken) frames.push({ ...facts, imageBase64: await base64(blob) });
    try {
        await calls.answer(challenge.challengeId, { frames, ...origin }, (part) => {
            bar.value = part;
            share.textContent = part < 1
                ? texts('sending.share', { percent: Math.round(100 * part) }) : texts('sending.lead');
        });
        return undefined;
    } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (error.isPassing) return 'liveness.unsent';
        if ([400, 413, 415].includes(error.status)) return 'liveness.unfit';
        throw error;
    }
}
