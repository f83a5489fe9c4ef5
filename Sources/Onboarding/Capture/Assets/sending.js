// A picture on its way to the server, piece by piece: a line that breaks costs one piece, and the picture goes on.

import { pause, Problem } from './session.js';
import { record } from './recorder.js';

const limits = {
    firstPieceBytes: 128 * 1024,
    leastPieceBytes: 64 * 1024,
    mostPieceBytes: 1024 * 1024,
    /** A piece should take about this long: long ones lose more when the line breaks. */
    pieceMilliseconds: 1_200,
    pauseMilliseconds: 1_500,
    longestPauseMilliseconds: 10_000,
    /** Times that a picture which the server no longer knows is begun anew. */
    beginnings: 3,
};

/** Waits for `milliseconds`, or for the line to come back. */
const pauseOrOnline = (milliseconds) => Promise.race([
    pause(milliseconds),
    new Promise((resolve) => { window.addEventListener('online', resolve, { once: true }); }),
]);

/** One picture of one place. */
export class Sending {
    #session;
    #identification;
    #place;
    #isStopped = false;
    #pieceBytes = limits.firstPieceBytes;
    #beginnings = 0;

    /**
     * @param {object} place `kind`, and what belongs to it: `type` and `part`, or `frame`
     * @param {string|undefined} id of a picture that was begun before the page was loaded again
     */
    constructor(session, identification, place, id) {
        this.#session = session;
        this.#identification = identification;
        this.#place = place;
        this.id = id;
    }

    /** Nothing more is sent. */
    stop() { this.#isStopped = true; }

    /**
     * Sends the picture, however long it takes; ends early only when it is stopped.
     * @param {(share: number, isInterrupted: boolean) => void} progress
     * @throws {Problem} where the server refuses the picture or the session
     */
    async send(blob, progress) {
        const began = performance.now();
        let wait = limits.pauseMilliseconds;
        let isNew = true;
        let offset = 0;
        record('uploadBegun', { value: blob.size });
        while (!this.#isStopped) {
            try {
                if (isNew) offset = await this.#begin(blob);
                isNew = false;
                while (offset < blob.size && !this.#isStopped) {
                    offset = await this.#piece(blob, offset);
                    wait = limits.pauseMilliseconds;
                    progress(offset / blob.size, false);
                }
                record('uploadDone', { value: Math.round(performance.now() - began) });
                return;
            } catch (problem) {
                if (!(problem instanceof Problem)) throw problem;
                if (problem.word === 'wrong-offset') { isNew = true; continue; }
                if (problem.word === 'picture-not-found' && this.#beginnings < limits.beginnings) {
                    this.id = undefined;
                    isNew = true;
                    continue;
                }
                if (!problem.isPassing) throw problem;
                record('uploadInterrupted', { value: offset });
                progress(offset / blob.size, true);
                await pauseOrOnline(wait);
                wait = Math.min(2 * wait, limits.longestPauseMilliseconds);
                isNew = true;
            }
        }
    }

    /** Where the next piece begins: what the server has, after announcing the picture where it has none. */
    async #begin(blob) {
        if (!this.id) {
            this.#beginnings += 1;
            const announced = { ...this.#place, sizeBytes: blob.size };
            this.id = (await this.#session.announcePicture(this.#identification, announced)).id;
            this.onBegun?.(this.id);
            return 0;
        }
        const standing = await this.#session.pictureStanding(this.#identification, this.id);
        if (standing.sizeBytes === blob.size) return standing.receivedBytes;
        this.id = undefined;
        return this.#begin(blob);
    }

    async #piece(blob, offset) {
        const began = performance.now();
        const bytes = blob.slice(offset, offset + this.#pieceBytes, 'application/octet-stream');
        const standing = await this.#session.sendPiece(this.#identification, this.id, offset, bytes);
        const pace = limits.pieceMilliseconds / Math.max(performance.now() - began, 1);
        const wished = this.#pieceBytes * Math.min(2, Math.max(0.5, pace));
        this.#pieceBytes = Math.round(Math.min(limits.mostPieceBytes, Math.max(limits.leastPieceBytes, wished)));
        return standing.receivedBytes;
    }

    /** What the server says of it: `outcome` Good, Doubtful, Bad or Unchecked, and `faults`. */
    async verdict() {
        try {
            return await this.#session.pictureVerdict(this.#identification, this.id);
        } catch (problem) {
            // No look is no reason to hold anybody up.
            if (problem instanceof Problem && problem.isPassing) return { outcome: 'Unchecked', faults: [] };
            throw problem;
        }
    }

    use(origin) { return this.#session.usePicture(this.#identification, this.id, origin); }

    /** The person does not want it. Where this is not heard it goes with the hour. */
    drop() {
        this.stop();
        if (this.id) this.#session.dropPicture(this.#identification, this.id).catch(() => undefined);
    }
}

/** The frames of a challenge: each goes while the next ones are still taken, and a broken line is waited for. */
export class FrameSending {
    #session;
    #identification;
    #challenge;
    #frames = [];
    #origin;
    #isStopped = false;
    #way = Promise.resolve();
    #tell = () => undefined;

    constructor(session, identification, challengeId) {
        this.#session = session;
        this.#identification = identification;
        this.#challenge = challengeId;
    }

    /** Takes the next frame (`origin`: see `originOf`), and sends it once those before it have gone. */
    add({ prompt, capturedMilliseconds, blob, origin }) {
        const place = {
            kind: 'Selfie', frame: this.#frames.length, challengeId: this.#challenge,
            captureSource: origin.captureSource,
        };
        // One camera took them all.
        this.#origin = origin;
        const frame = {
            prompt, capturedMilliseconds, share: 0,
            sending: new Sending(this.#session, this.#identification, place),
        };
        this.#frames.push(frame);
        this.#way = this.#way.then(() => this.#isStopped ? undefined : frame.sending.send(blob, (share, isBroken) => {
            frame.share = share;
            this.#tell(isBroken);
        }));
        // `finish` tells of it.
        this.#way.catch(() => undefined);
    }

    stop() {
        this.#isStopped = true;
        this.#frames.forEach(({ sending }) => sending.stop());
    }

    /**
     * Waits until all frames are there, and answers the challenge with them.
     * @param {(share: number, isInterrupted: boolean) => void} progress
     * @throws {Problem} where the server refuses a frame or the answer
     */
    async finish(progress) {
        const share = () => this.#frames.reduce((sum, frame) => sum + frame.share, 0) / this.#frames.length;
        this.#tell = (isBroken) => progress(share(), isBroken);
        this.#tell(false);
        await this.#way;
        const frames = this.#frames.map(({ prompt, capturedMilliseconds, sending }) =>
            ({ prompt, capturedMilliseconds, pictureId: sending.id }));
        const answer = { frames, ...this.#origin };
        for (let wait = limits.pauseMilliseconds; ; wait = Math.min(2 * wait, limits.longestPauseMilliseconds)) {
            try {
                return await this.#session.answerLiveness(this.#identification, this.#challenge, answer);
            } catch (problem) {
                if (!(problem instanceof Problem) || !problem.isPassing) throw problem;
                this.#tell(true);
                await pauseOrOnline(wait);
            }
        }
    }
}
