// The choice of the document.

import { art, element, heading, icon, paragraph } from './dom.js';

/** The drawing of each type of contract § 7. */
const drawings = {
    Passport: 'passport',
    InternalPassport: 'passport',
    IdCard: 'id-card-front',
    DriverLicense: 'driver-license',
    ResidencePermit: 'residence-permit',
    SocialId: 'social-id',
};

/** Asks for one of `types`. Answers its name. */
export function chooseDocument(frame, types) {
    const { texts } = frame;
    const name = (type) => (texts.has(`document.${type}`) ? texts(`document.${type}`) : type);
    const choice = (type, done) => element('li', {},
        element('button', { type: 'button', class: 'choice', data: { type }, on: { click: () => done(type) } },
            art(drawings[type] ?? 'id-card-front'),
            element('span', { class: 'choice-name', text: name(type) }),
            icon('next')));
    return frame.ask((done) => ({
        name: 'document-type',
        content: [
            heading(texts('documentType.heading')),
            paragraph(texts('documentType.lead')),
            element('ul', { class: 'choices', role: 'list' }, ...types.map((type) => choice(type.name, done))),
        ],
    }));
}
