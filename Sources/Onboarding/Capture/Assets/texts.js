// The words of the page: one table a language, chosen once, before anything is shown.

import { pause } from './session.js';

/** The tables there are, each of them whole: a test holds them to English. */
const tables = {
    en: 'ltr', de: 'ltr', fr: 'ltr', es: 'ltr', it: 'ltr', pt: 'ltr', pl: 'ltr', lt: 'ltr', lv: 'ltr', et: 'ltr',
    uk: 'ltr', ru: 'ltr', ar: 'rtl', tr: 'ltr', nl: 'ltr',
};

/** Where the tab remembers what the person chose; a browser may refuse to, then the address alone says it. */
const chosenKey = 'couth.language';

/** The language that the person chose in this tab. */
export function chosenLanguage() {
    try { return sessionStorage.getItem(chosenKey) ?? undefined; } catch { return undefined; }
}

/** Loads the page in another language. The server knows where the person stands, and the tab who they are. */
export function changeLanguage(tag) {
    try { sessionStorage.setItem(chosenKey, tag); } catch { /* The address says it too. */ }
    const address = new URL(window.location.href);
    address.searchParams.set('language', tag);
    window.location.replace(address);
}

const base = (tag) => String(tag ?? '').toLowerCase().split('-')[0];

/** The languages that a setup offers, its own first; all that there are where it lists none. */
export function offeredLanguages(settings) {
    const own = settings?.defaultLocalisationSetting?.language;
    const listed = (settings?.localisationSettings ?? []).map((setting) => setting.language);
    const offered = [...new Set([own, ...listed].map(base))].filter((tag) => tag in tables);
    return offered.length > 0 ? offered : Object.keys(tables);
}

/**
 * The language of the page: what the person asked for, if the setup offers it, otherwise the setup's own. A setup
 * that offers one language fixes it.
 * @param {object|undefined} settings `webAppSetting` of the setup
 * @param {string[]} wishes language tags, best first
 * @param {string} served the language in which the server wrote the page
 */
export function chooseLanguage(settings, wishes, served) {
    const open = offeredLanguages(settings);
    const own = settings?.defaultLocalisationSetting?.language;
    return [...wishes, own, served].map(base).find((tag) => open.includes(tag)) ?? open[0];
}

/** The setup's own words and targets for `language`, the default ones where it has none. */
export function localisation(settings, language) {
    const listed = settings?.localisationSettings ?? [];
    const match = listed.find((setting) => base(setting.language) === language) ?? {};
    const given = Object.entries(match).filter(([, value]) => value);
    return { ...settings?.defaultLocalisationSetting, ...Object.fromEntries(given) };
}

/** Pauses before the words are asked for again: without them nothing can be said, not even what went wrong. */
const pausesMilliseconds = [500, 2_000, 5_000, 10_000];

const read = new Map();

/** Asks for the words before it is known for sure that they are wanted: they come while the session begins. */
export function expectTexts(language) {
    const table = read.get(language) ?? readTable(language);
    read.set(language, table);
    // A table that could not be read is asked for again.
    table.catch(() => read.delete(language));
    return table;
}

async function readTable(language) {
    const address = new URL(`texts/${language}.json`, import.meta.url);
    for (const milliseconds of [0, ...pausesMilliseconds]) {
        if (milliseconds) await pause(milliseconds);
        const answer = await fetch(address).catch(() => undefined);
        if (answer?.ok) return answer.json();
    }
    throw new Error(`no words for ${language}`);
}

/** One language, ready for use: `text('consent.heading')`, with `{name}` filled in and plurals chosen. */
export async function readTexts(language) {
    const table = await expectTexts(language);
    const plurals = new Intl.PluralRules(language);
    document.documentElement.lang = language;
    document.documentElement.dir = tables[language];

    const has = (key) => key in table;
    const text = (key, values = {}) => {
        const plural = 'count' in values ? `${key}.${plurals.select(values.count)}` : key;
        const words = table[plural] ?? table[`${key}.other`] ?? table[key] ?? key;
        return words.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
    };
    return Object.assign(text, { has, language });
}
