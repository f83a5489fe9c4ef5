// Going on on a phone: the code to photograph or to send, the number that lets the phone in, and the way to stay here.

import { art, button, element, heading, paragraph } from './dom.js';
import { Following } from './following.js';
import { pause, Problem, awaitHandOff } from './session.js';

const pollMilliseconds = 2_000;
/** What can come after each. A state that was overtaken on its way counts for nothing. */
const ends = ['Taken', 'NotConfirmed', 'Expired'];
const next = { Open: ['Confirming', ...ends], Confirming: ends };

/** True where the page stands on a desk: a pointer that is no finger, and room beside it. */
export const isDesktop = () =>
    window.matchMedia('(pointer: fine)').matches && window.matchMedia('(min-width: 700px)').matches;

/**
 * Leads the person to the phone and follows along. Answers 'here' where the person stays, 'over' where nothing is left
 * to do on either device.
 * @param {boolean} canStay whether this device may capture too
 */
export async function handOff(frame, session, { canStay }) {
    for (;;) {
        const link = await session.makeHandOff();
        const following = new Following(session);
        try {
            const answer = await lead(frame, session, { link, canStay, following });
            if (answer !== 'anew') return answer;
        } finally {
            following.stop();
        }
    }
}

/** One link from its code to its end: 'here', 'over', or 'anew' for another one. */
async function lead(frame, session, { link, canStay, following }) {
    const { texts } = frame;
    let screen = codeScreen(frame, session, link, canStay);
    let shown = 'Open';
    for (;;) {
        const seen = await show(frame, following, screen, next[shown] ?? []);
        if (typeof seen === 'string') return seen;
        // The number that was chosen, or none; what comes of it is seen like everything else.
        const state = 'choice' in seen ? await choose(session, seen.choice, following) : seen;
        shown = state.status;
        screen = {
            Confirming: () => confirmScreen(frame, state.choices),
            Taken: () => takenScreen(texts, canStay),
            NotConfirmed: () => notConfirmedScreen(texts, canStay),
            Expired: () => expiredScreen(texts, canStay),
        }[shown]?.() ?? screen;
    }
}

async function choose(session, number, following) {
    try {
        return await session.confirmHandOff(number);
    } catch (problem) {
        // Too late, or the line failed: how it stands now is the answer.
        if (!(problem instanceof Problem) || !(problem.isPassing || problem.word === 'hand-off-over')) throw problem;
        return following.look();
    }
}

/** Shows a screen until the person answers, the hand-off has one of `statuses`, or the verification has ended. */
async function show(frame, following, screen, statuses) {
    const answer = frame.ask((done) => screen(done));
    const change = following.until((state) => state.isOver || statuses.includes(state.status))
        .then((state) => state.isOver ? 'over' : state);
    return Promise.race([answer, change]);
}

const codeScreen = (frame, session, link, canStay) => (done) => ({
    name: 'hand-off',
    content: [
        heading(frame.texts('handOff.heading'), 'is-centred'),
        paragraph(frame.texts('handOff.lead'), 'lead is-centred'),
        code(frame.texts, link.qrCode),
        paragraph(frame.texts('handOff.once'), 'note is-centred'),
        ...sending(frame, session, link.messageChannels ?? []),
        element('div', { class: 'actions' }, ...copying(frame, link.url), stay(frame.texts, canStay, done)),
    ],
});

/** The code as a picture; the server drew it, so that no script here has to. */
function code(texts, svg) {
    if (!svg) return undefined;
    const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    return element('img', {
        class: 'code', src: address, alt: texts('handOff.alternative'), width: '240', height: '240',
        on: { load: () => URL.revokeObjectURL(address) },
    });
}

/** By each way that the server has: a field and a button. The address goes to the server and stays nowhere. */
const sending = (frame, session, channels) => channels.map((channel) => {
    const { texts } = frame;
    const kind = channel === 'Email' ? 'mail' : 'phone';
    const field = element('input', channel === 'Email'
        ? { type: 'email', autocomplete: 'email', maxlength: '254', required: true }
        : { type: 'tel', autocomplete: 'tel', maxlength: '32', required: true });
    const told = element('p', { class: 'note', role: 'status' });
    const send = element('button', { type: 'submit', class: 'button is-secondary' },
        element('span', { text: texts(`handOff.${kind}.send`) }));
    const submit = async (event) => {
        event.preventDefault();
        // People write phone numbers in groups.
        const address = channel === 'Email' ? field.value.trim() : field.value.replace(/[\s()./-]/g, '');
        send.disabled = true;
        told.textContent = '';
        const refused = { 'validation-failed': `handOff.${kind}.wrong`, 'too-many-messages': 'handOff.tooMany' };
        const words = await session.sendHandOff(channel, address, texts.language)
            .then(() => 'handOff.sent', ({ word }) => refused[word] ?? 'handOff.unsent');
        send.disabled = false;
        told.textContent = texts(words);
    };
    return element('form', { class: 'sending', on: { submit } },
        element('label', {}, element('span', { text: texts(`handOff.${kind}.label`) }), field), send, told);
});

/** The link for whoever cannot photograph the code: into the clipboard, or shown where the browser refuses that. */
function copying(frame, url) {
    const { texts } = frame;
    const address = element('p', { class: 'note is-centred address', text: url, hidden: true });
    const copy = button(
        'secondary', texts('handOff.copy'),
        async () => {
            try {
                await navigator.clipboard.writeText(url);
                copy.querySelector('span').textContent = texts('handOff.copied');
                frame.announce(texts('handOff.copied'));
            } catch {
                address.hidden = false;
            }
        });
    return [copy, address];
}

const stay = (texts, canStay, done) =>
    canStay ? button('quiet', texts('handOff.stay'), () => done('here')) : undefined;

/** Three numbers, of which the phone shows one. The choice is final. */
const confirmScreen = ({ texts }, choices) => (done) => ({
    name: 'hand-off-confirm',
    content: [
        art('phone', 'is-round'),
        heading(texts('handOff.confirm.heading'), 'is-centred'),
        paragraph(texts('handOff.confirm.lead'), 'lead is-centred'),
        element('div', { class: 'actions' },
            element('div', { class: 'numbers' }, ...choices.map((number) => button(
                'secondary', number, () => done({ choice: number }),
                { 'aria-label': texts('handOff.confirm.choice', { number }) }))),
            button('quiet', texts('handOff.confirm.none'), () => done({ choice: null }))),
    ],
});

const takenScreen = (texts, canStay) => (done) => ({
    name: 'hand-off-taken',
    content: [
        art('phone', 'is-round'),
        heading(texts('handOff.taken.heading'), 'is-centred'),
        paragraph(texts('handOff.taken.lead'), 'lead is-centred'),
        element('div', { class: 'actions' },
            button('secondary', texts('handOff.anew'), () => done('anew')), stay(texts, canStay, done)),
    ],
});

/** An end of a link, after which there can be a new one. */
const endScreen = (name, key, drawing, texts, canStay) => (done) => ({
    name,
    content: [
        art(drawing, 'is-round is-plain'),
        heading(texts(`handOff.${key}.heading`), 'is-centred'),
        paragraph(texts(`handOff.${key}.lead`), 'lead is-centred'),
        element('div', { class: 'actions' },
            button('primary', texts('handOff.anew'), () => done('anew')), stay(texts, canStay, done)),
    ],
});

const expiredScreen = (texts, canStay) => endScreen('hand-off-expired', 'expired', 'pending', texts, canStay);
const notConfirmedScreen = (texts, canStay) =>
    endScreen('hand-off-not-confirmed', 'notConfirmed', 'closed', texts, canStay);

/**
 * On the second device: shows its number and waits to be let in. Answers which verification it is.
 * @param {{accessToken: string, number: number}} taken
 */
export async function awaitConfirmation(frame, taken) {
    const { texts } = frame;
    frame.show({
        name: 'hand-off-number',
        content: [
            heading(texts('handOff.number.heading'), 'is-centred'),
            paragraph(texts('handOff.number.lead'), 'lead is-centred'),
            element('p', { class: 'number' },
                element('span', { 'aria-hidden': 'true', text: taken.number }),
                element('span', { class: 'unseen', text: texts('handOff.number.alternative', taken) })),
        ],
    });
    for (;;) {
        try {
            return (await awaitHandOff(taken.accessToken)).identityVerificationId;
        } catch (problem) {
            const isWaiting = problem instanceof Problem
                && (problem.isPassing || problem.word === 'hand-off-not-confirmed');
            if (!isWaiting) throw problem;
        }
        await pause(pollMilliseconds);
    }
}
