// Follows a hand-off: by the server's stream of events, or by asking every now and then where there is no stream.

import { pause, Problem } from './session.js';

const pollMilliseconds = 2_000;
const openStatuses = ['Pending', 'InProgress'];

/** How one hand-off stands, from the first look until `stop`. */
export class Following {
    #session;
    #stopping = new AbortController();
    #state;
    #failure;
    #waiting = new Set();

    constructor(session) {
        this.#session = session;
        this.#run();
    }

    /** Resolves with the first state that `test` takes, the present one included; `isOver`: nothing is left to do. */
    until(test) {
        return new Promise((resolve, reject) => {
            this.#waiting.add({ test, resolve, reject });
            this.#tell();
        });
    }

    /** Asks right now. */
    async look() {
        this.#take(await this.#session.handOffState());
        return this.#state;
    }

    stop() { this.#stopping.abort(); }

    get #isStopped() { return this.#stopping.signal.aborted; }

    async #run() {
        let hasStream = true;
        while (!this.#isStopped && !this.#failure) {
            const isStreamed = hasStream && await this.#session
                .followHandOff((state) => this.#take(state), this.#stopping.signal).then(() => true, () => false);
            // A stream that ends by itself is asked for again; one that fails is not worth a second try.
            hasStream = isStreamed;
            if (this.#isStopped || this.#state?.isOver) return;
            await pause(pollMilliseconds);
            await this.#poll();
        }
    }

    async #poll() {
        if (this.#isStopped) return;
        try {
            await this.look();
        } catch (problem) {
            // The line may fail for a while: the phone goes on all the same.
            if (problem instanceof Problem && problem.isPassing) return;
            this.#failure = problem;
            this.#tell();
        }
    }

    #take(state) {
        this.#state = { ...state, isOver: !openStatuses.includes(state.verificationStatus) };
        this.#tell();
    }

    #tell() {
        if (this.#isStopped) return;
        for (const waiter of [...this.#waiting]) {
            if (this.#failure) waiter.reject(this.#failure);
            else if (this.#state && waiter.test(this.#state)) waiter.resolve(this.#state);
            else continue;
            this.#waiting.delete(waiter);
        }
    }
}
