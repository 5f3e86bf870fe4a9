import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationInvalidError } from '../../domain/errors.js';

/** Secrets of a demo, in the form that `Config` has for an installation. */
export type DemoSecrets = {
  /** 32 bytes in base64. */
  readonly secretsKey: string;
  readonly authSecret: string;
};

/**
 * Reads the secrets of the embedded data; creates them on first use. They are stored in `secrets.json` next to the
 * data, readable by their owner only: without them the encrypted values are lost, so both must be moved or deleted
 * together. Processes that start at the same time get the same secrets.
 *
 * @param folder folder of the data
 * @param formerFolder folder of the file in older versions; its file is moved to the data
 * @throws ConfigurationInvalidError when the file was damaged
 */
export async function loadDemoSecrets(folder: string, formerFolder?: string): Promise<DemoSecrets> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, fileName);
  const kept = await read(file);
  if (kept !== undefined) return kept;
  const former = formerFolder === undefined ? undefined : join(formerFolder, fileName);
  const found = former === undefined ? undefined : await read(former);
  const secrets = await keep(file, found ?? makeSecrets());
  // A process that runs between the two steps finds the new path taken.
  if (former !== undefined && found?.secretsKey === secrets.secretsKey) await rm(former, { force: true });
  return secrets;
}

const fileName = 'secrets.json';

function makeSecrets(): DemoSecrets {
  return {
    secretsKey: randomBytes(32).toString('base64'),
    authSecret: randomBytes(48).toString('base64url'),
  };
}

/** The link makes the file appear complete, and for only one of the competing processes: the others read it. */
async function keep(file: string, own: DemoSecrets): Promise<DemoSecrets> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
    return own;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await read(file)) ?? own;
  } finally {
    await rm(draft, { force: true });
  }
}

async function read(file: string): Promise<DemoSecrets | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const secrets = parse(text);
  if (secrets !== undefined) return secrets;
  throw new ConfigurationInvalidError([
    `${file}: expected the secrets of the demo; restore the file, or remove the folder to begin a new demo`,
  ]);
}

function parse(text: string): DemoSecrets | undefined {
  try {
    const { secretsKey, authSecret } = JSON.parse(text) as Partial<DemoSecrets>;
    const isSound = Buffer.from(secretsKey ?? '', 'base64').length === 32 && (authSecret?.length ?? 0) >= 32;
    return isSound && secretsKey && authSecret ? { secretsKey, authSecret } : undefined;
  } catch {
    return undefined;
  }
}
