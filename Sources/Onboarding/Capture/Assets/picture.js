// A picture on its way to the server: what it is, whether it may go, and how it travels.

export const limits = {
    /** The largest file that is sent, as the server's own limit for one picture. */
    bytes: 10 * 1024 * 1024,
    /** Quality of a still from the camera: fine print survives, a 2560 × 1440 still is about 1 MB. */
    stillQuality: 0.92,
    /** Characters of a camera's name that are sent. */
    cameraLabel: 256,
};

const pictures = 'image/jpeg,image/png,image/webp,image/heic,image/heif';

/** What the file dialog offers. The content decides, not the name: see `typeOf`. */
export const accepted = (takesPDF) => (takesPDF ? `${pictures},application/pdf` : pictures);

/** The picture cannot be sent; `reason` is the end of a key of the language table. */
export class PictureError extends Error {
    constructor(reason) {
        super(reason);
        this.reason = reason;
    }
}

const heicBrands = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'];

/** The format by its first bytes, in the words of `imageFileType`; nothing for anything else. */
function typeOf(head, takesPDF) {
    const letters = String.fromCharCode(...head);
    if (letters.startsWith('\u00ff\u00d8\u00ff')) return 'Jpeg';
    if (letters.startsWith('\u0089PNG')) return 'Png';
    if (letters.startsWith('RIFF') && letters.slice(8, 12) === 'WEBP') return 'Webp';
    if (letters.slice(4, 8) === 'ftyp' && heicBrands.includes(letters.slice(8, 12))) return 'Heic';
    if (takesPDF && letters.startsWith('%PDF-')) return 'Pdf';
    return undefined;
}

/** A chosen file, checked: `{blob, fileType, source}`. It goes as it is, so that nothing of it is lost. */
export async function fromFile(file, takesPDF) {
    if (file.size > limits.bytes) throw new PictureError('tooLarge');
    let head;
    // A file that sits in a cloud folder may turn out to be unreadable only now.
    try {
        head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
    } catch {
        throw new PictureError('unreadable');
    }
    const fileType = typeOf(head, takesPDF);
    if (!fileType) throw new PictureError('wrongType');
    return { blob: file, fileType, source: 'upload' };
}

/**
 * What the browser calls the camera behind `video`; '' where it does not tell. The server keeps no more of it than
 * whether it is a program's.
 */
const cameraOf = (video) => video.srcObject?.getVideoTracks?.()[0]?.label ?? '';

/** What goes with a picture: where it is from, and the camera's name where there is one. */
export const originOf = ({ source, camera }) => ({
    captureSource: source, ...(camera ? { cameraLabel: camera.slice(0, limits.cameraLabel) } : {}),
});

/** The video's present frame at its own size, not the size it is shown in. */
export async function fromVideo(video) {
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d').drawImage(video, 0, 0);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', limits.stillQuality); });
    if (!blob) throw new PictureError('unreadable');
    return { blob, fileType: 'Jpeg', source: 'camera', camera: cameraOf(video) };
}

/** The bytes in base64, without the data address around them. */
export function base64(blob) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
        reader.onerror = () => reject(new PictureError('unreadable'));
        reader.readAsDataURL(blob);
    });
}

/** What `base64` made of a picture, as a picture again. */
export function fromBase64(text, type) {
    return new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], { type });
}
