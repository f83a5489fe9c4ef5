// The flight recorder: what happens on this device, in words that the server knows and in numbers, so that whoever
// helps the person can see it. Never a picture, a text or a name. It holds nobody up and never throws.

const limits = {
    entriesPerCall: 50,
    /** As many go at once; fewer wait for the others. */
    fullBatch: 20,
    waitMilliseconds: 3_000,
    /** Kept while nothing can be sent: no token yet, or no line. */
    kept: 300,
    /** Calls in a row that failed, after which the recorder is off. */
    failures: 5,
    number: 1e9,
};

/** What the server takes as a screen, a target or a code. */
const word = /^[A-Za-z][A-Za-z0-9.-]{0,39}$/;

let session;
let entries = [];
let timer;
let isSending = false;
let failures = 0;
let isLoaded = false;

/**
 * Notes one event.
 * @param {string} event one of the server's words: cameraFound, cameraOpened, cameraFailed, permission, advice,
 *   shutter, retake, verdict, uploadBegun, uploadInterrupted, uploadDone, handOff, languageChosen, ability, pageLoaded,
 *   pageHidden, pageShown, screenShown, failure
 * @param {{screen?: string, target?: string, code?: string, value?: number}} [details] words of letters, digits, dots
 *   and hyphens, and a number of milliseconds, bytes, pixels or things; what does not fit is left out. Without a screen
 *   it is the one that is on.
 */
export function record(event, details) {
    try {
        if (failures >= limits.failures || entries.length >= limits.kept) return;
        const { screen = document.documentElement.dataset.screen, target, code, value } = details ?? {};
        const entry = { sinceLoadMilliseconds: Math.min(Math.round(performance.now()), limits.number - 1), event };
        for (const [name, text] of Object.entries({ screen, target, code })) {
            if (typeof text === 'string' && word.test(text)) entry[name] = text;
        }
        if (Number.isFinite(value) && Math.abs(value) < limits.number) entry.value = value;
        entries.push(entry);
        if (entries.length >= limits.fullBatch) send();
        else timer ??= setTimeout(() => send(), limits.waitMilliseconds);
    } catch { return; }
}

/** Notes a screen. With the first one the page has loaded: it took that long until the person saw something. */
export function recordScreen(screen, target) {
    if (!isLoaded) {
        isLoaded = true;
        record('pageLoaded', { screen, code: navigationType(), value: Math.round(performance.now()) });
    }
    record('screenShown', { screen, target });
}

/** Says where it goes: from now on what was noted is sent under the session's token, whichever level it has. */
export function recordTo(given) { session = given; }

function navigationType() {
    return performance.getEntriesByType?.('navigation')[0]?.type.replace('_', '-');
}

/** @param {boolean} isLeaving true where the page may be gone in a moment */
function send(isLeaving = false) {
    clearTimeout(timer);
    timer = undefined;
    const token = session?.token;
    if (!token || entries.length === 0 || failures >= limits.failures) return;
    if (isSending && !isLeaving) return;
    const batch = entries.splice(0, limits.entriesPerCall);
    isSending = true;
    post(token, batch).then((isTaken) => {
        failures = isTaken ? 0 : failures + 1;
        if (!isTaken) entries = [...batch, ...entries].slice(0, limits.kept);
        isSending = false;
        if (entries.length > 0) timer ??= setTimeout(() => send(), limits.waitMilliseconds);
    });
}

/** @returns {Promise<boolean>} false where it is worth sending once more */
async function post(token, batch) {
    try {
        const answer = await fetch(`/v1/identity-verifications/${session.id}/flight-record`, {
            method: 'POST', keepalive: true, body: JSON.stringify({ entries: batch }),
            headers: { 'Authorization': `Bearer ${token}`, 'Content-Type': 'application/json' },
        });
        // A token that has run out is replaced by the calls that need it.
        return answer.status !== 401 && answer.status !== 429 && answer.status < 500;
    } catch { return false; }
}

document.addEventListener('visibilitychange', () => {
    record(document.hidden ? 'pageHidden' : 'pageShown');
    if (document.hidden) send(true);
});
window.addEventListener('pagehide', () => send(true));
