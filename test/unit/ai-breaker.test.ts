import { expect, it } from '@jest/globals';
import { createBreaker } from '../../src/ai/model/breaker.js';
import { createTurnPace } from '../../src/ai/turns/turn-pace.js';

it('an endpoint that fails five times is left alone for a time that doubles, then tried by one call', () => {
  let nowMs = 0;
  const breaker = createBreaker(() => nowMs);
  const url = 'https://model.example/v1';
  for (let call = 0; call < 4; call += 1) breaker.note(url, 'TIMEOUT');
  breaker.note(url, null);
  for (let call = 0; call < 4; call += 1) breaker.note(url, 'UNAVAILABLE');
  expect(breaker.mayCall(url)).toBe(true);
  breaker.note(url, 'BUSY');
  expect(breaker.mayCall(url)).toBe(false);
  expect(breaker.mayCall('https://other.example/v1')).toBe(true);
  for (const pauseMs of [30_000, 60_000, 120_000, 240_000, 300_000, 300_000]) {
    nowMs += pauseMs - 1;
    expect(breaker.mayCall(url)).toBe(false);
    nowMs += 1;
    expect([breaker.mayCall(url), breaker.mayCall(url)]).toEqual([true, false]);
    breaker.note(url, 'CUT');
  }
  nowMs += 300_000;
  expect(breaker.mayCall(url)).toBe(true);
  breaker.note(url, 'CANCELLED');
  expect(breaker.mayCall(url)).toBe(false);
  breaker.note(url, 'REFUSED');
  expect(breaker.mayCall(url)).toBe(true);
});

it('turns of a calm process begin at once, those of a busy one apart, and never further than a quarter of a second', () => {
  let [nowMs, load] = [1_000, 0.5];
  const pace = createTurnPace({ now: () => nowMs, readLoad: () => load });
  const waitsAfterOne = (): number => {
    nowMs += 100;
    pace.waitMs();
    pace.onBegin();
    return Math.round(pace.waitMs());
  };
  expect(waitsAfterOne()).toBe(0);
  const waits = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map(share => {
    load = share;
    return waitsAfterOne();
  });
  expect(waits).toEqual([0, 0, 63, 125, 188, 250, 250]);
  nowMs += 249;
  expect(pace.waitMs()).toBeLessThanOrEqual(1);
  nowMs += 1;
  expect(pace.waitMs()).toBe(0);
});
