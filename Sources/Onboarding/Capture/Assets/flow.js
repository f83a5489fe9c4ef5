// Where the page begins: the id of the address, the words, the frame, the journey.

import { chooseLanguage, chosenLanguage, expectTexts, localisation, offeredLanguages, readTexts } from './texts.js';
import { abilities, deviceFacts } from './device.js';
import { ending, interrupted, wayBack } from './screen-result.js';
import { Frame } from './frame.js';
import { awaitConfirmation, handOff } from './screen-hand-off.js';
import { Journey, wordedEndings } from './journey.js';
import { Memory, Problem, Session, takeHandOff } from './session.js';
import { record, recordTo } from './recorder.js';
import { tellReady } from './embed.js';
import { wear } from './brand.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const query = new URLSearchParams(window.location.search);
const served = document.documentElement.lang;
const wishes = [chosenLanguage(), query.get('language'), ...navigator.languages].filter(Boolean);

/** @param {object|undefined} setup undefined where it is not known, and nothing but ends can be shown */
async function frameOf(setup) {
    const settings = setup?.webAppSetting;
    const texts = await readTexts(chooseLanguage(settings, wishes, served));
    const frame = new Frame(texts);
    const own = localisation(settings, texts.language);
    const title = own.pageTitle || setup?.brand?.name || document.documentElement.dataset.brand || texts('title');
    frame.name(title, setup?.brand?.name);
    tellReady(title, texts);
    frame.foot({
        supportEmail: setup?.generalAppSetting?.supportEmail, keptDays: setup?.dataKeptDays,
        privacyPolicyUrl: setup?.consent?.privacyPolicyUrl, languages: offeredLanguages(settings),
    });
    return { frame, own };
}

/** An end before the journey could begin; `again` is how to begin once more where that can help. */
async function cannotBegin(problem, again) {
    record('failure', { code: problem.word || 'no-answer', value: problem.status });
    const { frame } = await frameOf(undefined);
    if (problem.isPassing) {
        frame.mark(problem.status === 0 ? 'GENERIC' : 'INTERNAL_SERVER_ERROR');
        await interrupted(frame, problem.status === 0 ? 'offline' : 'failure');
        frame.mark();
        return again();
    }
    const isGone = problem.status === 410 || problem.status === 409;
    const isRefused = problem.status === 401 || problem.status === 403;
    const error = isGone ? 'ABORTED' : isRefused ? 'UNAUTHORIZED' : 'INVALID_ID';
    frame.mark(error);
    const kind = isGone ? 'expired' : wordedEndings[problem.word] ?? (isRefused ? 'unauthorized' : 'invalidLink');
    return ending(frame, { kind, leave: wayBack(kind, error) });
}

/** A desktop where the setup asks for a phone: it leads there where it may, and follows along. */
async function leadToPhone(session) {
    const { frame } = await frameOf(undefined);
    await handOff(frame, session, { canStay: false });
    // What has ended can be looked at from anywhere: the new session says how, and where to go from here.
    return begin(session.id);
}

/** @param {string|undefined} handed what another device handed over */
async function begin(id, handed) {
    const memory = new Memory(id);
    const session = new Session(id, memory, handed);
    recordTo(session);
    const again = () => begin(id, handed);
    let setup;
    // Both at once: on a slow line each answer that is waited for is a fifth of a second.
    const beginning = session.verification().catch(() => undefined);
    try {
        setup = await session.setup();
    } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (problem.word !== 'mobile-only') return cannotBegin(problem, again);
        return leadToPhone(session).catch((refusal) => {
            if (!(refusal instanceof Problem)) throw refusal;
            return cannotBegin(refusal.word === 'hand-off-disabled' ? problem : refusal, again);
        });
    }
    wear(setup);
    const { frame, own } = await frameOf(setup);
    record('languageChosen', { code: frame.texts.language });
    session.log('SESSION_STARTED');
    // The device is a fact beside the path: the server keeps it if it comes, and nobody is held up if it does not.
    session.audit(deviceFacts()).catch(() => undefined);
    return new Journey({ session, setup, localisation: own, frame, memory, beginning }).run();
}

/**
 * The second device: what stands behind the `#` is good once, so that it goes out of the address at once. What came for
 * it is remembered, because a phone may load the page again while the person looks at the other device.
 */
async function arrive(token) {
    const memory = new Memory('hand-off');
    let id, taken;
    try {
        taken = token ? await takeHandOff(token) : JSON.parse(memory.get('taken') ?? 'null');
        if (!taken) throw new Problem(403, { type: 'hand-off-over' });
        memory.set('taken', JSON.stringify(taken));
        history.replaceState(null, '', '/hand-off');
        const { frame } = await frameOf(undefined);
        id = await awaitConfirmation(frame, taken);
    } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        return cannotBegin(problem, () => arrive(token));
    }
    memory.forget('taken');
    history.replaceState(null, '', `/?id=${id}`);
    record('handOff', { code: 'taken' });
    return begin(id, taken.accessToken);
}

// The server chose by the setup, which is not known here yet; only what this tab remembers it cannot know.
expectTexts(chooseLanguage(undefined, [chosenLanguage()].filter(Boolean), served)).catch(() => undefined);
abilities().then((all) => all.forEach((ability) => record('ability', ability))).catch(() => undefined);
const isHandOff = window.location.pathname === '/hand-off';
const id = query.get('id')?.trim().toLowerCase() ?? '';
// A page taken out of the browser's memory would show a state that is long past.
window.addEventListener('pageshow', (event) => { if (event.persisted) window.location.reload(); });
if (isHandOff) arrive(window.location.hash.slice(1));
else if (uuid.test(id)) begin(id);
else cannotBegin(new Problem(404));
