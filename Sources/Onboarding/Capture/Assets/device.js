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
