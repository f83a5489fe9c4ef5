// What each picture shows, how the camera frames it and what helps: one target a part of a document, one for the face.

/** Drawing, shape of the outline and texts of each part of contract § 7. */
const parts = {
    DataPage: { key: 'part.DataPage', drawing: 'passport', shape: 'page' },
    FrontCover: { key: 'part.FrontCover', drawing: 'passport-cover', shape: 'cover' },
    Front: { key: 'part.Front', drawing: 'id-card-front', shape: 'card' },
    Back: { key: 'part.Back', drawing: 'id-card-back', shape: 'card' },
};

/** Types whose front has a drawing of its own. */
const fronts = { DriverLicense: 'driver-license', ResidencePermit: 'residence-permit', SocialId: 'social-id' };

/** Names in the activity log: contract § 9.3 knows three documents, each with two pages. */
const pages = { IdCard: 'ID_CARD', Passport: 'PASSPORT', DriverLicense: 'DRIVER_LICENSE' };

/** The target of one part: `step` is what `nextStep` gave. */
export function targetOfPart({ type, part, number, canChange }, texts) {
    const known = parts[part] ?? parts.Front;
    const side = part === 'Back' ? 'BACK' : 'FRONT';
    return {
        ...known,
        drawing: part === 'Front' ? fronts[type] ?? known.drawing : known.drawing,
        title: texts.has(`document.${type}`) ? texts(`document.${type}`) : type,
        facing: 'environment',
        tips: ['whole', 'light', 'glare'],
        checks: ['whole', 'sharp'],
        canChange: canChange && number === 1,
        page: `DOCUMENT_${pages[type] ?? 'ID_CARD'}_${side}_PAGE`,
        taken: `${side}_PHOTO_TAKEN`,
    };
}

/** The target of the selfie. */
export const targetOfSelfie = () => ({
    key: 'selfie', drawing: 'selfie', shape: 'face', facing: 'user', frames: 5,
    tips: ['face', 'faceLight', 'glasses'], checks: ['face', 'alone'], canChange: false,
});

/** The target of a selfie that is compared with an earlier one. */
export const targetOfFace = () => ({ ...targetOfSelfie(), key: 'face', frames: 1 });

/** The target of a picture beside the document: a selfie with it in the hand, or a letter with the address. */
export const targetOfAdditional = (type) => type === 'SelfieWithDoc'
    ? { ...targetOfSelfie(), key: 'additional.SelfieWithDoc', frames: 1 }
    : { key: 'additional.ProofOfAddress', drawing: 'passport-cover', shape: 'cover', facing: 'environment',
        tips: ['whole', 'light', 'glare'], checks: ['whole', 'sharp'], canChange: false };
