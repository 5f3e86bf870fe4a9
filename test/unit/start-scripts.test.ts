/** Scripts that run before the server: the check of Node's version, and the build, skipped if nothing changed. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';

it('an old Node.js is told which one is needed, and package.json asks for the same', async () => {
  const { findNodeObstacle, oldestNode } = await import('../../bin/find-node-obstacle.mjs' as string);
  const { engines } = JSON.parse(readFileSync(resolve('package.json'), 'utf8'));
  expect(engines.node).toBe(`>=${oldestNode.join('.')}.0`);
  for (const version of ['20.20.2', '22.17.1', '18.0.0']) {
    expect(findNodeObstacle(version)).toContain(`Node.js 22.18 or newer is needed, and this is ${version}.`);
  }
  for (const version of ['22.18.0', '24.1.0', process.versions.node])
    expect(findNodeObstacle(version)).toBeNull();
});

it('a build is left out while the sources are those of the last one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-build-'));
  const script = 'scripts/build-if-changed.mjs';
  mkdirSync(join(folder, 'src'));
  mkdirSync(join(folder, 'dist'));
  cpSync(resolve(script), join(folder, script));
  writeFileSync(join(folder, 'src/a.ts'), 'one');
  const build = `node -e "fs.appendFileSync('built', 'x')" && node ${script} --mark`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', scripts: { build } }));
  const start = () => {
    expect(spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' }).status).toBe(0);
    return readFileSync(join(folder, 'built'), 'utf8').length;
  };
  expect([start(), start()]).toEqual([1, 1]);
  writeFileSync(join(folder, 'src/a.ts'), 'two');
  expect([start(), start()]).toEqual([2, 2]);
  rmSync(join(folder, 'src/a.ts'));
  expect(start()).toBe(3);
  rmSync(folder, { recursive: true });
});
