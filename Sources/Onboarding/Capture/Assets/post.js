// How a picture travels, seen from the screens: in pieces with a verdict where it goes so, in one call else.

import { base64, fromBase64, originOf } from './picture.js';
import { Problem } from './session.js';
import { Sending } from './sending.js';

/** Larger pictures are not kept over a reload: what a tab may keep is little. */
const keptBytes = 2_000_000;

/**
 * A way in pieces. `kept()` is the picture that was taken before a reload, as this tab keeps it or the server has it;
 * `begin(picture)` sends it: `send`, `verdict`, `use`, `stop`, `drop`; `advise(frame)` is the server's eye for faces.
 * @param {object} parts `session`, `memory`, `identification` (its id), `place` (see `Sending`), `isFace`, `left` (what
 *   the server says that this browser has sent there and not used), `use(picture, origin)` in the place of using it
 */
export function inPieces({ session, memory, identification, place, isFace, left, use }) {
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
                if (bytes) return { ...rest, blob: fromBase64(bytes, type) };
            } catch {
                forget();
            }
            return left && fetchLeft(session, identification, left);
        },
        begin(picture) {
            const announced = { ...place, captureSource: picture.source };
            const first = new Sending(session, identification, announced, picture.id);
            const others = (picture.more ?? []).map((blob, index) => ({
                blob, sending: new Sending(session, identification, { ...announced, frame: index + 1 }),
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
                    await (use ? use(first.id, originOf(picture)) : first.use(originOf(picture)));
                    forget();
                },
                stop() {
                    isStopped = true;
                    [first, ...others.map(({ sending }) => sending)].forEach((sending) => sending.stop());
                },
                drop() {
                    forget();
                    first.drop();
                },
            };
        },
    };
}

/** Nothing where it has gone meanwhile: then it is taken again. */
async function fetchLeft(session, identification, { id, captureSource }) {
    try {
        return { id, source: captureSource ?? 'unknown', blob: await session.pictureContent(identification, id) };
    } catch (problem) {
        if (problem.isPassing || problem.status !== 404) throw problem;
        return undefined;
    }
}

/**
 * A way in one call, for what the server keeps no pieces of.
 * @param {(picture, progress) => Promise} send
 * @param {{look: (picture) => Promise, advise: (frame) => Promise}} help the server's verdict before, and its eye
 */
export const inOneCall = (send, { look, advise }) => ({
    advise,
    kept: async () => undefined,
    begin: (picture) => ({
        send: async () => undefined,
        // No look is no reason to hold anybody up.
        verdict: () => look(picture).catch((problem) => {
            if (problem instanceof Problem && problem.isPassing) return { outcome: 'Unchecked', faults: [] };
            throw problem;
        }),
        use: (progress) => send(picture, progress),
        stop: () => undefined,
        drop: () => undefined,
    }),
});
