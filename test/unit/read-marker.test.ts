import { describe, expect, it } from '@jest/globals';
import { ReadMarker } from '../../web/src/thread/read-marker.js';

/** A marker with a clock that the test moves. */
function setUp(readUpTo = '') {
  let nowMs = 0;
  let isAttended = true;
  let timers: { at: number; run: () => void }[] = [];
  const told: string[] = [];
  let isAccepted = true;
  const marker = new ReadMarker(
    readUpTo,
    async id => {
      told.push(id);
      return isAccepted;
    },
    {
      now: () => nowMs,
      after: (ms, run) => {
        const timer = { at: nowMs + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter(other => other !== timer);
        };
      },
      isAttended: () => isAttended,
    },
  );
  return {
    ...{ marker, told },
    refuse: (isRefused: boolean) => {
      isAccepted = !isRefused;
    },
    attend: (is: boolean) => {
      isAttended = is;
      marker.attend();
    },
    pass: (ms: number) => {
      const until = nowMs + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter(other => other !== next);
        nowMs = next.at;
        next.run();
      }
      nowMs = until;
    },
  };
}

describe('reading', () => {
  it('marks a message that was shown for a second, and not one that passed by', () => {
    const { marker, told, pass } = setUp();
    marker.show('a', true);
    pass(900);
    marker.show('a', false);
    marker.show('b', true);
    pass(900);
    expect(told).toEqual([]);
    pass(100);
    expect(told).toEqual(['b']);
  });

  it('tells at most once in two seconds, and only what is later', () => {
    const { marker, told, pass } = setUp('b');
    marker.show('a', true);
    marker.show('c', true);
    pass(1_000);
    marker.show('d', true);
    pass(1_000);
    marker.show('e', true);
    pass(900);
    expect(told).toEqual(['c']);
    pass(100);
    expect(told).toEqual(['c', 'e']);
    marker.show('b', true);
    pass(10_000);
    expect(told).toEqual(['c', 'e']);
  });

  it('waits while the window has no focus, and begins the second again', () => {
    const { marker, told, attend, pass } = setUp();
    marker.show('a', true);
    pass(500);
    attend(false);
    pass(10_000);
    attend(true);
    pass(900);
    expect(told).toEqual([]);
    pass(100);
    expect(told).toEqual(['a']);
  });

  it('marks nothing after "Mark unread", and tells again what the server refused', async () => {
    const { marker, told, refuse, pass } = setUp();
    refuse(true);
    marker.show('a', true);
    pass(1_000);
    await Promise.resolve();
    refuse(false);
    marker.show('a', false);
    marker.show('a', true);
    pass(3_000);
    expect(told).toEqual(['a', 'a']);
    marker.stop();
    marker.show('b', true);
    pass(10_000);
    expect(told).toEqual(['a', 'a']);
  });
});
