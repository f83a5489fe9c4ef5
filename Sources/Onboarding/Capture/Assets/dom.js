// Elements are built by calls, never from markup, so that no text can turn into a tag.

/**
 * A new element.
 * @param {string} name tag name
 * @param {object} attributes `on` holds listeners, `data` the data attributes, `text` the text; the rest are attributes
 *   (`true` writes an empty one, `false` and `undefined` none)
 * @param {...(Node|string|undefined)} children what it contains; gaps are left out
 */
export function element(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    const { on = {}, data = {}, text, ...rest } = attributes;
    for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
    Object.assign(node.dataset, data);
    for (const [key, value] of Object.entries(rest)) {
        if (value === false || value === undefined) continue;
        node.setAttribute(key, value === true ? '' : value);
    }
    if (text !== undefined) node.textContent = text;
    node.append(...children.filter((child) => child !== undefined && child !== null));
    return node;
}

/** A drawing of the art folder; its colour is the text's, by a mask in the style sheet. */
export const art = (name, extra = '') => element('span', { class: `art art-${name} ${extra}`, 'aria-hidden': 'true' });

/** A small sign beside words; like `art`, decoration only. */
export const icon = (name) => element('span', { class: `icon icon-${name}`, 'aria-hidden': 'true' });

/** A button of one of the looks `primary`, `secondary`, `quiet`. */
export function button(look, label, action, { sign, ...attributes } = {}) {
    const words = element('span', { text: label });
    return element('button', { type: 'button', class: `button is-${look}`, on: { click: action }, ...attributes },
        sign && icon(sign), words);
}

/** The heading of a screen. It can take the focus, so that a screen reader starts reading there. */
export const heading = (text, extra = '') => element('h1', { class: `heading ${extra}`, tabindex: '-1', text });

/** A paragraph. */
export const paragraph = (text, look = 'lead') => element('p', { class: look, text });

/** The link to what the business says of its use of data. It opens beside the page, which goes on where it is. */
export const privacyPolicy = (texts, address) => element(
    'a', { href: address, target: '_blank', rel: 'noopener noreferrer', text: texts('help.privacyPolicy') });

/** A list of short advice, each with its sign: `[[sign, text], …]`. */
export function advices(items) {
    const rows = items.map(([sign, text]) => element('li', {}, icon(sign), element('span', { text })));
    return element('ul', { class: 'advices', role: 'list' }, ...rows);
}
