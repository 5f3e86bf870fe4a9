import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationInvalidError } from '../../domain/errors.js';

/** The secrets of a demo, in the form in which `Config` has those of an installation. */
export type DemoSecrets = {
  /** 32 bytes in base64. */
  readonly secretsKey: string;
  readonly authSecret: string;
};

/**
 * Reads the secrets that belong to the embedded data, and makes them on first use. They are kept in `secrets.json`
 * next to the data, readable by their owner only: without them, what they encrypted is lost, so neither may go or
 * move without the other. Processes that start at the same time get the same ones.
 *
 * @param folder where the data live
 * @param formerFolder where older versions kept the file; what is found there moves to the data
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
  // A process that comes between the two finds the new place taken.
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

/** The link makes the file appear whole, and for one of those who try: the others read it. */
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
