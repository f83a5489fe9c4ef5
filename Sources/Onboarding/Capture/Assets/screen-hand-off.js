// Going on on a phone: the code to photograph, the wait while the phone has it, and the way to stay here.

import { art, button, element, heading, paragraph } from './dom.js';
import { pause, Problem } from './session.js';

const pollMilliseconds = 2_000;
const openStatuses = ['Pending', 'InProgress'];

/** True where the page stands on a desk: a pointer that is no finger, and room beside it. */
export const isDesktop = () =>
    window.matchMedia('(pointer: fine)').matches && window.matchMedia('(min-width: 700px)').matches;

/**
 * Leads the person to the phone and follows along. Answers 'here' where the person stays, 'over' where nothing is left
 * to do on either device.
 * @param {boolean} canStay whether this device may capture too
 */
export async function handOff(frame, session, { canStay }) {
    const { texts } = frame;
    for (;;) {
        const link = await session.makeHandOff();
        const seen = await follow(frame, session, codeScreen(frame, link, canStay), ['Taken', 'Expired']);
        if (seen === 'here' || seen === 'over') return seen;
        const screen = seen === 'Taken' ? takenScreen(texts, canStay) : expiredScreen(texts, canStay);
        const answer = await follow(frame, session, screen, []);
        if (answer !== 'anew') return answer;
    }
}

/** Shows a screen until the person answers, the hand-off is one of `changes`, or the verification has ended. */
async function follow(frame, session, screen, changes) {
    let isAnswered = false;
    const answer = frame.ask((done) => screen((value) => {
        isAnswered = true;
        done(value);
    }));
    const change = async () => {
        while (!isAnswered) {
            await pause(pollMilliseconds);
            const state = await session.handOffState().catch((problem) => {
                // The line may fail for a while: the phone goes on all the same.
                if (problem instanceof Problem && problem.isPassing) return undefined;
                throw problem;
            });
            if (state && !openStatuses.includes(state.verificationStatus)) return 'over';
            if (state && changes.includes(state.status)) return state.status;
        }
        return answer;
    };
    return Promise.race([answer, change()]);
}

const codeScreen = (frame, link, canStay) => (done) => ({
    name: 'hand-off',
    content: [
        heading(frame.texts('handOff.heading'), 'is-centred'),
        paragraph(frame.texts('handOff.lead'), 'lead is-centred'),
        code(frame.texts, link.qrCode),
        paragraph(frame.texts('handOff.once'), 'note is-centred'),
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

const expiredScreen = (texts, canStay) => (done) => ({
    name: 'hand-off-expired',
    content: [
        art('pending', 'is-round is-plain'),
        heading(texts('handOff.expired.heading'), 'is-centred'),
        paragraph(texts('handOff.expired.lead'), 'lead is-centred'),
        element('div', { class: 'actions' },
            button('primary', texts('handOff.anew'), () => done('anew')), stay(texts, canStay, done)),
    ],
});
