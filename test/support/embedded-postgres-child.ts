import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Another process that uses the embedded database. */
export type EmbeddedPostgresChild = {
  readonly url: string;
  readonly messages: readonly string[];
  readonly elapsedMs: number;
  /** Kills it, as in a crash. */
  kill(): Promise<void>;
  /** Lets it release the database and exit. */
  release(): Promise<void>;
};

const script = fileURLToPath(new URL('./embedded-postgres-process.mjs', import.meta.url));

/** Starts a process that starts, or joins, the database of the folder. Resolves when it has. */
export async function spawnEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgresChild> {
  const options = JSON.stringify({ dataDir, durability: 'none' });
  const child = spawn(process.execPath, [script, options], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const report = JSON.parse(await firstLine(child)) as Pick<
    EmbeddedPostgresChild,
    'url' | 'messages' | 'elapsedMs'
  >;
  const end = async (act: () => void) => {
    act();
    await ended;
  };
  return {
    ...report,
    kill: () => end(() => child.kill('SIGKILL')),
    release: () => end(() => child.stdin?.end()),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let [output, errors] = ['', ''];
    child.stdout?.on('data', chunk => {
      output += chunk;
      if (output.includes('\n')) resolve(output);
    });
    child.stderr?.on('data', chunk => {
      errors += chunk;
    });
    child.on('exit', () => reject(new Error(`The process ended without a report:\n${errors}`)));
  });
}
