// The session API, as contract § 9 has it. Nothing else in the page talks to the server.

import { deviceFacts } from './device.js';

/** An answer that is not a success: the problem details, and whether asking again can help. */
export class Problem extends Error {
    constructor(status, details = {}) {
        super(details.message ?? details.title ?? `status ${status}`);
        this.status = status;
        this.type = details.type;
    }

    /** The problem's own word, such as `mobile-only`. */
    get word() { return String(this.type ?? '').split(':').pop(); }

    /** True where the line or the server failed, not the request. */
    get isPassing() { return this.status === 0 || this.status === 429 || this.status >= 500; }
}

const limits = {
    answerMilliseconds: 30_000,
    uploadMilliseconds: 180_000,
    /** Waits before each repetition of a request that failed on the way. */
    pausesMilliseconds: [500, 1_500, 4_000],
    longestPauseMilliseconds: 15_000,
};

/** A pause that ends, also when the tab sleeps in between. */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One exchange. XMLHttpRequest, because fetch cannot tell how much of an upload has gone. */
function exchange({ method, path, body, token, progress, isBinary = false }) {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open(method, path);
        request.timeout = progress ? limits.uploadMilliseconds : limits.answerMilliseconds;
        request.setRequestHeader('Accept', '*/*');
        if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
        if (isBinary) request.responseType = 'blob';
        const isRaw = body instanceof Blob;
        if (body !== undefined) request.setRequestHeader('Content-Type', isRaw ? body.type : 'application/json');
        if (progress) request.upload.onprogress = (event) => progress(event.loaded / (event.total || 1));
        const fail = () => reject(new Problem(0));
        request.onerror = fail;
        request.ontimeout = fail;
        request.onload = () => {
            const isTaken = request.status >= 200 && request.status < 300;
            if (isTaken && isBinary) return resolve(request.response);
            const details = isBinary ? {} : parse(request.responseText);
            if (isTaken) return resolve(details);
            const problem = new Problem(request.status, details);
            problem.retryAfterSeconds = Number(request.getResponseHeader('Retry-After')) || 0;
            reject(problem);
        };
        request.send(body === undefined ? null : isRaw ? body : JSON.stringify(body));
    });
}

function parse(text) {
    if (!text) return {};
    try { return JSON.parse(text) ?? {}; } catch { return {}; }
}

/** Repeats a request that failed on the way; every call of this API may be repeated without harm. */
async function insist(request) {
    for (const milliseconds of limits.pausesMilliseconds) {
        try {
            return await exchange(request);
        } catch (problem) {
            if (!problem.isPassing) throw problem;
            const asked = (problem.retryAfterSeconds ?? 0) * 1_000;
            await pause(Math.min(Math.max(milliseconds, asked), limits.longestPauseMilliseconds));
        }
    }
    return exchange(request);
}

/**
 * What this tab remembers over a reload: the access token and a picture on its way. Gone when the tab closes; in
 * `localStorage` it stays for the other tabs, until the end of the journey.
 */
export class Memory {
    #where;
    constructor(id, where = 'sessionStorage') {
        this.prefix = `couth.${id}.`;
        this.#where = where;
    }
    get(name) {
        try { return window[this.#where].getItem(this.prefix + name) ?? undefined; } catch { return undefined; }
    }
    set(name, value) {
        // A browser may refuse storage; then a reload only costs two more requests.
        try { window[this.#where].setItem(this.prefix + name, value); } catch { return; }
    }
    forget(...names) {
        try { names.forEach((name) => window[this.#where].removeItem(this.prefix + name)); } catch { return; }
    }
}

/** By which the server knows this browser again: pictures that it sent are shown in its next tab and nowhere else. */
function deviceKey(memory) {
    const known = memory.get('key');
    if (known) return known;
    const letters = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)));
    const made = btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    memory.set('key', made);
    return made;
}

/**
 * Takes over from another device, once: the `number` that the first device is asked for, and an `accessToken` of the
 * lesser level that is good for nothing before it is chosen there. Where the answer is lost on the way the link is used
 * up all the same, and the first device makes another.
 */
export const takeHandOff = (handOffToken) =>
    insist({ method: 'POST', path: '/v1/sessions/hand-off', body: { handOffToken } });

/** Whether the first device has let the second one in, by the token that this one was given. */
export const awaitHandOff = (token) => insist({ method: 'GET', path: '/v1/sessions/hand-off', token });

/** The session of one identity verification. */
export class Session {
    #token;
    /** Of the lesser level: what another device handed over, or all that a device has which may not capture. */
    #lesser;
    #beginning;

    /**
     * @param {string} id of the identity verification
     * @param {string|undefined} handed a token of the lesser level that is to be exchanged
     */
    constructor(id, memory, handed) {
        this.id = id;
        this.memory = memory;
        /** What all tabs of this browser know of the verification. */
        this.browser = new Memory(id, 'localStorage');
        this.#lesser = handed;
        this.#token = handed ? undefined : memory.get('token');
    }

    /** Whichever token there is now; undefined before the first. */
    get token() { return this.#token ?? this.#lesser; }

    /** Gets a token; calls that need one at the same time wait for the same. */
    #begin() {
        this.#beginning ??= this.#exchangeTokens().finally(() => { this.#beginning = undefined; });
        return this.#beginning;
    }

    async #exchangeTokens() {
        const body = { identityVerificationId: this.id };
        const token = this.#lesser
            ?? (await insist({ method: 'POST', path: '/v1/sessions', body })).accessToken;
        // Kept for as long as nothing better is there.
        this.#lesser = token;
        const path = `/v1/sessions/${this.id}/full-access-token`;
        const said = { ...deviceFacts(), deviceKey: deviceKey(this.browser) };
        const full = await insist({ method: 'POST', path, body: said, token });
        this.#lesser = undefined;
        this.#token = full.accessToken;
        this.memory.set('token', this.#token);
    }

    /** One call with the access token; a token that has run out is replaced once. */
    async call(method, path, body, progress, ask = insist) {
        if (!this.#token) await this.#begin();
        const request = { method, path: `/v1/${path}`, body, progress };
        const token = this.#token;
        try {
            return await ask({ ...request, token });
        } catch (problem) {
            if (problem.status !== 401) throw problem;
            if (this.#token === token) await this.#begin();
            return ask({ ...request, token: this.#token });
        }
    }

    verification() { return this.call('GET', `identity-verifications/${this.id}`); }
    setup() { return this.call('GET', `identity-verifications/${this.id}/setup`); }
    /** @param {string} language in which the words of consent were shown */
    consent(isConsented, language) {
        return this.call('PUT', `identity-verifications/${this.id}/consent`, { isConsented, language });
    }
    complete() { return this.call('PUT', `identity-verifications/${this.id}/complete`); }
    audit(facts) { return this.call('PUT', `identity-verifications/${this.id}/customer-audits`, facts); }

    /** A link for another device, with its code. A device that may not capture has the lesser token for it. */
    makeHandOff() { return this.#beside('POST'); }
    handOffState() { return this.#beside('GET'); }
    /** @param {number|null} number null where the other device shows none of those offered */
    confirmHandOff(number) { return this.#beside('PUT', '/confirmation', { number }); }
    /** Asked once: a message that went out although its answer was lost is not sent again. */
    async sendHandOff(channel, address, language) {
        const path = `/v1/identity-verifications/${this.id}/hand-off/messages`;
        const token = this.#lesser ?? this.#token;
        return exchange({ method: 'POST', path, body: { channel, address, language }, token });
    }

    /** Tells every state of the hand-off until the server ends the stream; rejects where there is none. */
    async followHandOff(tell, signal) {
        const path = `/v1/identity-verifications/${this.id}/hand-off/events`;
        const answer = await fetch(path, {
            headers: { Authorization: `Bearer ${this.#lesser ?? this.#token}` }, signal, credentials: 'omit',
            cache: 'no-store',
        });
        const isStream = answer.ok && answer.headers.get('Content-Type')?.startsWith('text/event-stream');
        if (!isStream) throw new Problem(answer.status);
        const reader = answer.body.getReader();
        const decoder = new TextDecoder();
        let text = '';
        for (;;) {
            const { done, value } = await reader.read();
            if (done) return;
            const lines = (text + decoder.decode(value, { stream: true })).split('\n');
            text = lines.pop();
            lines.filter((line) => line.startsWith('data: ')).forEach((line) => tell(parse(line.slice(6))));
        }
    }

    #beside(method, part = '', body = undefined) {
        const path = `identity-verifications/${this.id}/hand-off${part}`;
        if (!this.#lesser) return this.call(method, path, body);
        return insist({ method, path: `/v1/${path}`, body, token: this.#lesser });
    }

    identify(setupId) {
        return this.call('POST', 'kyc-identifications', { setupId, identityVerificationId: this.id });
    }
    identification(id) { return this.call('GET', `kyc-identifications/${id}`); }
    /** @param {string|null} type null where the person wants to choose anew */
    chooseDocument(id, type) { return this.call('PUT', `kyc-identifications/${id}/document-type`, { type }); }
    identificationSetup(id) { return this.call('GET', `kyc-identifications/${id}/setup`); }
    // A picture in pieces: announced, sent, looked at, used. Where it stands and a piece are asked once each: `Sending`
    // tells the person at once that the line is gone, and begins again as soon as it is back.
    announcePicture(id, announced) { return this.call('POST', `kyc-identifications/${id}/pictures`, announced); }
    pictureStanding(id, picture) { return this.#once('GET', `kyc-identifications/${id}/pictures/${picture}`); }
    sendPiece(id, picture, offset, bytes) {
        return this.#once('PUT', `kyc-identifications/${id}/pictures/${picture}/pieces/${offset}`, bytes);
    }
    #once(method, path, body) { return this.call(method, path, body, undefined, exchange); }
    pictureVerdict(id, picture) {
        return this.call('POST', `kyc-identifications/${id}/pictures/${picture}/verdict`, {});
    }
    /** The bytes of a picture that another tab of this browser sent and did not use. */
    pictureContent(id, picture) {
        const path = `kyc-identifications/${id}/pictures/${picture}/content`;
        return this.call('GET', path, undefined, undefined, (request) => insist({ ...request, isBinary: true }));
    }
    dropPicture(id, picture) { return this.call('DELETE', `kyc-identifications/${id}/pictures/${picture}`); }
    /** @param {object} origin see `originOf` */
    usePicture(id, picture, origin) {
        return this.call('PUT', `kyc-identifications/${id}/pictures/${picture}/use`, origin);
    }
    /** Asked once and never repeated: the next frame is newer. */
    adviseSelfie(id, frame) { return this.#advise(`kyc-identifications/${id}`, frame); }
    adviseFace(id, frame) { return this.#advise(`face-authentications/${id}`, frame); }
    async #advise(of, frame) {
        const path = `/v1/${of}/selfie-advice`;
        return (await exchange({ method: 'POST', path, body: frame, token: this.#token })).advice;
    }

    challengeLiveness(id) { return this.call('POST', `kyc-identifications/${id}/active-liveness`, {}); }
    /** @param {object} answer its frames have come before; asked once, as a piece is */
    answerLiveness(id, challengeId, answer) {
        return this.#once('PUT', `kyc-identifications/${id}/active-liveness/${challengeId}`, answer);
    }
    submit(id) {
        return this.call('PUT', `kyc-identifications/${id}/verification`)
            .then(() => this.call('PUT', `kyc-identifications/${id}/complete`));
    }
    resubmit(id) { return this.call('PUT', `kyc-identifications/${id}/resubmit`); }

    authenticate() { return this.call('POST', 'face-authentications', { identityVerificationId: this.id }); }
    authentication(id) { return this.call('GET', `face-authentications/${id}`); }
    sendFace(id, selfie, progress) {
        const { imageBase64, ...origin } = selfie;
        const body = { auditImagesBase64: [imageBase64], ...origin };
        return this.call('PUT', `face-authentications/${id}/face-tec-liveness-2d`, body, progress);
    }
    /** How good a selfie is; the server keeps nothing of it. */
    faceVerdict(id, blob) {
        const bytes = blob.slice(0, blob.size, 'application/octet-stream');
        return this.call('POST', `face-authentications/${id}/selfie-verdict`, bytes);
    }
    submitFace(id) { return this.call('PUT', `face-authentications/${id}/complete`); }

    /** Notes an action of contract § 9.3. The log is for the integrator; a note that fails never stops the person. */
    log(action) {
        this.call('POST', `identity-verifications/${this.id}/activity-logs`, { action }).catch(() => undefined);
    }
}
