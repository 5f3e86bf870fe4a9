/** Removes what an earlier build left, so that a deleted source leaves no module behind. */
import { rmSync } from 'node:fs';

for (const folder of ['../dist', '../packages/client/dist'])
  rmSync(new URL(folder, import.meta.url), { recursive: true, force: true });
