// A way to hand over a picture that is already there, for whoever has no camera or does not want to use it.

import { accepted } from './picture.js';
import { button, element } from './dom.js';

/**
 * The button and its file input, which stays out of sight and out of the tab order. `choose` gets the file; `takesPDF`
 * offers PDF files beside pictures.
 */
export function fileButton(look, label, choose, takesPDF) {
    const input = element('input', {
        type: 'file', accept: accepted(takesPDF), class: 'unseen', tabindex: '-1', 'aria-hidden': 'true',
        on: { change: () => { if (input.files[0]) choose(input.files[0]); } },
    });
    return [button(look, label, () => input.click(), { sign: 'upload' }), input];
}
