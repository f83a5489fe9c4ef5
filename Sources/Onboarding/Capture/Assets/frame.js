// The frame around every screen: progress, focus, announcements, the way back and the foot.

import { changeLanguage } from './texts.js';
import { element, privacyPolicy } from './dom.js';
import { recordScreen } from './recorder.js';

const byId = (id) => document.getElementById(id);

/** The page's one frame. */
export class Frame {
    #back;
    #isGuarded = false;

    /** @param texts the language table in use */
    constructor(texts) {
        this.texts = texts;
        window.addEventListener('popstate', () => {
            this.#isGuarded = false;
            this.#back?.();
        });
    }

    /** Writes the name of the page into the title, and into the bar unless the business has one for there. */
    name(title, business) {
        this.title = title;
        byId('name').textContent = business || title;
    }

    /**
     * Shows a screen and lets assistive technology know: the focus goes to its heading.
     * @param {object} screen `content` (nodes), `look` (class of the card), `back` (what the browser's own back button
     *   does), `name` and `target` (for integrators and tests: `data-screen`, `data-target`)
     */
    show({ content, look = '', back, name, target = '' }) {
        const stage = byId('stage');
        stage.className = `card ${look}`;
        stage.removeAttribute('aria-busy');
        stage.replaceChildren(...content);
        Object.assign(document.documentElement.dataset, { screen: name, target });
        recordScreen(name, target);
        this.#guard(back);
        const heading = stage.querySelector('h1');
        document.title = heading ? `${heading.textContent} – ${this.title}` : this.title;
        window.scrollTo(0, 0);
        heading?.focus({ preventScroll: true });
    }

    /** Shows a screen that asks something, and waits for the answer. `build(answer)` returns what `show` takes. */
    ask(build) {
        return new Promise((resolve) => {
            let isAnswered = false;
            const answer = (value) => {
                if (isAnswered) return;
                isAnswered = true;
                this.#back = undefined;
                resolve(value);
            };
            this.show(build(answer));
        });
    }

    /** The browser's own back button leads one screen back instead of out of the page. */
    #guard(back) {
        this.#back = back;
        if (!back || this.#isGuarded) return;
        history.pushState(null, '');
        this.#isGuarded = true;
    }

    /** True while the screen of that name is on. */
    isShowing(name) { return document.documentElement.dataset.screen === name; }

    /** Says `words` to those who listen to the page rather than look at it. */
    announce(words) { byId('announcer').textContent = words; }

    /** Where the person stands: `steps` are the names, `number` the present one from 1; without it the bar is empty. */
    progress(steps, number) {
        if (!number) return byId('progress').replaceChildren();
        const label = this.texts('progress.label', { number, total: steps.length, step: steps[number - 1] });
        const bars = steps.map((_, index) => element('span', {
            class: index + 1 < number ? 'is-done' : index + 1 === number ? 'is-present' : '',
        }));
        return byId('progress').replaceChildren(
            element('div', { class: 'progress', role: 'img', 'aria-label': label }, ...bars));
    }

    /** Help and the state of things, one tap away on every screen. */
    foot({ supportEmail, privacyPolicyUrl, keptDays, languages }) {
        const { texts } = this;
        const help = element('details', { class: 'help' },
            element('summary', { text: texts('help.summary') }),
            element('p', { text: texts('help.data') }),
            keptDays ? element('p', { text: texts('help.keptDays', { count: keptDays }) }) : undefined,
            privacyPolicyUrl ? element('p', {}, privacyPolicy(texts, privacyPolicyUrl)) : undefined,
            element('p', { text: texts('help.resume') }),
            supportEmail
                ? element('p', {}, `${texts('help.human')} `,
                    element('a', { href: `mailto:${supportEmail}`, text: supportEmail }))
                : element('p', { text: texts('help.business') }));
        byId('foot').replaceChildren(help, ...this.#languages(languages));
    }

    /** The choice of another language, where there is one: each by its own name, for those who read no other. */
    #languages(languages) {
        if (languages.length < 2) return [];
        const { texts } = this;
        const options = languages.map((tag) => element('option', {
            value: tag, lang: tag, selected: tag === texts.language,
            text: new Intl.DisplayNames([tag], { type: 'language' }).of(tag),
        }));
        const select = element('select', { on: { change: () => changeLanguage(select.value) } }, ...options);
        const label = element('span', { text: texts('help.language') });
        return [element('label', { class: 'language' }, label, select)];
    }

    /** States a problem in the contract's words (§ 9.5), for integrators and tests. */
    mark(error) {
        if (error) document.documentElement.dataset.error = error;
        else delete document.documentElement.dataset.error;
    }
}
