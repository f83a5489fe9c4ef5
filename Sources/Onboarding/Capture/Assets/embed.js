// The page in a frame of an integrator's own page: what it tells the page around it. The other side is `couth.js`.

import { button } from './dom.js';

/** The origins that the setup lists; the server writes them into the page that is asked for as a framed one. */
const listed = (document.documentElement.dataset.embedders ?? '').split(' ').filter(Boolean);

/** True where the page of an integrator is around this one. */
const isEmbedded = window.parent !== window && listed.length > 0;

const id = new URLSearchParams(window.location.search).get('id')?.trim().toLowerCase();

/** Names of contract § 9.5 for a page's script; what has none there has failed. */
const errors = { CONSENT_DECLINED: 'ConsentDeclined' };

function originOf(address) {
    try { return new URL(address).origin; } catch { return undefined; }
}

/**
 * Whom a message may reach: the parent's origin, where it is one of the setup's. Where the browser does not say which
 * it is, each of the setup's: it delivers to none but the parent's own.
 */
function readers() {
    const parent = window.location.ancestorOrigins?.[0] ?? originOf(document.referrer);
    const isUnknown = !parent || parent === window.location.origin;
    return isUnknown ? listed : listed.filter((origin) => origin === parent);
}

function tell(type, details) {
    if (!isEmbedded) return;
    for (const origin of readers()) window.parent.postMessage({ source: 'couth', type, id, ...details }, origin);
}

/** Says that the page is there, and what the modal and its button are called in the person's language. */
export const tellReady = (title, texts) => tell('ready', { title, closeLabel: texts('embed.close') });

/**
 * Tells of an end.
 * @param {string|undefined} error the contract's word, nothing where all went well
 * @returns {(() => void)|undefined} how the person gets back; undefined where the page stands by itself
 */
export function tellEnd(error) {
    if (!isEmbedded) return undefined;
    tell(error ? 'failure' : 'success', error && { error: errors[error] ?? 'FailureExit' });
    return () => tell('close');
}

/** The way out of a frame that has no camera; undefined where there is no frame. */
export function ownTab(texts) {
    if (!isEmbedded) return undefined;
    return button('secondary', texts('embed.openTab'), () => window.open(`/?id=${id}`, '_blank', 'noopener'));
}

// The integrator's page does not hear keys in here. Of a list that is open Escape closes the list.
window.addEventListener('keydown', ({ key, target, defaultPrevented }) => {
    if (key === 'Escape' && !defaultPrevented && target.tagName !== 'SELECT') tell('close');
});
