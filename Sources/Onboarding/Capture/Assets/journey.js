// The journey: read the server's state, do its next step, read again. Nothing else decides what comes.

import { activeLiveness } from './screen-liveness.js';
import { base64, originOf } from './picture.js';
import { chooseDocument } from './screen-document.js';
import { capture } from './screen-capture.js';
import { handOff, isDesktop } from './screen-hand-off.js';
import { ending, interrupted, rejected, stillWaiting, waiting, wayBack } from './screen-result.js';
import { pause, Problem } from './session.js';
import { FrameSending } from './sending.js';
import { inOneCall, inPieces } from './post.js';
import { record } from './recorder.js';
import { isFaceAlone, nextStep, nextTry, redirectAddress } from './steps.js';
import { targetOfAdditional, targetOfFace, targetOfPart, targetOfSelfie } from './targets.js';
import { welcome } from './screen-welcome.js';

const limits = {
    pollMilliseconds: 1_000,
    /** How long the person is asked to wait before a calm "you may leave". */
    waitPolls: 60,
    /** After this many polls the screen says that it takes longer. */
    longPolls: 12,
    /** Times in a row that a refused move may be answered by reading the state anew. */
    rereads: 3,
};

/** Names of contract § 9.5 for the answers that end the journey. */
const endings = {
    401: ['unauthorized', 'UNAUTHORIZED'],
    403: ['unauthorized', 'UNAUTHORIZED'],
    404: ['invalidLink', 'INVALID_ID'],
    410: ['expired', 'ABORTED'],
};

/** Ends that have words of their own, by the problem's word. */
export const wordedEndings = {
    'mobile-only': 'mobileOnly', 'other-address': 'otherAddress', 'hand-off-over': 'handOffOver',
};

export class Journey {
    #setups = new Map();
    #isLive = false;
    #rereads = 0;
    #here = {};

    /**
     * @param parts `session`, `setup`, `localisation` (the setup's words and targets), `frame`, `memory`, `beginning`
     *   (a promise of the verification as it stands, if it was asked for already)
     */
    constructor(parts) {
        Object.assign(this, parts);
        this.#here.isDesktop = isDesktop();
        this.#here.staysHere = Boolean(this.memory.get('here'));
    }

    /** Leads the person to the end; returns when nothing is left to do here. */
    async run() {
        for (;;) {
            try {
                const state = await this.#read();
                const step = nextStep(state);
                this.#showProgress(state, step);
                const isOver = await this[step.name](state, step);
                this.#rereads = 0;
                if (isOver) return;
            } catch (error) {
                if (await this.#isBeyondHelp(error)) return;
            }
        }
    }

    /** What was asked for while the setup came, once. */
    #first() {
        const { beginning } = this;
        this.beginning = undefined;
        return beginning;
    }

    async #read() {
        const { session } = this;
        const verification = await this.#first() ?? await session.verification();
        const state = { ...this.#here, verification, setup: this.setup };
        const face = verification.step?.faceAuthentication?.id;
        if (face) {
            const seenRefusal = this.memory.get('seenRefusal');
            const authentication = await session.authentication(face);
            // A refusal may have fallen between the two, and have suspended the verification.
            const now = authentication.statusReason ? await session.verification() : verification;
            return { ...state, verification: now, seenRefusal, authentication };
        }
        const id = verification.step?.kycIdentification?.id;
        if (!id) return state;
        if (!this.#setups.has(id)) this.#setups.set(id, await session.identificationSetup(id));
        const identification = await session.identification(id);
        // What was chosen here counts even where the server did not hear of it.
        const chosenType = this.#here.chosenType ?? identification.capture?.chosenDocumentType;
        return { ...state, chosenType, identification, identificationSetup: this.#setups.get(id) };
    }

    #showProgress({ identificationSetup }, step) {
        const { texts } = this.frame;
        const unknown = { document: { enabled: !isFaceAlone(this.setup) }, face: { enabled: true } };
        const asked = identificationSetup ?? unknown;
        const names = ['welcome', 'document', 'selfie', 'result'].filter((name) =>
            name === 'document' && asked.document?.enabled
            || name === 'selfie' && asked.face?.enabled
            || name === 'welcome' || name === 'result');
        const present = { handOff: 'welcome', welcome: 'welcome', open: 'welcome', documentType: 'document',
            part: 'document', selfie: 'selfie', activeLiveness: 'selfie', additional: 'selfie', submit: 'result',
            waiting: 'result', openFace: 'welcome', face: 'selfie', submitFace: 'result',
            comparing: 'result' }[step.name];
        this.frame.progress(names.map((name) => texts(`progress.${name}`)), names.indexOf(present) + 1);
    }

    // One method a step; each returns true when the journey is over.

    async handOff() {
        let answer = 'here';
        try {
            answer = await handOff(this.frame, this.session, { canStay: true });
        } catch (error) {
            // There were too many: then the person goes on here.
            if (error.word !== 'too-many-hand-offs') throw error;
        }
        if (answer !== 'here') return;
        this.#here.staysHere = true;
        this.memory.set('here', 'yes');
    }

    async welcome(_, step) {
        const { session, frame } = this;
        if (step.asksConsent) session.log('TERMS_SHOWN');
        const answer = await welcome(frame, step, this.setup.consent);
        if (step.asksConsent) {
            await session.consent(answer === 'agree', frame.texts.language);
            session.log(answer === 'agree' ? 'TERMS_AGREED' : 'TERMS_DISAGREED');
        }
        this.#here.isWelcomed = true;
    }

    async open(_, step) {
        await this.session.identify(step.setupId);
    }

    async documentType({ identification }, step) {
        this.session.log('DOCUMENT_TYPE_SELECT_PAGE');
        this.#here.chosenType = await chooseDocument(this.frame, step.types);
        await this.session.chooseDocument(identification.id, this.#here.chosenType);
    }

    async part({ identification, identificationSetup }, step) {
        const { session, frame } = this;
        const target = { ...targetOfPart(step, frame.texts), startsLive: this.#isLive && step.number > 1,
            takesPDF: identificationSetup.pdfUploadEnabled, ...this.#camera(identificationSetup) };
        session.log(target.page);
        const post = this.#post(identification, { kind: 'Document', type: step.type, part: step.part });
        const answer = await capture(frame, target, post, this.#note(target.taken));
        if (answer.name === 'phone') return this.#toPhone();
        if (answer.name === 'change') {
            // Empty: neither the type chosen here nor the one the server knows counts any more.
            this.#here.chosenType = '';
            await session.chooseDocument(identification.id, null);
            return;
        }
        this.#isLive = answer.source === 'camera';
        this.#here.chosenType = undefined;
    }

    async selfie({ identification, identificationSetup }) {
        const { session, frame } = this;
        session.log('IDENTIFY_FACE_PAGE');
        const post = this.#post(identification, { kind: 'Selfie' });
        const target = { ...targetOfSelfie(), ...this.#camera(identificationSetup) };
        const answer = await capture(frame, target, post, this.#note('FACE_TAKEN'));
        if (answer.name === 'phone') this.#toPhone();
    }

    /** Where files are not taken: that, and whether a phone can be offered in their place. */
    #camera({ fileUploadEnabled }) {
        const noFiles = fileUploadEnabled === false;
        return { noFiles, offersPhone: noFiles && this.#here.isDesktop && this.setup.omnichannel?.enabled };
    }

    /** Back to the code for a phone. */
    #toPhone() {
        this.#here.staysHere = false;
        this.memory.forget('here');
    }

    #post({ id, capture: standing }, place) {
        const { session, memory } = this;
        const left = standing?.pictures?.find(({ kind, type, part }) =>
            kind === place.kind && type === place.type && part === place.part);
        return inPieces({ session, memory, identification: id, place, isFace: place.kind === 'Selfie', left });
    }

    async activeLiveness({ identification: { id }, identificationSetup }) {
        const { session, frame } = this;
        session.log('IDENTIFY_FACE_PAGE');
        const answer = await activeLiveness(frame, this.#camera(identificationSetup), {
            challenge: () => session.challengeLiveness(id),
            frames: (challengeId) => new FrameSending(session, id, challengeId),
            excuse: (challengeId) => this.#excuse(id, challengeId),
            advise: (picture) => session.adviseSelfie(id, picture),
        }, this.#note('FACE_TAKEN'));
        if (answer.name === 'phone') this.#toPhone();
    }

    /** The one picture of who cannot move so. It is good for this challenge alone: no tab keeps it. */
    #excuse(id, challengeId) {
        const { session } = this;
        const memory = { get: () => undefined, set: () => undefined, forget: () => undefined };
        const use = (pictureId, origin) => session.answerLiveness(id, challengeId, {
            frames: [{ prompt: 'Neutral', capturedMilliseconds: 0, pictureId }], reason: 'CannotMove', ...origin,
        });
        const place = { kind: 'Selfie', challengeId };
        return inPieces({ session, memory, identification: id, place, isFace: true, use });
    }

    async additional({ identification, identificationSetup }, step) {
        const { session, frame } = this;
        if (step.type === 'SelfieWithDoc') session.log('SELFIE_WITH_DOCUMENT_PAGE');
        const post = this.#post(identification, { kind: 'AdditionalDocument', type: step.type });
        const takesPDF = step.type === 'ProofOfAddress' && identificationSetup.pdfUploadEnabled;
        const camera = step.type === 'SelfieWithDoc' ? this.#camera(identificationSetup) : {};
        const target = { ...targetOfAdditional(step.type), takesPDF, ...camera };
        const answer = await capture(frame, target, post, this.#note('FRONT_PHOTO_TAKEN'));
        if (answer.name === 'phone') this.#toPhone();
    }

    async submit({ identification }) {
        waiting(this.frame);
        await this.session.submit(identification.id);
    }

    async waiting({ identification }) {
        await this.#await(async () => {
            const { status } = await this.session.identification(identification.id);
            if (status === 'Awaiting') return false;
            this.session.log(status === 'Approved' ? 'IDENTIFICATION_SUCCESS' : 'IDENTIFICATION_FAILED');
            return true;
        });
    }

    /** Asks again and again until `isDecided` answers true, or waiting took too long. */
    async #await(isDecided) {
        const { session, frame } = this;
        if (!frame.isShowing('waiting')) waiting(frame);
        session.log('WAITING_PAGE');
        for (let poll = 1; poll <= limits.waitPolls; poll += 1) {
            await pause(limits.pollMilliseconds);
            if (await isDecided()) return;
            if (poll === limits.longPolls) stillWaiting(frame);
        }
        this.#here.isWaitedFor = true;
    }

    async rejected({ identification }) {
        const answer = await rejected(this.frame, identification.statusReason);
        this.frame.mark();
        if (answer === 'stop') {
            this.#here.isRefusedAgain = true;
            return;
        }
        this.session.log('SESSION_START_OVER');
        this.#here.isWaitedFor = false;
        this.#isLive = false;
        try {
            await this.session.resubmit(identification.id);
        } catch (error) {
            // The server may have seen enough tries; then the rejection stands.
            if (error.status !== 409) throw error;
            this.#here.isRefusedAgain = true;
        }
    }

    // The face alone: contract § 11.

    async openFace() {
        await this.session.authenticate();
    }

    async face({ authentication }) {
        const { session, frame } = this;
        session.log('IDENTIFY_FACE_PAGE');
        const send = async (picture, progress) => session.sendFace(authentication.id, {
            imageBase64: await base64(picture.blob), ...originOf(picture),
        }, progress);
        const post = inOneCall(send, {
            look: ({ blob }) => session.faceVerdict(authentication.id, blob),
            advise: (still) => session.adviseFace(authentication.id, still),
        });
        await capture(frame, targetOfFace(), post, this.#note('FACE_TAKEN'));
    }

    async submitFace({ authentication }) {
        waiting(this.frame);
        await this.session.submitFace(authentication.id);
    }

    async comparing({ authentication: { id, capture: { attempt } } }) {
        await this.#await(async () => {
            const { status, capture: now } = await this.session.authentication(id);
            if (status === 'Pending' && now.attempt === attempt) return false;
            this.session.log(status === 'Success' ? 'IDENTIFICATION_SUCCESS' : 'IDENTIFICATION_FAILED');
            return true;
        });
    }

    async refused({ authentication }) {
        const answer = await rejected(this.frame, authentication.statusReason, 'face.');
        this.frame.mark();
        this.#here.isWaitedFor = false;
        if (answer === 'stop') {
            this.#here.isRefusedAgain = true;
            return;
        }
        this.session.log('SESSION_START_OVER');
        this.memory.set('seenRefusal', String(nextTry(authentication)));
    }

    async finish() {
        await this.session.complete();
        this.session.log('SESSION_COMPLETED');
    }

    finished({ identification, authentication }) {
        const { successRedirectUrl, failureRedirectUrl } = this.localisation;
        // Who stopped before the face was handed in has nothing that is still being compared.
        const isStopped = authentication?.status === 'Pending' && !authentication.completedUtc;
        if (authentication?.status === 'Failed' || isStopped) {
            return this.#end({ kind: 'failed', to: failureRedirectUrl }, 'FAILURE_EXIT');
        }
        if (authentication?.status === 'Success') return this.#end({ kind: 'approved', to: successRedirectUrl });
        const { status, statusReason: reason } = identification ?? {};
        if (status === 'Rejected') return this.#end({ kind: 'failed', reason, to: failureRedirectUrl }, 'FAILURE_EXIT');
        return this.#end({ kind: status === 'Approved' ? 'approved' : 'submitted', to: successRedirectUrl });
    }

    closed({ verification }) {
        const { failureRedirectUrl, consentDeclinedRedirectUrl } = this.localisation;
        const isDeclined = verification.step?.consent?.isConsented === false;
        if (verification.status === 'Aborted' && isDeclined) {
            return this.#end({ kind: 'declined', to: consentDeclinedRedirectUrl }, 'CONSENT_DECLINED');
        }
        if (verification.status === 'Suspended') {
            // Nothing more can be done here, and the business decides what comes: completing it would take that away.
            const isUsedUp = verification.statusReason !== 'CheckUnavailable';
            const end = { kind: isUsedUp ? 'suspended' : 'paused', to: failureRedirectUrl };
            return this.#end(end, isUsedUp ? 'TOO_MANY_ATTEMPTS' : 'GENERIC');
        }
        const kind = verification.status.toLowerCase();
        return this.#end({ kind, to: failureRedirectUrl, isAsked: true }, 'ABORTED');
    }

    problem(_, step) {
        return this.#end({ kind: 'misconfigured', to: this.localisation.failureRedirectUrl, isAsked: true }, step.code);
    }

    /** Shows an end and keeps nothing of the person in the browser. */
    #end({ kind, reason, to, isAsked = false }, error) {
        this.frame.mark(error);
        this.frame.progress([], 0);
        this.memory.forget('token', 'seenRefusal', 'here');
        this.session.browser.forget('key');
        const leave = wayBack(kind, error, redirectAddress(to, this.session.id));
        if (leave && !isAsked && this.setup.endScreen?.enabled === false) {
            leave();
            return true;
        }
        ending(this.frame, { kind, reason, leave, leads: !isAsked });
        return true;
    }

    #note(taken) {
        const refused = 'NO_CAMERA_PERMISSIONS';
        const actions = { started: 'CAMERA_STARTED', taken, refused, absent: 'CAMERA_NOT_FOUND' };
        return (event) => this.session.log(actions[event]);
    }

    /** Answers an error: true where the journey is over, false where it goes on with what the server says now. */
    async #isBeyondHelp(error) {
        record('failure', { code: error.word || error.name, value: error.status });
        if (!(error instanceof Problem)) {
            this.frame.mark('GENERIC');
            await interrupted(this.frame, 'failure');
            this.frame.mark();
            return false;
        }
        // A picture that is gone, used by another tab or left too long, is no end: the state says what comes.
        const isOvertaken = error.status === 409 || error.word === 'picture-not-found';
        if (isOvertaken && this.#rereads < limits.rereads) {
            this.#rereads += 1;
            return false;
        }
        const [kind, word] = endings[error.status] ?? [];
        if (kind) return this.#end({ kind: wordedEndings[error.word] ?? kind, isAsked: true }, word);
        this.frame.mark(error.status === 0 ? 'GENERIC' : 'INTERNAL_SERVER_ERROR');
        await interrupted(this.frame, error.status === 0 ? 'offline' : 'failure');
        this.#rereads = 0;
        this.frame.mark();
        return false;
    }
}
