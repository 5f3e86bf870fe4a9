import { describe, expect, it } from '@jest/globals';
import { TopicSource } from '../../src/domain/vocabulary.js';
import { mergeLeads } from '../../src/people/merge-leads.js';
import type { OwnedLead } from '../../src/people/owned-rows.js';

const lead = (id: string, contactId: string, more: Partial<OwnedLead> = {}): OwnedLead => ({
  ...{ id, contactId, channelId: 'channel', stageId: 'new', stagePosition: 0, isTerminal: false },
  ...{ topicId: null, topicSource: null, ownerId: null, name: null, phone: null, referral: null },
  ...{ value: null, mergedIntoId: null },
  ...more,
});
const join = (...leads: OwnedLead[]) => mergeLeads(leads, 'kept', 'merged');

describe('the cases of two people who are one', () => {
  it('are joined when both have an open one', () => {
    expect(join(lead('1', 'kept'), lead('2', 'merged'))).toEqual({
      into: lead('1', 'kept'),
      from: lead('2', 'merged'),
      filled: [],
      stageBefore: null,
    });
  });

  it('stay as they are when one side has none that is open', () => {
    const closed = { isTerminal: true };
    expect(join(lead('1', 'kept'))).toBeNull();
    expect(join(lead('1', 'kept', closed), lead('2', 'merged'))).toBeNull();
    expect(join(lead('1', 'kept'), lead('2', 'merged', closed))).toBeNull();
    expect(join(lead('1', 'kept'), lead('2', 'merged', { mergedIntoId: '3' }))).toBeNull();
  });

  it('take the newest open one of each side', () => {
    const joined = join(lead('1', 'kept'), lead('4', 'kept'), lead('2', 'merged'), lead('3', 'merged'));
    expect([joined?.into.id, joined?.from.id]).toEqual(['4', '3']);
  });

  it('keep what the kept one has, and take over what it lacks, a topic with its source', () => {
    const into = lead('1', 'kept', { name: 'Kept', ownerId: 'owner' });
    const topic = { topicId: 'topic', topicSource: TopicSource.HAND };
    const from = lead('2', 'merged', { name: 'Merged', ownerId: 'other', phone: '+77010000021', ...topic });
    expect(join(into, from)).toMatchObject({
      into: { name: 'Kept', ownerId: 'owner', phone: '+77010000021', ...topic },
      filled: ['topicId', 'phone'],
    });
  });

  it('keep the value that one of them has', () => {
    const [small, large] = ['1', '900'].map(amount => ({ amount, currency: 'KZT' }));
    expect(join(lead('1', 'kept'), lead('2', 'merged', { value: large ?? null }))).toMatchObject({
      ...{ into: { value: large }, filled: ['value'] },
    });
    const both = [lead('1', 'kept', { value: small ?? null }), lead('2', 'merged', { value: large ?? null })];
    expect(join(...both)).toMatchObject({ into: { value: small }, filled: [] });
  });

  it('keep the referral that one of them has', () => {
    const none = { sourceType: 'ad', sourceUrl: null, headline: null, body: null, clickId: null };
    const [first, second] = ['1', '2'].map(sourceId => ({ ...none, sourceId }));
    expect(join(lead('1', 'kept'), lead('2', 'merged', { referral: second ?? null }))).toMatchObject({
      into: { referral: { sourceId: '2' } },
      filled: ['referral'],
    });
    expect(
      join(lead('1', 'kept', { referral: first ?? null }), lead('2', 'merged', { referral: second ?? null })),
    ).toMatchObject({ into: { referral: { sourceId: '1' } }, filled: [] });
  });

  it('go on at the further stage of the two', () => {
    const further = { stageId: 'talks', stagePosition: 2 };
    expect(join(lead('1', 'kept'), lead('2', 'merged', further))).toMatchObject({
      into: { stageId: 'talks' },
      stageBefore: 'new',
    });
    expect(join(lead('1', 'kept', further), lead('2', 'merged'))).toMatchObject({
      into: { stageId: 'talks' },
      stageBefore: null,
    });
  });
});
