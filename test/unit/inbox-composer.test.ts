/** Rules of the composer that need no page. */
import { describe, expect, it } from '@jest/globals';
import { findCollision } from '../../web/src/composer/collision.js';
import { findCanned } from '../../web/src/composer/find-canned.js';
import { refusalOf } from '../../web/src/composer/media-limits.js';
import { toReplyWindow } from '../../web/src/composer/reply-window.js';
import { splitReply } from '../../web/src/composer/split-reply.js';

const rule = (kind: string, maxBytes: number, maxCaptionLength: number, mimeTypes: string[] | null) => ({
  ...{ kind, maxBytes, maxCaptionLength, mimeTypes },
});
const limits = {
  filesPerMessage: 1,
  rules: [rule('IMAGE', 5_000, 20, ['image/png']), rule('AUDIO', 5_000, 0, null)],
} as never;
const image = { attachmentId: '1', fileName: 'a.png', mimeType: 'image/png' };
const other = { ...image, attachmentId: '2' };
const sound = { ...image, attachmentId: '3', mimeType: 'audio/ogg' };
const draft = { text: '', quote: null, files: [], canned: null };

describe('the reply window', () => {
  const now = Date.parse('2026-11-30T12:00:00Z');
  const at = (expiresAt: string | null, freeFormAllowed = true) =>
    toReplyWindow({ freeFormAllowed, expiresAt }, now);

  it('is counted in hours, below one in minutes, and warns below five', () => {
    expect(at('2026-12-01T11:59:59Z')).toEqual({
      ...{ isOpen: true, left: { unit: 'HOURS', count: 23 }, isClosing: false },
    });
    expect(at('2026-11-30T12:59:30Z').left).toEqual({ unit: 'MINUTES', count: 60 });
    expect(at('2026-11-30T12:05:00Z').isClosing).toBe(false);
    expect(at('2026-11-30T12:04:59Z')).toMatchObject({ left: { count: 5 }, isClosing: true });
  });

  it('is closed after its end, also when no event says so, and has none at some numbers', () => {
    expect(at('2026-11-30T12:00:00Z').isOpen).toBe(false);
    expect(at('2026-12-01T12:00:00Z', false).isOpen).toBe(false);
    expect(at(null)).toEqual({ isOpen: true, left: null, isClosing: false });
  });
});

describe('a reply with files', () => {
  const textsOf = (parts: ReturnType<typeof splitReply>) =>
    parts.map(part => [part.text, part.files.length, part.hasQuote, part.hasCanned]);

  it('is one message for each file, with the text and the quote in the first', () => {
    expect(textsOf(splitReply({ ...draft, text: ' Look ', files: [image, other] }, limits))).toEqual([
      ['Look', 1, true, false],
      ['', 1, false, false],
    ]);
    expect(textsOf(splitReply({ ...draft, files: [image, other] }, limits))).toEqual([
      ['', 1, true, false],
      ['', 1, false, false],
    ]);
  });

  it('has its text as a message of its own where it does not fit below the file', () => {
    const long = { ...draft, text: 'x'.repeat(21) };
    expect(textsOf(splitReply({ ...long, files: [image] }, limits))).toEqual([
      ['x'.repeat(21), 0, true, false],
      ['', 1, false, false],
    ]);
    expect(splitReply({ ...draft, text: 'a', files: [sound] }, limits)).toHaveLength(2);
  });

  it('leaves with the files of a canned reply first', () => {
    const canned = { id: 'c', fileNames: ['w.png'] };
    expect(textsOf(splitReply({ ...draft, text: 'Hi', files: [image], canned }, limits))).toEqual([
      ['Hi', 0, true, true],
      ['', 1, false, false],
    ]);
    expect(textsOf(splitReply({ ...draft, canned }, limits))).toEqual([['', 0, true, true]]);
  });

  it('is nothing without a text and a file', () => {
    expect(splitReply({ ...draft, text: ' \n' }, limits)).toEqual([]);
  });
});

it('a file is refused before its upload when the number does not take it', () => {
  const file = (type: string, size: number) => refusalOf({ type, size }, limits);
  expect(file('image/png', 5_000)).toBeNull();
  expect(file('image/png', 5_001)).toBe('SIZE');
  expect(file('image/svg+xml', 1)).toBe('TYPE');
  expect(file('application/zip', 1)).toBe('TYPE');
  expect(file('audio/ogg', 1)).toBeNull();
  expect(refusalOf({ type: 'application/zip', size: 1 }, null)).toBeNull();
});

it('canned replies are found by the beginning of their shortcut first, then by their words', () => {
  const all = [
    { shortcut: 'address', title: 'Where we are', body: 'Abay Avenue' },
    { shortcut: 'bye', title: 'Bye', body: 'See you at this ADDRESS' },
    { shortcut: 'price', title: 'Price', body: 'It costs' },
  ];
  const found = (search: string) => findCanned(all, search).map(({ shortcut }) => shortcut);
  expect(found('')).toEqual(['address', 'bye', 'price']);
  expect(found('Add')).toEqual(['address', 'bye']);
  expect(found('costs')).toEqual(['price']);
  expect(found('nothing')).toEqual([]);
});

it("a colleague's reply that came after the first letter is a collision, an own or an earlier one is not", () => {
  const message = (id: string, minute: number, direction = 'OUTBOUND') =>
    ({
      ...{ direction, createdAt: `2026-11-30T12:0${minute}:00Z` },
      author: { __typename: 'User', id },
    }) as never;
  const messages = [message('ann', 1), message('me', 3), message('nobody', 4, 'INBOUND')];
  expect(findCollision(messages, '2026-11-30T12:00:00Z', 'me')).toBe(messages[0]);
  expect(findCollision(messages, '2026-11-30T12:01:00Z', 'me')).toBeNull();
  expect(findCollision(messages, null, 'me')).toBeNull();
});
