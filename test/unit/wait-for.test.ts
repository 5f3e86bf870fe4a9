import { describe, expect, it } from '@jest/globals';
import { waitFor } from '../support/wait-for.js';

describe('waitFor', () => {
  it('gives the first truthy answer, whatever came before', async () => {
    const answers = [() => undefined, () => Promise.reject(new Error('not yet')), () => 'there'];
    expect(await waitFor(() => answers.shift()?.(), { intervalMs: 0 })).toBe('there');
  });

  it('says what it waited for, and what it saw last', async () => {
    const never = waitFor(() => 0, { timeoutMs: 5, intervalMs: 1, what: 'the count to rise' });
    await expect(never).rejects.toThrow('Waited 5 ms for the count to rise; the last answer was 0');
  });

  it('keeps the last error', async () => {
    const cause = new Error('expected 2, received 1');
    const never = waitFor(() => Promise.reject(cause), { timeoutMs: 0, what: 'two rows' });
    await expect(never).rejects.toMatchObject({
      message: 'Waited 0 ms for two rows; the last error was: expected 2, received 1',
      cause,
    });
  });
});
