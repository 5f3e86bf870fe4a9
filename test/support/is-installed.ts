import { spawnSync } from 'node:child_process';

/** True if the program can be run here; a test of it is otherwise shown as skipped. */
export function isInstalled(program: string, argument: string): boolean {
  return spawnSync(program, [argument]).status === 0;
}
