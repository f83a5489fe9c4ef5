// The first screen: what is going to happen, and the consent.

import { advices, art, button, element, heading, paragraph } from './dom.js';

/** Asks to begin. Answers 'agree' or 'decline'. */
export async function welcome(frame, step) {
    for (;;) {
        const answer = await frame.ask((done) => welcomeScreen(frame.texts, step, done));
        if (answer === 'agree') return answer;
        const isSure = await frame.ask((done) => declineScreen(frame.texts, done));
        if (isSure) return answer;
    }
}

function welcomeScreen(texts, { asksConsent, isFaceAlone }, done) {
    const kind = isFaceAlone ? 'face.' : '';
    const needed = isFaceAlone ? [['face', texts('face.welcome.selfie')]]
        : [['document', texts('welcome.document')], ['face', texts('welcome.selfie')]];
    const consent = asksConsent && element('div', { class: 'consent' },
        element('h2', { text: texts('consent.heading') }),
        element('p', { text: texts(`${kind}consent.text`) }),
        element('p', { text: texts('consent.rights') }));
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
            consent || undefined,
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
