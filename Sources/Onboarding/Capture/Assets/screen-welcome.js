// The first screen: what is going to happen, and the consent.

import { advices, art, button, element, heading, paragraph, privacyPolicy } from './dom.js';

/**
 * Asks to begin. Answers 'agree' or 'decline'.
 * @param {object|undefined} own the setup's words of consent: `texts`, `privacyPolicyUrl`
 */
export async function welcome(frame, step, own) {
    for (;;) {
        const answer = await frame.ask((done) => welcomeScreen(frame.texts, step, own, done));
        if (answer === 'agree') return answer;
        const isSure = await frame.ask((done) => declineScreen(frame.texts, done));
        if (isSure) return answer;
    }
}

/**
 * The words that the person agrees to. The server knows them by the language alone (`PageTexts`): what is shown here
 * is what is kept there.
 */
function consentBox(texts, kind, own) {
    const wording = own?.texts?.find(({ language }) => language.toLowerCase().split('-')[0] === texts.language);
    const paragraphs = wording
        ? wording.text.split(/\n[ \t]*\n\s*/)
        : [texts(`${kind}consent.text`), texts('consent.rights')];
    const policy = own?.privacyPolicyUrl && element('p', {}, privacyPolicy(texts, own.privacyPolicyUrl));
    return element('div', { class: `consent ${wording ? 'is-own' : ''}` },
        element('h2', { text: wording?.heading ?? texts('consent.heading') }),
        ...paragraphs.map((text) => element('p', { text })), policy);
}

function welcomeScreen(texts, { asksConsent, isFaceAlone }, own, done) {
    const kind = isFaceAlone ? 'face.' : '';
    const needed = isFaceAlone ? [['face', texts('face.welcome.selfie')]]
        : [['document', texts('welcome.document')], ['face', texts('welcome.selfie')]];
    const actions = asksConsent
        ? [button('primary', texts('consent.agree'), () => done('agree')),
            button('quiet', texts('consent.decline'), () => done('decline'))]
        : [button('primary', texts('welcome.start'), () => done('agree'))];
    return {
        name: 'welcome',
        content: [
            art(isFaceAlone ? 'selfie' : 'welcome'),
            heading(texts('welcome.heading')),
            paragraph(texts(`${kind}welcome.lead`)),
            advices([...needed, ['clock', texts('welcome.time')]]),
            asksConsent && consentBox(texts, kind, own),
            element('div', { class: 'actions' }, ...actions),
        ].filter(Boolean),
    };
}

function declineScreen(texts, done) {
    return {
        name: 'decline',
        back: () => done(false),
        content: [
            art('attention', 'is-round'),
            heading(texts('decline.heading'), 'is-centred'),
            paragraph(texts('decline.lead'), 'lead is-centred'),
            element('div', { class: 'actions' },
                button('primary', texts('decline.back'), () => done(false)),
                button('quiet', texts('decline.stop'), () => done(true))),
        ],
    };
}
