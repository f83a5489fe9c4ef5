// Where the page begins: the id of the address, the words, the frame, the journey.

import { chooseLanguage, localisation, readTexts } from './texts.js';
import { deviceFacts } from './device.js';
import { ending, interrupted } from './screen-result.js';
import { Frame } from './frame.js';
import { Journey } from './journey.js';
import { Memory, Problem, Session } from './session.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const query = new URLSearchParams(window.location.search);
const served = document.documentElement.lang;
const wishes = [query.get('language'), ...navigator.languages].filter(Boolean);

async function frameOf(settings) {
    const texts = await readTexts(chooseLanguage(settings, wishes, served));
    const frame = new Frame(texts);
    const own = localisation(settings, texts.language);
    frame.name(own.pageTitle || document.documentElement.dataset.brand || texts('title'));
    return { frame, own };
}

/** An end before the journey could begin. */
async function cannotBegin(problem, session) {
    const { frame } = await frameOf(undefined);
    frame.foot({});
    if (problem.isPassing) {
        frame.mark(problem.status === 0 ? 'GENERIC' : 'INTERNAL_SERVER_ERROR');
        await interrupted(frame, problem.status === 0 ? 'offline' : 'failure');
        frame.mark();
        return begin(session.id);
    }
    const isGone = problem.status === 410 || problem.status === 409;
    const isRefused = problem.status === 401 || problem.status === 403;
    frame.mark(isGone ? 'ABORTED' : isRefused ? 'UNAUTHORIZED' : 'INVALID_ID');
    return ending(frame, { kind: isGone ? 'expired' : isRefused ? 'unauthorized' : 'invalidLink' });
}

async function begin(id) {
    const memory = new Memory(id);
    const session = new Session(id, memory);
    let setup;
    try {
        setup = await session.setup();
    } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        return cannotBegin(problem, session);
    }
    const { frame, own } = await frameOf(setup.webAppSetting);
    frame.foot({ supportEmail: setup.generalAppSetting?.supportEmail });
    session.log('SESSION_STARTED');
    // The device is a fact beside the path: the server keeps it if it comes, and nobody is held up if it does not.
    session.audit(deviceFacts()).catch(() => undefined);
    return new Journey({ session, setup, localisation: own, frame, memory }).run();
}

const id = query.get('id')?.trim().toLowerCase() ?? '';
// A page taken out of the browser's memory would show a state that is long past.
window.addEventListener('pageshow', (event) => { if (event.persisted) window.location.reload(); });
if (uuid.test(id)) begin(id);
else cannotBegin(new Problem(404), { id });
