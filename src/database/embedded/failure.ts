import { DatabaseUnusableError } from '../../domain/errors.js';

/** Maps errors of PostgreSQL and the file system to advice for the operator. */

const instead = 'or set DATABASE_URL to a PostgreSQL of your own';

const explanations: readonly (readonly [RegExp, string])[] = [
  [
    /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/,
    `There is no disk space left: free some, ${instead}.`,
  ],
  [
    /error while loading shared libraries|cannot open shared object|Library not loaded|ENOENT|ENOEXEC|version `GLIBC|not found/,
    `The PostgreSQL binaries of this package do not run on this system: set DATABASE_URL to a PostgreSQL of your own.`,
  ],
  [
    /incompatible with server|was initialized by PostgreSQL version/,
    `The data were made by another version of PostgreSQL: move them away to start empty, ${instead}.`,
  ],
  [
    /could not (create|map|resize) .*shared memory|Cannot allocate memory|could not fork|ENOMEM/,
    `There is too little memory for the embedded database: free some, ${instead}.`,
  ],
  [
    /PANIC|invalid (primary )?checkpoint|could not locate a valid checkpoint|could not locate required checkpoint/,
    `The data are damaged: move them away to start empty, or restore them from a copy.`,
  ],
  [
    /EROFS|Read-only file system/,
    `The folder cannot be written to: set DATA_DIR to one that can, ${instead}.`,
  ],
  [
    /EACCES|EPERM|Permission denied|Operation not permitted|could not be opened/i,
    `Another user owns the folder, or may not reach it: start Trunkline as the user who made it, set DATA_DIR to another folder, ${instead}.`,
  ],
];

/**
 * Creates the error for a failure of the embedded database.
 *
 * @param doing finishes the sentence "The embedded database could not …"
 * @param output output of the failed program
 */
export function explainFailure(doing: string, output: string, cause?: unknown): DatabaseUnusableError {
  const advice =
    explanations.find(([pattern]) => pattern.test(output))?.[1] ?? `Fix what it says below, ${instead}.`;
  const said = output.trim().split('\n').slice(-6).join('\n');
  return new DatabaseUnusableError(`The embedded database could not ${doing}. ${advice}\n${said}`, { cause });
}

/** Passes Trunkline errors unchanged, and explains system errors. */
export function toDatabaseUnusable(doing: string, error: unknown): DatabaseUnusableError {
  if (error instanceof DatabaseUnusableError) return error;
  return explainFailure(doing, error instanceof Error ? error.message : String(error), error);
}
