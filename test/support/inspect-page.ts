/** What a page of the inbox may consist of, whatever other people wrote. */
import type { Page } from 'playwright-core';

/** Faults by kind; each list is empty on a sound page. */
export const harmless = {
  /** Elements in bubbles that the page has no use for. */
  strange: [] as string[],
  /** Attributes that run a script. */
  handlers: [] as string[],
  /** Links that are neither of the web nor of this server. */
  links: [] as string[],
  /** Links with a user name, which disguises the host. */
  users: [] as string[],
  /** Content types of what is shown in an element. */
  types: [] as string[],
  /** Texts and attributes with characters that change the direction. */
  turned: [] as string[],
  attributes: [] as string[],
  /** Names and file names with characters that are not seen. */
  hidden: [] as string[],
  /** Set by a script that ran. */
  hacked: null as unknown,
};

/** Inspects what the page shows now. */
export function inspectPage(page: Page): Promise<typeof harmless> {
  return page.evaluate(script);
}

/** Runs in the page. */
const script = String.raw`(async () => {
  const bidi = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
  const invisible = /[\u200B\u2060\uFEFF]/;
  const known = new Set(
    ('P SPAN DIV STRONG EM S CODE A UL OL LI FOOTER TIME BLOCKQUOTE BUTTON IMG AUDIO VIDEO FIGURE FIGCAPTION BDI svg ' +
      'path circle rect canvas TABLE THEAD TBODY TFOOT TR TD TH CAPTION DL DT DD FIELDSET LEGEND SUMMARY DETAILS INPUT LABEL SELECT OPTION').split(' '),
  );
  const all = [...document.querySelectorAll('#inbox *')];
  const list = selector => [...document.querySelectorAll(selector)];
  const shown = list('article.bubble img, article.bubble audio, article.bubble video');
  const types = await Promise.all(
    shown.map(async ({ src }) => {
      const { headers } = await fetch(src);
      const type = headers.get('content-type')?.split(';')[0] ?? '';
      // Bytes that are not what the vendor says they are: the browser must not guess, and shows nothing.
      const isInert = type === 'application/octet-stream' && headers.get('x-content-type-options') === 'nosniff';
      return isInert ? 'image/png' : type;
    }),
  );
  const attributesOf = element => element.getAttributeNames().map(name => element.getAttribute(name) ?? '');
  const toHtml = element => element.outerHTML.slice(0, 200);
  const isOwnText = element => [...element.childNodes].some(({ nodeType }) => nodeType === 3);
  const ownText = element => [...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(node => node.data).join('');
  return {
    strange: list('article.bubble *').map(({ tagName }) => tagName).filter(tag => !known.has(tag)),
    handlers: all.flatMap(element => element.getAttributeNames().filter(name => name.startsWith('on'))),
    links: all
      .flatMap(element => [element.getAttribute('href') ?? '', element.getAttribute('src') ?? ''])
      .filter(link => link !== '' && !/^(?:https?:\/\/|\/|tel:\+?\d+$|mailto:[\w.@+-]+$|blob:|#)/.test(link)),
    users: all.map(element => element.getAttribute('href') ?? '').filter(link => /^https?:\/\/[^/]*@/.test(link)),
    types: types.filter(type => !/^(?:image\/(?:png|jpeg|webp|gif)|audio\/[\w-]+|video\/[\w-]+)$/.test(type ?? '')),
    turned: all.filter(element => isOwnText(element) && bidi.test(ownText(element))).map(toHtml),
    attributes: all.flatMap(attributesOf).filter(value => bidi.test(value)),
    hidden: list('bdi, .thread-name, .row-name, .file, .box strong, .panel h2')
      .filter(({ textContent }) => invisible.test(textContent ?? ''))
      .map(toHtml),
    hacked: window.hacked ?? null,
  };
})()`;
