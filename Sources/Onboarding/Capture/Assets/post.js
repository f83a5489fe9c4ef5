// How a picture travels, seen from the screens: in pieces with a verdict where it goes so, in one call else.

import { base64, fromBase64, originOf } from './picture.js';
import { Sending } from './sending.js';

/** Larger pictures are not kept over a reload: what a tab may keep is little. */
const keptBytes = 2_000_000;

/**
 * A way in pieces. `kept()` is the picture that was taken before a reload; `begin(picture)` sends it: `send`,
 * `verdict`, `use`, `stop`, `forget`; `advise(frame)` is the server's eye for faces.
 * @param {object} parts `session`, `memory`, `identification` (its id), `place` (see `Sending`), `isFace`
 */
export function inPieces({ session, memory, identification, place, isFace }) {
    const name = `picture.${Object.values(place).join('.')}`;
    const forget = () => memory.forget(name);
    const keep = async ({ blob, fileType, source, camera }, id) => {
        if (blob.size > keptBytes) return;
        memory.set(name, JSON.stringify({
            id, fileType, source, camera, type: blob.type, bytes: await base64(blob),
        }));
    };
    return {
        advise: isFace ? (frame) => session.adviseSelfie(identification, frame) : undefined,
        async kept() {
            try {
                const { bytes, type, ...rest } = JSON.parse(memory.get(name) ?? 'null') ?? {};
                return bytes ? { ...rest, blob: fromBase64(bytes, type) } : undefined;
            } catch {
                return undefined;
            }
        },
        begin(picture) {
            const first = new Sending(session, identification, place, picture.id);
            const others = (picture.more ?? []).map((blob, index) => ({
                blob, sending: new Sending(session, identification, { ...place, frame: index + 1 }),
            }));
            first.onBegun = (id) => keep(picture, id);
            let isStopped = false;
            return {
                async send(progress) {
                    if (!picture.id) await keep(picture, undefined);
                    await first.send(picture.blob, progress);
                },
                verdict: () => first.verdict(),
                async use(progress) {
                    for (const [index, { blob, sending }] of others.entries()) {
                        if (isStopped) return;
                        progress(index / others.length);
                        await sending.send(blob, () => undefined);
                    }
                    await first.use(originOf(picture));
                    forget();
                },
                stop() {
                    isStopped = true;
                    [first, ...others.map(({ sending }) => sending)].forEach((sending) => sending.stop());
                },
                forget,
            };
        },
    };
}

/**
 * A way in one call, without a verdict.
 * @param {(picture, progress) => Promise} send
 */
export const inOneCall = (send) => ({
    kept: async () => undefined,
    begin: (picture) => ({
        send: async () => undefined,
        verdict: async () => ({ outcome: 'None', faults: [] }),
        use: (progress) => send(picture, progress),
        stop: () => undefined,
        forget: () => undefined,
    }),
});
