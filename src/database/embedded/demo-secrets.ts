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
 * Reads the secrets that belong to the embedded data, and makes them on first use. They are kept in
 * `<dataDir>/secrets.json`, readable by their owner only: without them, what they encrypted is lost. Processes that
 * start at the same time get the same ones.
 *
 * @throws ConfigurationInvalidError when the file was damaged
 */
export async function loadDemoSecrets(dataDir: string): Promise<DemoSecrets> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'secrets.json');
  return (await read(file)) ?? (await create(file));
}

/** The link makes the file appear whole, and for one of those who try: the others read it. */
async function create(file: string): Promise<DemoSecrets> {
  const own: DemoSecrets = {
    secretsKey: randomBytes(32).toString('base64'),
    authSecret: randomBytes(48).toString('base64url'),
  };
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
