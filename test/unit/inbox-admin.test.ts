/** Rules of the owner's pages that need no browser. */
import { describe, expect, it } from '@jest/globals';
import type { ModelFault } from '../../src/ai/model/model.js';
import { toKnownFault } from '../../src/ai/model/to-model-fault.js';
import { modelFaults } from '../../web/src/admin/assistants/model-faults.js';
import { changesModel, toInput, toValues } from '../../web/src/admin/assistants/to-values.js';
import { toExportQuery } from '../../web/src/admin/audit/to-export-query.js';
import { guessMapping, readHeaders } from '../../web/src/admin/data/csv-headers.js';
import { type Job, withChanges } from '../../web/src/admin/data/with-changes.js';
import { moved } from '../../web/src/admin/desk/moved.js';
import { mayChange } from '../../web/src/admin/people/roles.js';
import { toClockTime, toClosingTime, toDates } from '../../web/src/admin/settings/opening-hours.js';
import { stateOf as stateOfToken } from '../../web/src/admin/tokens/token-state.js';
import { stateOf as stateOfEndpoint, toType } from '../../web/src/admin/webhooks/endpoint-state.js';
import { toDevice } from '../../web/src/kit/to-device.js';
import { toLines } from '../../web/src/kit/to-lines.js';

describe('the header of a CSV file', () => {
  it.each([
    ['phone,displayName\n+7,x', ['phone', 'displayName']],
    ['\uFEFFИмя;Телефон;Город\r\nA;7;B', ['Имя', 'Телефон', 'Город']],
    ['"Name, first"\tPhone\n', ['Name, first', 'Phone']],
    ['"two\nlines",phone\n1,2', ['two\nlines', 'phone']],
    ['', []],
  ])('of %j is %j', (text, headers) => expect(readHeaders(text)).toEqual(headers));

  it('is mapped by names, attributes and usual words, each field once', () => {
    const attributes = [
      { key: 'city', name: 'Город', target: 'CONTACT', isArchived: false },
      { key: 'budget', name: 'Budget', target: 'LEAD', isArchived: false },
      { key: 'old', name: 'Old', target: 'CONTACT', isArchived: true },
    ] as const;
    const headers = ['Телефон', 'Имя', 'город', 'budget', 'Old', 'phone 2', 'lead.name', 'lead.value'];
    expect(guessMapping(headers, attributes)).toEqual({
      ...{ Телефон: 'phone', Имя: 'displayName', город: 'attribute.city', budget: 'lead.attribute.budget' },
      ...{ Old: '', 'phone 2': '', 'lead.name': 'lead.name' },
      'lead.value': 'lead.value',
    });
  });
});

describe('jobs', () => {
  const job = (id: string, change: Partial<Job> = {}) =>
    ({ id, jobKind: 'EXPORT', done: 0, finishedAt: null, ...change }) as Job;

  it('show the newer state of an event, never an older one, and new jobs first', () => {
    const items = [job('2', { done: 5 }), job('1', { done: 9, finishedAt: 'now' })];
    const changed = [
      job('2', { done: 7 }),
      job('1', { done: 3 }),
      job('3'),
      job('4', { jobKind: 'ERASE_CONTACT' }),
    ];
    const shown = withChanges(items, new Map(changed.map(item => [item.id, item])), 'EXPORT');
    expect(shown.map(({ id, done }) => [id, done])).toEqual([
      ['3', 0],
      ['2', 7],
      ['1', 9],
    ]);
    expect(
      withChanges([job('2', { done: 8 })], new Map([['2', job('2', { done: 7 })]]), 'EXPORT')[0]?.done,
    ).toBe(8);
  });
});

it('an item is moved to a place, and nothing happens at the ends', () => {
  const items = ['a', 'b', 'c'];
  expect(moved(items, 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(items, 2, 1)).toEqual(['a', 'c', 'b']);
  for (const [from, to] of [
    [0, -1],
    [2, 3],
    [1, 1],
    [7, 0],
  ] as const)
    expect(moved(items, from, to)).toBe(items);
});

it('lines of a field are entries, each once', () => {
  expect(toLines(' a \n\nb\na')).toEqual(['a', 'b']);
});

it('a device is named by browser and system', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  expect(toDevice(chrome)).toBe('Chrome, Windows');
  expect(toDevice(`${chrome} Edg/140.0`)).toBe('Edge, Windows');
  expect(toDevice('curl/8.5.0')).toBe('curl/8.5.0');
  expect(toDevice(null)).toBeNull();
});

it('only an owner changes owners and heads of sales', () => {
  expect(mayChange({ role: 'OWNER' }, 'OWNER')).toBe(true);
  expect(mayChange({ role: 'HEAD_OF_SALES' }, 'HEAD_OF_SALES')).toBe(false);
  expect(mayChange({ role: 'HEAD_OF_SALES' }, 'MANAGER')).toBe(true);
});

it('midnight at the end of a day is 24:00 for the server and 00:00 in a field', () => {
  expect([toClockTime('24:00'), toClockTime('18:00')]).toEqual(['00:00', '18:00']);
  expect([toClosingTime('00:00'), toClosingTime('18:00')]).toEqual(['24:00', '18:00']);
  expect(toDates('2027-01-01, 2027-03-08\n')).toEqual(['2027-01-01', '2027-03-08']);
});

it('a token is revoked, expired or accepted', () => {
  const now = Date.parse('2026-12-01T00:00:00Z');
  expect(stateOfToken({ revokedAt: null, expiresAt: null }, now)).toBe('ACTIVE');
  expect(stateOfToken({ revokedAt: null, expiresAt: '2026-12-01T00:00:00Z' }, now)).toBe('EXPIRED');
  expect(stateOfToken({ revokedAt: '2026-11-01T00:00:00Z', expiresAt: null }, now)).toBe('REVOKED');
});

it('an endpoint is on, failing, off, or disabled by the server', () => {
  const on = { isEnabled: true, disabledReason: null, failingSince: null };
  expect(stateOfEndpoint(on)).toBe('ON');
  expect(stateOfEndpoint({ ...on, failingSince: 'now' })).toBe('FAILING');
  expect(stateOfEndpoint({ ...on, isEnabled: false })).toBe('OFF');
  expect(stateOfEndpoint({ ...on, isEnabled: false, disabledReason: 'gone' })).toBe('DISABLED');
  expect(toType('CONTACT_UNMERGED')).toBe('contact.unmerged');
});

it('the export of the audit log has the filters of the page', () => {
  const filter = {
    actorIds: ['a', 'b'],
    targetTypes: null,
    createdAfter: '2026-11-01T00:00:00.000Z',
    createdBefore: null,
  };
  expect(toExportQuery(filter, 'csv')).toBe(
    'format=csv&createdAfter=2026-11-01T00%3A00%3A00.000Z&actorIds=a%2Cb',
  );
});

describe('the form of an assistant', () => {
  const values = toValues(null);

  it('sends everything of a new one, and of a known one only what differs', () => {
    const given = {
      ...values,
      name: 'A',
      endpointUrl: ' https://host/v1 ',
      allowedLinks: 'https://a/\n\n https://b/ ',
    };
    const input = toInput(null, given, values);
    expect(input).toMatchObject({
      ...{ name: 'A', endpointUrl: 'https://host/v1', mode: 'DRAFT', waitSeconds: 6, temperature: null },
      ...{ allowedLinks: ['https://a/', 'https://b/'], channelIds: [], quietFrom: null },
    });
    expect(input).not.toHaveProperty('apiKey');
    expect(changesModel(input)).toBe(true);
    const changed = toInput('1', { ...given, dailyTokenLimit: '5000', hasAllNumbers: true }, given);
    expect(changed).toEqual({ id: '1', dailyTokenLimit: 5_000, channelIds: null });
    expect(changesModel(changed)).toBe(false);
  });

  it('keeps the key unless another one is given, or it is removed', () => {
    expect(toInput('1', values, values)).toEqual({ id: '1' });
    expect(toInput('1', { ...values, apiKey: 'sk' }, values)).toEqual({ id: '1', apiKey: 'sk' });
    expect(toInput('1', { ...values, removesKey: true }, values)).toEqual({ id: '1', apiKey: null });
  });

  it('knows what the server says of an endpoint in every language', () => {
    const faults: readonly ModelFault[] = [
      ...([
        'CREDENTIALS',
        'QUOTA',
        'CONFIGURATION',
        'TOO_LONG',
        'BUSY',
        'UNAVAILABLE',
        'CUT',
        'TIMEOUT',
      ] as const),
      ...(['INVALID_ANSWER', 'LENGTH', 'REFUSED', 'CANCELLED'] as const),
    ];
    for (const fault of faults) expect(modelFaults[toKnownFault(fault).words]).toBe(`ai_fault_${fault}`);
  });
});
