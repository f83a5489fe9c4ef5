// The device, as far as the browser says it, in the shape of `customer-audits`. The address is seen by the server.

const patterns = [
    ['iOS', /(?:iPhone|iPad).* OS (\d+)_(\d+)(?:_(\d+))?/],
    ['Android', /Android (\d+)(?:\.(\d+))?(?:\.(\d+))?/],
    ['Windows', /Windows NT (\d+)\.(\d+)/],
    ['macOS', /Mac OS X (\d+)[._](\d+)(?:[._](\d+))?/],
    ['Linux', /Linux/],
];

/** The system and its version, read from the user agent string. */
export function operatingSystem(agent) {
    for (const [osName, pattern] of patterns) {
        const match = pattern.exec(agent);
        if (!match) continue;
        const [major, minor, patch] = [1, 2, 3].map((group) => Number(match[group] ?? 0));
        return { osName, osVersion: { major, minor, patch } };
    }
    return { osName: 'Unknown', osVersion: { major: 0, minor: 0, patch: 0 } };
}

/** The body of `PUT …/customer-audits`. */
export function deviceFacts() {
    const model = /\((?:Linux; )?(?:Android [^;]+; )?([^;)]+)/.exec(navigator.userAgent)?.[1]?.trim() ?? 'Unknown';
    const system = operatingSystem(navigator.userAgent);
    // A tablet of that make calls itself a desktop computer; no such computer has a screen for several fingers.
    const isTablet = system.osName === 'macOS' && navigator.maxTouchPoints > 1;
    return { deviceInformation: { model, ...system, ...(isTablet ? { osName: 'iOS' } : {}) } };
}

/**
 * What the device is able to, as names and numbers for the flight recorder; one that the browser does not tell is left
 * out.
 */
export async function abilities() {
    const { connection, deviceMemory, maxTouchPoints, mediaDevices } = navigator;
    const numbers = {
        secureContext: Number(window.isSecureContext),
        touchPoints: maxTouchPoints,
        viewportWidth: window.innerWidth,
        viewportHeight: window.innerHeight,
        devicePixelRatioPercent: Math.round(window.devicePixelRatio * 100),
        deviceMemory,
        cameras: await countCameras(mediaDevices),
    };
    const told = Object.entries(numbers).filter(([, value]) => Number.isFinite(value));
    const line = connection?.effectiveType;
    return [...told.map(([target, value]) => ({ target, value })),
        // A code begins with a letter, and the names of these do not: `4g`.
        ...(line ? [{ target: 'connection', code: `effective-${line}` }] : [])];
}

/** Before anybody is asked for permission a browser says how many there are, or that there is one of any. */
async function countCameras(mediaDevices) {
    try {
        const devices = await mediaDevices.enumerateDevices();
        return devices.filter(({ kind }) => kind === 'videoinput').length;
    } catch { return undefined; }
}
