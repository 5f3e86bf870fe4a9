import { type SpawnOptions, spawn } from 'node:child_process';
import type { OsUser } from './os-user.js';

/** Exit code of a PostgreSQL program, and its output (stdout and stderr). A program that cannot start has code -1. */
export type ProgramEnd = { readonly code: number; readonly output: string };

/** Runs a program of PostgreSQL to its end. Never rejects. */
export function runProgram(
  file: string,
  args: readonly string[],
  user: OsUser | undefined,
): Promise<ProgramEnd> {
  return new Promise(resolve => {
    const child = spawn(file, args, { ...programOptions(user), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', error => resolve({ code: -1, output: output + error.message }));
    child.on('close', code => resolve({ code: code ?? -1, output }));
  });
}

/**
 * Spawn options for all PostgreSQL programs. The environment is not inherited: PG* variables must not have an effect,
 * secrets are not passed on, and messages must be in the C locale to be recognised. The working directory is / because
 * its user may not be able to enter ours.
 */
export function programOptions(user: OsUser | undefined): SpawnOptions {
  const cwd = process.platform === 'win32' ? undefined : '/';
  return { cwd, env: { LC_ALL: 'C', TZ: 'UTC' }, uid: user?.uid, gid: user?.gid, windowsHide: true };
}
