// The setup's own look, where the server could not write it into the page: on a second device it is the script that
// learns which verification the page is about.

import { element } from './dom.js';

/** Puts style sheet and logo of the setup's brand into the page, unless they are there. */
export function wear({ versionId, brand }) {
    if (!brand || document.getElementById('brand-sheet')) return;
    const folder = `/flow/brand/${versionId}`;
    // The page's own version, so that both take the same file.
    const { search } = new URL(document.querySelector('link[rel="stylesheet"]').href);
    document.head.append(
        element('link', { rel: 'stylesheet', id: 'brand-sheet', href: `${folder}.css${search}` }));
    const { logo, name } = brand;
    if (!logo) return;
    document.querySelector('.mark')?.replaceWith(element('img', {
        class: 'logo', src: `${folder}/logo${search}`, alt: name, width: String(logo.widthPixels),
        height: String(logo.heightPixels),
    }));
    document.getElementById('name').hidden = true;
}
