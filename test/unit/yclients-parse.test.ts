import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseKeptYclients, parseYclients } from '../../src/providers/yclients/index.js';

const parse = (body: unknown) =>
  parseYclients({
    rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    headers: {},
  });
const fixture = (name: string) => JSON.parse(readFileSync(`test/fixtures/yclients/${name}.json`, 'utf8'));

describe("YClients' envelope", () => {
  it('becomes a booking with the wall clock, the moment, ids as text, and the key of its facts', () => {
    const [{ event } = { event: null }] = parse(fixture('record-create-online-discount'));
    expect(event).toEqual({
      type: 'booking',
      companyId: '307001',
      eventType: 'record.created',
      eventKey: expect.stringMatching(/^307001:record:1947900103:CREATED:2026-06-01T07:49:08Z:[0-9a-f]{12}$/),
      action: 'CREATED',
      externalId: '1947900103',
      changedAt: new Date('2026-06-01T07:49:08Z'),
      previous: null,
      record: {
        start: {
          local: '2026-06-03T14:00:00',
          instant: new Date('2026-06-03T09:00:00Z'),
          unreadable: null,
        },
        lengthSeconds: 3600,
        services: [
          { externalId: '5034001', title: 'Мужская стрижка', cost: 3000, firstCost: 6000, discount: 50 },
          { externalId: '5034002', title: 'Борода', cost: 2500, firstCost: 2500, discount: 0 },
        ],
        staffExternalId: '2835001',
        staffName: 'Нурлан',
        client: { externalId: '169700001', name: 'Айгерим', phone: '+77010000021' },
        comment: null,
        attendance: 0,
        isConfirmed: true,
        isDeleted: false,
        madeAt: new Date('2026-06-01T07:49:08Z'),
        maker: { userId: '12795001', isByForm: true, isByProgram: false },
      },
    });
  });

  it('has one key for a repeat, and another for another content of the same second', () => {
    const body = fixture('record-create');
    const key = (data: object) => parse({ ...body, data: { ...body.data, ...data } })[0]?.event.eventKey;
    expect(key({})).toBe(key({ sms_now: 1, paid_full: 1, notified: 1, created_user_id: 7 }));
    expect(key({})).not.toBe(key({ date: '2026-06-03 14:30:00' }));
    expect(key({})).not.toBe(key({ last_change_date: '2026-06-01T12:49:09+0500' }));
    expect(key({ last_change_date: '' })).toBeNull();
  });

  it('takes types as schema and wire have them', () => {
    const body = fixture('record-create');
    const [kept] = parse({
      ...body,
      company_id: '307001',
      resource_id: '9007199254740993',
      data: {
        ...body.data,
        client: null,
        staff: null,
        confirmed: '1',
        services: 'none',
        deleted: 0,
        attendance: '1',
      },
    });
    expect(kept?.event).toMatchObject({
      externalId: '9007199254740993',
      record: {
        client: null,
        staffName: null,
        staffExternalId: '2835001',
        services: undefined,
        attendance: 1,
        isDeleted: false,
      },
    });
  });

  it.each([
    [{ resource: 'client', status: 'update', resource_id: 1, data: {} }, 'client.updated'],
    [{ resource: 'schedule', status: 'update', resource_id: 1, data: [] }, 'schedule.updated'],
    [{ resource: 'record', status: 'merged', resource_id: 1, data: { id: 1, date: '' } }, 'record.merged'],
    [{ resource: 'record', status: 'create', resource_id: 1, data: [] }, 'record.created'],
    [{ salon_id: 1, application_id: 2, event: 'uninstall' }, 'marketplace.uninstall'],
    [{ hello: 'world' }, 'unknown'],
    [null, 'unknown'],
  ])('%j is kept and ignored', (body, eventType) => {
    expect(parse(body)).toMatchObject([{ event: { type: 'ignored', eventType } }]);
  });
});

describe('the time of a visit', () => {
  const startOf = (data: object) => {
    const [kept] = parse({
      company_id: 1,
      resource: 'record',
      resource_id: 5,
      status: 'update',
      data: { id: 5, staff_id: 1, ...data },
    });
    return kept?.event.type === 'booking' ? kept.event.record?.start : null;
  };
  const local = '2026-06-03T14:00:00';
  const instant = new Date('2026-06-03T09:00:00Z');

  it.each([
    [{ date: '2026-06-03 14:00:00' }, { local, instant: null }],
    [
      { date: '2026-06-03 14:00:00', datetime: null },
      { local, instant: null },
    ],
    [
      { date: '2026-06-03 14:00:00', datetime: '2026-06-03T14:00:00+05:00' },
      { local, instant },
    ],
    [{ date: '2026-06-03T14:00:00+05:00' }, { local: null, instant }],
    [
      { date: '2026-06-03 14:00:00+0500', datetime: '' },
      { local: null, instant },
    ],
    [
      { date: '', datetime: '2026-06-03T14:00:00.000+05:00' },
      { local: null, instant },
    ],
    [{ datetime: '2026-06-03T14:00:00' }, { local, instant: null }],
    [{ date: 1_780_477_200 }, { local: null, instant }],
    [{ date: '1780477200' }, { local: null, instant }],
    [{ datetime: 1_780_477_200_000 }, { local: null, instant }],
    [
      { date: 'завтра', datetime: 1_780_477_200 },
      { local: null, instant },
    ],
  ])('%j is read', (data, start) => {
    expect(startOf(data)).toEqual({ ...start, unreadable: null });
  });

  it.each([
    [{ date: 'завтра в два' }, 'завтра в два'],
    [{ date: '2026-06-03' }, '2026-06-03'],
    [{ date: 0 }, '0'],
    [{ date: null, datetime: 'soon' }, 'soon'],
    [{ date: null }, null],
    [{ date: '', datetime: '' }, null],
  ])('%j is none, and shows what stood there', (data, unreadable) => {
    expect(startOf(data)).toEqual({ local: null, instant: null, unreadable });
  });

  it('that is not mentioned is not touched', () => {
    expect(startOf({ comment: 'Опоздает' })).toBeUndefined();
  });
});

it('a part of a record mentions nothing else, and null and an empty list say that there is none', () => {
  const recordOf = (data: object) =>
    parse({
      company_id: 1,
      resource: 'record',
      resource_id: 5,
      status: 'update',
      data: { id: 5, ...data },
    }).map(({ event }) => event.type === 'booking' && JSON.parse(JSON.stringify(event.record)));
  expect(recordOf({ comment: 'Опоздает' })).toEqual([{ comment: 'Опоздает' }]);
  expect(recordOf({ services: [], client: null, staff: null, comment: null })).toEqual([
    { services: [], client: null, staffExternalId: null, staffName: null, comment: null },
  ]);
  expect(recordOf({ services: [{ id: 1 }], client: { id: 7 }, staff: { id: 2 } })).toEqual([
    { services: [{ externalId: '1' }], client: { externalId: '7' }, staffExternalId: '2' },
  ]);
});

describe("the set-up guide's shapes", () => {
  it('are taken as aliases, with their own id', () => {
    expect(parse(fixture('simplified-record-created'))).toMatchObject([
      {
        event: {
          eventType: 'record.created',
          eventKey: 'evt_1',
          companyId: '307001',
          action: 'CREATED',
        },
      },
    ]);
    const older = {
      event: 'record.deleted',
      data: { id: 5, company_id: 1, datetime: '2026-06-03T14:00:00' },
    };
    expect(parse(older)).toMatchObject([
      {
        event: {
          companyId: '1',
          action: 'CANCELLED',
          eventKey: null,
          record: { start: { local: '2026-06-03T14:00:00', instant: null } },
        },
      },
    ]);
  });
});

it('a kept body reads as the same event again, without secrets', () => {
  const items = [
    fixture('record-create'),
    fixture('client-update'),
    { application_id: 1, partner_token: 'secret' },
  ];
  const kept = parse(items);
  expect(kept.map(({ keptBody }) => parseKeptYclients(keptBody))).toEqual(kept.map(({ event }) => event));
  expect(JSON.stringify(kept)).not.toContain('secret');
});
