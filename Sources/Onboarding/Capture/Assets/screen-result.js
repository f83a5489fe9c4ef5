// The screens without a camera after the pictures: waiting, the second try, and every end.

import { art, button, element, heading, paragraph } from './dom.js';
import { tellEnd } from './embed.js';

/** Seconds before the page leads back by itself; the person can stop it. */
const redirectSeconds = 6;

/** The calm screen while the server works. */
export function waiting(frame) {
    const { texts } = frame;
    frame.show({
        name: 'waiting',
        content: [
            element('span', { class: 'spinner is-large', 'aria-hidden': 'true' }),
            heading(texts('waiting.heading'), 'is-centred'),
            element('p', { class: 'lead is-centred', id: 'waiting-lead', text: texts('waiting.lead') }),
        ],
    });
}

/** Says that it takes longer than usual. */
export function stillWaiting(frame) {
    const lead = document.getElementById('waiting-lead');
    if (lead) lead.textContent = frame.texts('waiting.longer');
    frame.announce(frame.texts('waiting.longer'));
}

/**
 * A rejection that can be put right. Answers 'again' or 'stop'.
 * @param {string} kind where the texts of a reason are looked for first, with its dot
 */
export function rejected(frame, reason, kind = '') {
    const { texts } = frame;
    const keys = [`${kind}reason.${reason}`, `reason.${reason}`, `${kind}rejected.lead`];
    const words = texts(keys.find((key) => texts.has(key)) ?? 'rejected.lead');
    frame.mark('FAILURE_EXIT');
    return frame.ask((done) => ({
        name: 'rejected',
        content: [
            art('attention', 'is-round is-warm'),
            heading(texts('rejected.heading'), 'is-centred'),
            element('p', { class: 'lead is-centred', data: { reason }, text: words }),
            element('div', { class: 'actions' },
                button('primary', texts('rejected.again'), () => done('again')),
                button('quiet', texts('rejected.stop'), () => done('stop'))),
        ],
    }));
}

/** The drawing of each end; its texts are `end.<kind>.heading` and `.lead`. */
const drawings = {
    approved: 'approved',
    submitted: 'pending',
    failed: 'closed',
    declined: 'closed',
    expired: 'pending',
    aborted: 'closed',
    suspended: 'pending',
    paused: 'pending',
    invalidLink: 'link',
    unauthorized: 'link',
    mobileOnly: 'phone',
    otherAddress: 'link',
    handOffOver: 'pending',
    misconfigured: 'attention',
};

/**
 * How the person gets back from an end: by the page around this one, which is told of it, or else to `target`.
 * Undefined where there is neither, and where the person may mend what is wrong.
 */
export function wayBack(kind, error, target) {
    if (kind === 'otherAddress') return undefined;
    return tellEnd(error) ?? (target && (() => window.location.replace(target)));
}

/**
 * An end of the journey.
 * @param {object} end `kind`, one of the drawings' keys; `reason`, a critical one that may be told; `leave`, which
 *   leads back where the person came from; `leads`, true to do so without being asked
 */
export function ending(frame, { kind, reason, leave, leads = false }) {
    const { texts } = frame;
    const told = reason && texts.has(`critical.${reason}`) ? texts(`critical.${reason}`) : texts(`end.${kind}.lead`);
    const onward = leave ? redirection(texts, leave, leads) : [wayOn(texts, kind)];
    frame.show({
        name: kind,
        content: [
            art(drawings[kind], `is-round ${kind === 'approved' ? '' : 'is-plain'}`),
            heading(texts(`end.${kind}.heading`), 'is-centred'),
            paragraph(told, 'lead is-centred'),
            element('div', { class: 'actions' }, ...onward),
        ],
    });
}

/** Nothing more to do here; but where the person may mend what is wrong, loading the page again is the way on. */
const wayOn = (texts, kind) => kind === 'otherAddress'
    ? button('primary', texts('again'), () => window.location.reload())
    : paragraph(texts('end.close'), 'note is-centred');

function redirection(texts, leave, leads) {
    const proceed = button('primary', texts('end.continue'), leave);
    if (!leads) return [proceed];
    let seconds = redirectSeconds;
    const words = () => texts('end.redirect', { count: seconds });
    const count = element('p', { class: 'note is-centred', text: words() });
    const timer = setInterval(() => {
        seconds -= 1;
        if (seconds <= 0) {
            clearInterval(timer);
            leave();
        }
        count.textContent = words();
    }, 1_000);
    const stay = button('quiet', texts('end.stay'), () => {
        clearInterval(timer);
        count.remove();
        stay.remove();
        proceed.focus();
    });
    return [proceed, count, stay];
}

/** Something failed that asking again may mend. Answers when the person asks again, or the line is back. */
export async function interrupted(frame, key) {
    const { texts } = frame;
    let stop = () => undefined;
    await frame.ask((done) => {
        if (key === 'offline') {
            const back = () => done();
            window.addEventListener('online', back);
            stop = () => window.removeEventListener('online', back);
        }
        return interruption(texts, key, done);
    });
    stop();
}

function interruption(texts, key, done) {
    return {
        name: 'interrupted',
        content: [
            art('attention', 'is-round is-warm'),
            heading(texts(`${key}.heading`), 'is-centred'),
            paragraph(texts(`${key}.lead`), 'lead is-centred'),
            element('div', { class: 'actions' }, button('primary', texts('again'), () => done())),
        ],
    };
}
