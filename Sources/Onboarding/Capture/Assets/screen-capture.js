// One picture, from the advice before it to the server's receipt: intro → camera or file → review. While the person
// looks at it, it is on its way already, and the server's own verdict appears beside it; it counts once it is used.

import { advices, art, button, element, heading, paragraph } from './dom.js';
import { cameraScreen } from './screen-camera.js';
import { fileButton } from './file-button.js';
import { ownTab } from './embed.js';
import { fromFile, PictureError } from './picture.js';
import { preflight } from './camera.js';
import { Problem } from './session.js';
import { record } from './recorder.js';

/**
 * Takes one picture and hands it over.
 * @param {object} target what to photograph: `key` (its texts), `title`, `drawing`, `shape`, `facing`, `tips`,
 *   `checks`, `frames`, `canChange` (another document may be chosen; `changeKey` are other words for it),
 *   `startsLive` (the camera at once, it has just been used), `takesPDF` (a file may be a PDF), `noFiles` (the camera
 *   alone), `offersPhone` (where that fails a phone can go on)
 * @param {object} post how the picture travels: see `post.js`
 * @param {(event: string) => void} note reports taken, started, refused, absent for the activity log
 * @returns {Promise<{name: string}>} `sent` with the `source` of the picture, `change` for another document, or `phone`
 */
export async function capture(frame, target, post, note) {
    let answer = await begin(frame, target, post);
    for (;;) {
        switch (answer.name) {
        case 'camera':
            answer = await cameraScreen(frame, target, note, { advise: post.advise });
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
            answer = await review(frame, target, answer.picture, post);
            break;
        default:
            return answer;
        }
    }
}

/** A picture that was taken before the page was loaded again is not taken twice. */
async function begin(frame, target, post) {
    const kept = await post.kept();
    if (kept) return { name: 'shot', picture: { ...kept, isKept: true } };
    if (target.startsLive) return { name: 'camera' };
    const cause = await preflight();
    return introScreen(frame, target, cause && `camera.${cause}`);
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
        const camera = button(isCameraTrouble && !target.noFiles ? 'secondary' : 'primary',
            texts(isCameraTrouble ? 'capture.cameraAgain' : 'capture.openCamera'),
            () => done({ name: 'camera' }), { sign: 'camera' });
        const upload = target.noFiles ? phoneButton(texts, isCameraTrouble && target.offersPhone, done)
            : fileButton(isCameraTrouble ? 'primary' : 'secondary', texts('capture.upload'), file, target.takesPDF);
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
                isCameraTrouble ? paragraph(texts(target.noFiles ? 'camera.noUpload' : 'camera.orUpload'))
                    : advices(target.tips.map((tip) => [tip, texts(`tip.${tip}`)])),
                element('div', { class: 'actions', data: { trouble: trouble ?? '' } },
                    ...(isCameraTrouble && !target.noFiles ? [...upload, camera] : [camera, ...upload]),
                    trouble === 'camera.blocked' ? ownTab(texts) : undefined, change || undefined),
            ].filter(Boolean),
        };
    });
}

/** What is offered in the place of a file: nothing, or to go on with a phone. */
export const phoneButton = (texts, isOffered, done) =>
    isOffered ? [button('secondary', texts('handOff.heading'), () => done({ name: 'phone' }))] : [];

const notice = (texts, trouble) => element('div', { class: 'notice', role: 'alert' },
    element('strong', { text: texts(`${trouble}.heading`) }), ' ', texts(`${trouble}.help`));

/** What is known of the picture while it is on the screen. */
const starts = { share: 0, isInterrupted: false, verdict: undefined, trouble: undefined };

/** Review and sending at once. A picture that is not used goes, here and at the server. */
async function review(frame, target, picture, post) {
    const address = URL.createObjectURL(picture.blob);
    const sending = post.begin(picture);
    const state = { ...starts };
    let tell = () => undefined;
    const change = (news) => {
        Object.assign(state, news);
        tell();
    };
    const way = deliver(sending, picture, change);
    try {
        for (;;) {
            const answer = await frame.ask((done) => {
                const screen = reviewScreen(frame, target, { picture, address, state }, done);
                tell = screen.tell;
                return screen.shown;
            });
            if (answer.name !== 'use') {
                record('retake', { target: target.key });
                sending.drop();
                return answer;
            }
            const isEarly = !state.verdict && !state.trouble;
            if (isEarly) tell = sendingScreen(frame, target, { picture, address, state });
            await way;
            if (state.problem) throw state.problem;
            // Who was quick is shown what the server says, unless all is well.
            if (state.trouble || isEarly && ['Bad', 'Doubtful'].includes(state.verdict?.outcome)) continue;
            state.trouble = await use(sending, picture, change);
            if (!state.trouble) return { name: 'sent', source: picture.source };
        }
    } finally {
        tell = () => undefined;
        sending.stop();
        URL.revokeObjectURL(address);
    }
}

/** Sends and asks for the verdict; what goes wrong stands in the state. */
async function deliver(sending, picture, change) {
    try {
        await sending.send((share, isInterrupted) => change({ share, isInterrupted }));
        change({ share: 1, isInterrupted: false });
        const verdict = await sending.verdict();
        if (verdict.outcome !== 'None') record('verdict', { code: verdict.faults[0] ?? verdict.outcome });
        change({ verdict });
    } catch (error) {
        const trouble = troubleOf(error);
        change(trouble ? { trouble } : { problem: error, verdict: { outcome: 'None', faults: [] } });
    }
}

/** Returns the key of what went wrong, nothing when all is well. */
async function use(sending, picture, change) {
    try {
        await sending.use((share) => change({ share }));
        return undefined;
    } catch (error) {
        const trouble = troubleOf(error);
        if (!trouble) throw error;
        return trouble;
    }
}

function troubleOf(error) {
    if (error instanceof PictureError) return `picture.${error.reason}`;
    if (!(error instanceof Problem)) return undefined;
    if (error.isPassing) return 'picture.unsent';
    const reason = { 400: 'unreadable', 413: 'tooLarge', 415: 'wrongType', 422: 'unreadable' }[error.status];
    return reason && `picture.${reason}`;
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

/** What the state says, in words: one line, and what to mend. */
function wordsOf(texts, { share, isInterrupted, verdict }) {
    if (isInterrupted) return [texts('sending.interrupted')];
    if (!verdict) {
        return [share < 1 ? texts('sending.share', { percent: Math.round(100 * share) }) : texts('review.checking')];
    }
    const line = { Good: 'good', Doubtful: 'doubtful', Bad: 'bad', Unchecked: 'unchecked' }[verdict.outcome];
    const faults = verdict.faults.filter((fault) => texts.has(`verdict.${fault}`));
    return line ? [texts(`review.${line}`), ...faults.map((fault) => texts(`verdict.${fault}`))] : [];
}

/** Shows a picture with what is known of it; `tell` shows what is new. */
function reviewScreen(frame, target, { picture, address, state }, done) {
    const { texts } = frame;
    const status = element('div', { class: 'verdict', role: 'status' });
    const actions = element('div', { class: 'actions' });
    const again = (look) => picture.source === 'upload'
        ? fileButton(look, texts('review.otherFile'), (file) => done({ name: 'file', file }), target.takesPDF)
        : [button(look, texts('review.retake'), () => done({ name: 'camera' }), { sign: 'camera' })];
    const use = (look, key) => button(look, texts(key), () => done({ name: 'use' }),
        { sign: state.trouble ? 'upload' : 'check' });
    const isRefused = () => state.trouble && state.trouble !== 'picture.unsent';
    const buttons = () => {
        // A picture that the server refused is not offered again.
        if (isRefused()) {
            const camera = picture.source === 'upload' && button('secondary', texts('capture.openCamera'),
                () => done({ name: 'camera' }), { sign: 'camera' });
            return [...again('primary'), camera || undefined];
        }
        if (state.trouble) return [use('primary', 'review.sendAgain'), ...again('secondary')];
        if (state.verdict?.outcome === 'Bad') return [...again('primary'), use('secondary', 'review.useAnyway')];
        return [use('primary', 'review.use'), ...again('secondary')];
    };
    let shownFor;
    const tell = () => {
        const outcome = state.trouble ? 'Trouble' : state.verdict?.outcome ?? 'Pending';
        const words = state.trouble ? [] : wordsOf(texts, state);
        status.dataset.outcome = outcome;
        status.replaceChildren(...words.map((text, index) => element(index ? 'p' : 'strong', { text })));
        // Buttons change only where the outcome does: nobody's finger or focus is moved without need.
        if (shownFor === outcome) return;
        shownFor = outcome;
        const hadFocus = actions.contains(document.activeElement);
        actions.replaceChildren(...[
            state.trouble && notice(texts, state.trouble), ...buttons(),
        ].filter(Boolean));
        if (hadFocus) actions.querySelector('button')?.focus();
    };
    tell();
    const shown = {
        name: 'review',
        target: target.key,
        back: () => done({ name: 'back' }),
        content: [
            preview(texts, target, { picture, address }),
            heading(texts(`${target.key}.review`)),
            picture.isKept && paragraph(texts('review.lost'), 'note'),
            status,
            advices(target.checks.map((check) => ['check', texts(`check.${check}`)])),
            actions,
        ].filter(Boolean),
    };
    return { shown, tell };
}

/** The wait of who was quicker than the line: the picture stays in sight. Returns what shows the news. */
function sendingScreen(frame, target, { picture, address, state }) {
    const { texts } = frame;
    const bar = element('progress', { max: '1', value: '0', 'aria-label': texts('sending.heading') });
    const words = element('p', { class: 'lead is-centred', role: 'status' });
    frame.show({
        name: 'sending',
        target: target.key,
        content: [
            preview(texts, target, { picture, address }), heading(texts('sending.heading'), 'is-centred'), bar, words,
        ],
    });
    const tell = () => {
        bar.value = state.share;
        [words.textContent] = wordsOf(texts, state).concat(texts('sending.lead'));
    };
    tell();
    return tell;
}
