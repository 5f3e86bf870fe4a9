import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withExclusiveLock } from '../../src/database/embedded/exclusive-lock.js';
import { identifyProcess } from '../../src/database/embedded/process-identity.js';

describe('withExclusiveLock', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trunkline-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lets one in at a time, and everybody in the end', async () => {
    let [inside, most, done] = [0, 0, 0];
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await nextTurn();
      inside -= 1;
      done += 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => withExclusiveLock(folder, 10_000, work)));
    expect({ most, done }).toEqual({ most: 1, done: 20 });
    expect(await readdir(folder)).toEqual(['lock-20']);
  });

  it('waits for a live holder and, after the time, says who it is', async () => {
    await writeFile(join(folder, 'lock-1'), identifyProcess(process.pid) ?? '');
    const refused = withExclusiveLock(folder, 50, async () => undefined);
    await expect(refused).rejects.toThrow(`The process ${process.pid} has been starting or stopping`);
    expect(await readdir(folder)).toEqual(['lock-1']);
  });

  it('is free at once when its holder has died, also when the pid was given to another process', async () => {
    const child = spawn('sleep', ['60']);
    const identity = identifyProcess(child.pid ?? 0) ?? '';
    child.kill('SIGKILL');
    await once(child, 'exit');
    await writeFile(join(folder, 'lock-1'), identity);
    await writeFile(join(folder, `claim-${child.pid}-left-behind`), identity);
    expect(await withExclusiveLock(folder, 0, async () => 'in')).toBe('in');
    expect(await readdir(folder)).toEqual(['lock-2']);
    await writeFile(join(folder, 'lock-2'), `${process.pid} another-boot:1`);
    expect(await withExclusiveLock(folder, 0, async () => 'in')).toBe('in');
  });

  it('is given back when the work fails', async () => {
    await expect(withExclusiveLock(folder, 0, () => Promise.reject(new Error('oh')))).rejects.toThrow('oh');
    expect(await withExclusiveLock(folder, 0, async () => 'in')).toBe('in');
  });
});
