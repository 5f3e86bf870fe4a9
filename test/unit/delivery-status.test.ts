import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyStatus, MessageStatus, statusRank } from '../../src/domain/delivery-status.js';

const { RECEIVED, QUEUED, SENDING, SENT, DELIVERED, READ, FAILED, UNKNOWN, CANCELLED } = MessageStatus;
const proofs = [SENT, DELIVERED, READ, FAILED];
const statuses = Object.values(MessageStatus);

function statusAfter(reports: readonly MessageStatus[], start: MessageStatus): MessageStatus {
  return reports.reduce((current, incoming) => applyStatus(current, incoming).status, start);
}

describe('applyStatus', () => {
  it.each([
    ['a sent message is delivered', SENT, DELIVERED, DELIVERED],
    ['a read that skips delivered is believed', SENT, READ, READ],
    ['a late sent does not lower delivered', DELIVERED, SENT, DELIVERED],
    ['a late delivered does not lower read', READ, DELIVERED, READ],
    ['a proof of delivery beats a failure', FAILED, DELIVERED, DELIVERED],
    ['a failure does not beat a proof of delivery', DELIVERED, FAILED, DELIVERED],
    ['a sent message can fail', SENT, FAILED, FAILED],
    ['a late sent does not undo a failure', FAILED, SENT, FAILED],
    ['a send without an answer is unknown', SENDING, UNKNOWN, UNKNOWN],
    ['a missing answer takes nothing back from sent', SENT, UNKNOWN, SENT],
    ['a provider that still queues settles nothing', UNKNOWN, QUEUED, UNKNOWN],
    ['unknown is settled by sent', UNKNOWN, SENT, SENT],
    ['unknown is settled by delivered', UNKNOWN, DELIVERED, DELIVERED],
    ['unknown is settled by read', UNKNOWN, READ, READ],
    ['unknown is settled by failed', UNKNOWN, FAILED, FAILED],
    ['a queued message can be cancelled', QUEUED, CANCELLED, CANCELLED],
    ['a message on its way cannot be cancelled', SENDING, CANCELLED, SENDING],
    ['a cancelled message stays cancelled', CANCELLED, SENT, CANCELLED],
    ['a received message has no status to gain', RECEIVED, READ, RECEIVED],
    ['nothing of ours becomes received', QUEUED, RECEIVED, QUEUED],
  ])('%s', (_sentence, current, incoming, status) => {
    expect(applyStatus(current, incoming)).toEqual({ status, applied: status !== current });
  });

  it('ends in the same state whatever the order of the proofs, repeats included', () => {
    const reports = fc
      .subarray(proofs, { minLength: 1 })
      .chain(some =>
        fc.tuple(
          fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2, maxLength: some.length * 2 }),
          fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length }),
        ),
      );
    fc.assert(
      fc.property(reports, fc.constantFrom(QUEUED, SENDING, UNKNOWN), ([one, other], start) => {
        expect(statusAfter(one, start)).toBe(statusAfter(other, start));
      }),
    );
  });

  it('never moves a message down the ladder, and says truly whether it moved it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statuses), fc.constantFrom(...statuses), (current, incoming) => {
        const { status, applied } = applyStatus(current, incoming);
        expect(statusRank(status)).toBeGreaterThanOrEqual(statusRank(current));
        expect(applied).toBe(status !== current);
      }),
    );
  });
});
