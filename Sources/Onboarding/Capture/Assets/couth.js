// The integrator's script: opens the hosted page in a modal of their own page, or leads there. It depends on nothing.
// Its calls are described in docs/api.md, "On your own page".

(() => {
    const script = document.currentScript;
    const home = script?.src ? new URL(script.src).origin : undefined;
    const modes = ['Production', 'Sandbox'];

    /** By properties and not by a style sheet or markup: a strict content security policy allows these. */
    const styles = {
        dialog: 'all:initial;position:fixed;inset:0;box-sizing:border-box;width:100%;height:100%;max-width:none;'
            + 'max-height:none;display:flex;align-items:center;justify-content:center;background:rgb(0 0 0/.55)',
        panel: 'position:relative;box-sizing:border-box;width:100%;height:100%;max-width:800px;max-height:864px;'
            + 'padding-block-start:48px;background:Canvas;color-scheme:light dark;overflow:hidden',
        button: 'all:revert;position:absolute;inset-block-start:2px;inset-inline-end:2px;width:44px;'
            + 'height:44px;border:0;background:none;color:CanvasText;font:28px/1 system-ui;cursor:pointer',
        frame: 'display:block;width:100%;height:100%;border:0',
    };

    const make = (name, style, attributes, ...children) => {
        const node = document.createElement(name);
        node.style.cssText = style;
        for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
        node.append(...children);
        return node;
    };

    /** The address of the page that begins or goes on with a verification. */
    const addressOf = ({ server, id, setupId, language, isEmbedded }) => {
        const address = new URL(id ? '/' : `/setups/${encodeURIComponent(setupId)}`, server);
        if (id) address.searchParams.set('id', id);
        if (language) address.searchParams.set('language', language);
        if (isEmbedded) address.searchParams.set('embedded', '1');
        return address.href;
    };

    /**
     * The modal over one frame. `closed` is called once, when it has gone: with the page's last word, a message of type
     * `success` or `failure`, or without one where the person closed it before.
     */
    const open = (server, address, wanted, closed) => {
        const before = document.activeElement;
        const frame = make('iframe', styles.frame, {
            src: address, allow: 'camera', referrerpolicy: 'origin', title: 'Identity check',
        });
        const button = make('button', styles.button, { type: 'button', 'aria-label': 'Close' }, '×');
        const dialog = make('dialog', styles.dialog, { 'aria-label': 'Identity check' },
            make('div', styles.panel, {}, button, frame));
        const modal = { id: wanted };
        let last;
        const leave = (isTold) => {
            if (!dialog.isConnected) return;
            window.removeEventListener('message', hear);
            dialog.close();
            dialog.remove();
            before?.focus?.();
            if (isTold) closed(modal.id, last);
        };
        const hear = ({ origin, source, data }) => {
            if (origin !== server || source !== frame.contentWindow || data?.source !== 'couth') return;
            if (wanted && data.id !== wanted) {
                last = { type: 'failure', error: 'CurrentSessionIdvIdAndPassedIdvIdMismatch' };
                return leave(true);
            }
            modal.id = data.id;
            if (data.type === 'ready') {
                // In the person's own language, as the page has chosen it.
                dialog.setAttribute('aria-label', data.title);
                frame.title = data.title;
                button.setAttribute('aria-label', data.closeLabel);
                if (document.activeElement === button) frame.focus();
            }
            if (data.type === 'success' || data.type === 'failure') last = data;
            if (data.type === 'close') leave(true);
        };
        window.addEventListener('message', hear);
        button.addEventListener('click', () => leave(true));
        // By Escape; inside the frame that is the page's to tell.
        dialog.addEventListener('close', () => leave(true));
        document.body.append(dialog);
        // The browser makes what is behind inert, and keeps the focus inside.
        dialog.showModal();
        return Object.assign(modal, { end: () => leave(false), focus: () => frame.focus() });
    };

    const load = (options) => {
        const { mode, display = 'modal', server = home } = options;
        if (!modes.includes(mode)) {
            throw Object.assign(new Error(`mode must be one of ${modes.join(', ')}`), { name: 'NotSupportedMode' });
        }
        if (!server) throw new TypeError('server is missing: the script cannot tell where it came from');
        const { origin } = new URL(server);
        let modal;

        /** Begins, or goes on with what is open. Callbacks given here take the place of those of `load`. */
        const begin = (asked) => {
            const { identityVerificationId, id = identityVerificationId, setupId, language, ...own } = asked;
            if (!id && !setupId) throw new TypeError('identityVerificationId or setupId is missing');
            const wanted = id?.toLowerCase();
            const { onSuccess, onFailure, onClose } = { ...options, ...own };
            const address = (isEmbedded) => addressOf({ server: origin, id: wanted, setupId, language, isEmbedded });
            if (display === 'redirect') return window.location.assign(address(false));
            if (modal) {
                if (!wanted || !modal.id || wanted === modal.id) return modal.focus();
                return onFailure?.({ id: wanted, error: 'CurrentSessionIdvIdAndPassedIdvIdMismatch' });
            }
            modal = open(origin, address(true), wanted, (known, last) => {
                modal = undefined;
                if (last?.type === 'success') onSuccess?.({ id: known });
                else if (last) onFailure?.({ id: known, error: last.error });
                else onClose?.({ id: known });
            });
        };
        /** Takes the modal away without calling anything back. */
        const end = () => {
            modal?.end();
            modal = undefined;
        };
        return { begin, end };
    };

    // Loaded once more, as the module does, it leaves what knows where it came from.
    window.couth ??= { load };
})();
