import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Asked,
  countFilters,
  isComplete,
  noFilters,
  readAsked,
  toQuery,
  toSearchFilter,
  writeAsked,
} from '../../web/src/search/asked.js';
import { addFound, type Found, linkOf, momentOf, personOf } from '../../web/src/search/found.js';

const everything: Asked = {
  ...{ text: 'белый "дуб" & 5%', kinds: ['MESSAGE', 'NOTE'], channelId: 'c1', direction: 'INBOUND' },
  ...{ authorId: 'u1', from: '2026-11-01', to: '2026-11-30', contactId: 'k1' },
};
const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Asia/Almaty';
});
afterAll(() => {
  process.env.TZ = zone;
});

describe('the search in the address', () => {
  it('is read as it was written, and left out where nothing is chosen', () => {
    expect(readAsked(writeAsked(everything))).toEqual(everything);
    expect(writeAsked({ text: 'oak', ...noFilters })).toBe('?q=oak');
    expect(writeAsked({ text: '', ...noFilters })).toBe('');
    expect(countFilters(everything)).toBe(5);
  });

  it('ignores what a link has wrong', () => {
    const query = `?q=${' '.repeat(3)}${'x'.repeat(300)}&kind=NOTE,EVERYTHING&direction=UP&from=yesterday&to=2026-1-1`;
    expect(readAsked(query)).toEqual({ ...noFilters, text: 'x'.repeat(200), kinds: ['NOTE'] });
  });

  it('is sent with a letter or digit and two characters at least', () => {
    const complete = ['ок', '7+', ' "a" '].map(text =>
      isComplete(readAsked(`?q=${encodeURIComponent(text)}`)),
    );
    expect(complete).toEqual([true, true, true]);
    expect(['', 'a', '""', '?!'].map(text => isComplete({ text, ...noFilters }))).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });

  it('keeps words together by the quotation marks of every language', () => {
    expect(toQuery('“price list” «на дом» „x“')).toBe('"price list" "на дом" "x"');
  });

  it("asks the server for whole days of the viewer's zone, and for numbers of this page only", () => {
    expect(toSearchFilter(everything, null)).toEqual({
      ...{ kinds: ['MESSAGE', 'NOTE'], channelIds: ['c1'], direction: 'INBOUND', authorIds: ['u1'] },
      ...{ contactId: 'k1' },
      ...{ createdAfter: '2026-10-31T19:00:00.000Z', createdBefore: '2026-11-30T19:00:00.000Z' },
    });
    expect(toSearchFilter({ text: 'oak', ...noFilters }, null)).toEqual({});
    expect(toSearchFilter({ text: 'oak', ...noFilters }, ['t1'])).toEqual({ channelIds: ['t1'] });
    expect(toSearchFilter(everything, ['t1']).channelIds).toEqual([]);
  });
});

describe('results', () => {
  const person = { id: 'k1', displayName: 'A', phone: null };
  const conversation = { __typename: 'Conversation', id: 'v1', contact: person, lastActivityAt: 'then' };
  const lead = { __typename: 'Lead', id: 'l1', contact: person, createdAt: 'made' };
  const nodes = [
    { __typename: 'Message', id: 'm1', sentAt: 'sent', conversation },
    { __typename: 'Note', id: 'n1', createdAt: 'noted', noteOn: conversation, lead },
    { __typename: 'Note', id: 'n2', createdAt: 'noted', noteOn: null, lead },
    conversation,
    { __typename: 'Contact', ...person },
    lead,
  ] as unknown as readonly Found['node'][];

  it('lead to the message or note in its conversation, else to the person', () => {
    expect(nodes.map(linkOf)).toEqual([
      ...['/c/v1?m=m1', '/c/v1?m=n1', '/contacts/k1', '/c/v1', '/contacts/k1', '/contacts/k1'],
    ]);
    expect(nodes.map(node => personOf(node)?.id)).toEqual(nodes.map(() => 'k1'));
    expect(nodes.map(momentOf)).toEqual(['sent', 'noted', 'noted', 'then', null, 'made']);
  });

  it('are shown once, also when a page has one that is there', () => {
    const all = nodes.map(node => ({ node })) as unknown as readonly Found[];
    expect(addFound(all.slice(0, 4), all.slice(2))).toEqual(all);
  });
});
