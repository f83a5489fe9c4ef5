// The integrator's script as a module: import { load } from 'https://…/couth.mjs'. A module knows its own address.

import './couth.js';

const server = new URL(import.meta.url).origin;

export const load = (options) => window.couth.load({ server, ...options });
export default { load };
