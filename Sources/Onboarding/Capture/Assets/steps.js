// Where the person stands, read from the server's state alone: a reload, another day or another device goes on here.

/** Rejections after which contract § 5.3 offers no second try. */
const critical = new Set(['Sanctioned', 'Miscellaneous', 'PossibleFraudAttempt', 'ProhibitedCountryOrState',
    'UnderagePerson', 'ProhibitedNationality', 'DocAndBioAgeDoesntMatch', 'DuplicatedInfo']);

/** True where the person may try once more. */
export const canTryAgain = (identification) => !critical.has(identification.statusReason);

/**
 * The next step.
 * @param {object} state `verification`, `setup`; once it exists also `identification` with its `identificationSetup`;
 *   `authentication`, where the face alone is asked for; `chosenType`, a document type that was chosen and not yet
 *   photographed, empty where another is wanted; `isWaitedFor`, true when waiting took too long; `seenRefusal`, the try
 *   before which a refusal was read; `isDesktop`, true on a device to which a phone is offered; `staysHere`, true where
 *   the person wants none
 * @returns {{name: string}} one of closed, finished, handOff, welcome, open, documentType, part, selfie,
 *   activeLiveness, additional, submit, waiting, rejected, openFace, face, submitFace, comparing, refused, finish,
 *   problem
 */
export function nextStep(state) {
    const { verification, setup } = state;
    if (verification.status === 'Completed') return { name: 'finished' };
    if (['Expired', 'Aborted', 'Suspended'].includes(verification.status)) return { name: 'closed' };
    const steps = [...(setup.steps ?? [])].sort((one, other) => one.order - other.order);
    if (steps.length === 0) return { name: 'problem', code: 'BAD_FLOW_SETUP' };
    if (offersHandOff(state)) return { name: 'handOff' };
    const asksConsent = steps.some((step) => step.type === 'Consent');
    for (const step of steps) {
        const next = stepOf(step, state, asksConsent);
        if (next) return next;
    }
    return { name: 'finish' };
}

/** On a desktop, where the setup allows it, and while there is still something to photograph. */
function offersHandOff({ setup, identification, isDesktop, staysHere }) {
    const isCapturing = !identification || identification.status === 'Awaiting' && !identification.completedUtc;
    return Boolean(setup.omnichannel?.enabled && isDesktop && !staysHere && isCapturing);
}

function stepOf(step, state, asksConsent) {
    switch (step.type) {
    case 'Consent':
        if (state.verification.step?.consent?.isConsented) return undefined;
        return { name: 'welcome', asksConsent, isFaceAlone: isFaceAlone(state.setup) };
    case 'KycIdentification':
        if (state.identification) return identificationStep(state);
        if (!asksConsent && !state.isWelcomed) return { name: 'welcome', asksConsent };
        return { name: 'open', setupId: step.setupId };
    case 'FaceAuthentication':
        if (state.authentication) return authenticationStep(state);
        if (!asksConsent && !state.isWelcomed) return { name: 'welcome', asksConsent, isFaceAlone: true };
        return { name: 'openFace' };
    default:
        return { name: 'problem', code: 'BAD_FLOW_SETUP' };
    }
}

/** True where nothing but the face is asked for. */
export const isFaceAlone = (setup) => (setup.steps ?? []).some((step) => step.type === 'FaceAuthentication');

/** Which try comes next: one that had failed and is asked for again begins another. */
export const nextTry = ({ status, capture }) => capture.attempt + (status === 'Failed' ? 1 : 0);

function authenticationStep(state) {
    const { authentication, seenRefusal, isWaitedFor } = state;
    if (authentication.status === 'Success' || state.isRefusedAgain) return undefined;
    const isOver = authentication.status === 'Failed';
    if (!isOver && authentication.completedUtc) return isWaitedFor ? undefined : { name: 'comparing' };
    if (!isOver && authentication.capture.selfie.isUploaded) return { name: 'submitFace' };
    const isRefused = authentication.statusReason && seenRefusal !== String(nextTry(authentication));
    return { name: isRefused ? 'refused' : 'face' };
}

function identificationStep(state) {
    const { identification, identificationSetup } = state;
    if (identification.status === 'Approved') return undefined;
    if (identification.status === 'Rejected') {
        return canTryAgain(identification) && !state.isRefusedAgain ? { name: 'rejected' } : undefined;
    }
    if (identification.completedUtc) {
        return identificationSetup.resultsWaiting?.enabled && !state.isWaitedFor ? { name: 'waiting' } : undefined;
    }
    return documentStep(state) ?? selfieStep(state) ?? additionalStep(state) ?? { name: 'submit' };
}

function documentStep({ identification, identificationSetup, chosenType }) {
    const { enabled, types = [] } = identificationSetup.document ?? {};
    if (!enabled) return undefined;
    if (types.length === 0) return { name: 'problem', code: 'NO_AVAILABLE_DOCUMENT_TYPES' };
    const capture = identification.capture ?? {};
    const only = types.length === 1 ? types[0].name : undefined;
    const type = types.find((offered) => offered.name === (chosenType ?? capture.documentType ?? only));
    if (!type) return { name: 'documentType', types };
    const isBegun = capture.documentType === type.name;
    const sent = isBegun ? (capture.parts ?? []).filter((part) => part.isUploaded).map((part) => part.part) : [];
    const names = type.parts.map((part) => part.name);
    const part = names.find((name) => !sent.includes(name));
    if (!part) return undefined;
    return { name: 'part', type: type.name, part, number: names.indexOf(part) + 1, count: names.length,
        canChange: types.length > 1 };
}

function selfieStep({ identification, identificationSetup }) {
    if (!identificationSetup.face?.enabled || identification.capture?.selfie?.isUploaded) return undefined;
    return { name: identificationSetup.face.activeLivenessEnabled ? 'activeLiveness' : 'selfie' };
}

/** What is asked for beside the document: contract § 7. */
function additionalStep({ identification }) {
    const asked = (identification.capture?.additionalDocuments ?? []).find((document) => !document.isUploaded);
    return asked ? { name: 'additional', type: asked.type } : undefined;
}

/** `target` with the verification's id, everything it already carried kept. Only http and https lead anywhere. */
export function redirectAddress(target, id) {
    if (!target) return undefined;
    let address;
    try { address = new URL(target); } catch { return undefined; }
    if (address.protocol !== 'https:' && address.protocol !== 'http:') return undefined;
    // By hand, because searchParams would rewrite what the target already carries.
    address.search = `${address.search ? `${address.search}&` : '?'}id=${encodeURIComponent(id)}`;
    return address.href;
}
