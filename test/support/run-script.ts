/** Executes the blocks of a written script: commands by `sh`, operations over HTTP, subscriptions over a socket. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { toSocketUrl } from './remote-api.js';
import { waitFor } from './wait-for.js';
import type { Keep, Section, Step } from './written-script.js';

/** Options of `createScriptRunner`. */
export interface ScriptRunnerOptions {
  /** Folder in which the commands run. */
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** URL of the server that a block starts. */
  readonly serverUrl: string;
  /** Values for the script's placeholders that come from outside of it. */
  readonly given: Readonly<Record<string, () => string>>;
  readonly onKeep: (name: string, value: string) => void;
}

/** A subscription of the script. */
export interface OpenStream {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
  readonly items: any[];
  /** The close code of the socket; null while it is open. */
  closedWith: number | null;
}

/** The answer of a block: the output of a command, or the response of an operation. */
export interface Answer {
  readonly output: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
  readonly body: any;
}

/** Runs sections in order. */
export interface ScriptRunner {
  /** @returns the answer of each block; null for a server and a subscription */
  run(section: Section): Promise<readonly (Answer | null)[]>;
  /** Values by their names in the document. */
  readonly kept: ReadonlyMap<string, string>;
  readonly streams: readonly OpenStream[];
  /** Blocks that were executed, variables included. */
  executed(): number;
  /** Output of the servers so far. */
  serverOutput(): string;
  stop(): Promise<void>;
}

/** Creates a runner; nothing runs yet. */
export function createScriptRunner(options: ScriptRunnerOptions): ScriptRunner {
  const { home, env, serverUrl, given, onKeep } = options;
  const kept = new Map<string, string>();
  const streams: OpenStream[] = [];
  const disposals: (() => unknown)[] = [];
  let credential: string | null = null;
  let executed = 0;
  let server: ChildProcess | undefined;
  let serverOutput = '';

  const fill = (text: string, toText: (value: string) => string = value => value): string =>
    text.replace(/<([a-z][A-Za-z]*)>/g, (_, name: string) => {
      const value = given[name]?.() ?? kept.get(name);
      if (value === undefined) throw new Error(`<${name}> has no value yet`);
      return toText(value);
    });
  const token = (): string | undefined => (credential === null ? undefined : kept.get(credential));

  const startServer = async (step: Step): Promise<null> => {
    if (step.text !== 'trunkline start') throw new Error('only "trunkline start" keeps running');
    await stopServer();
    const child = spawn('trunkline', ['start'], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
    server = child;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        serverOutput += chunk;
      });
    const isReady = async () =>
      child.exitCode !== null || (await fetch(`${serverUrl}/readyz`)).status === 200;
    await waitFor(isReady, { what: 'the server to be ready' });
    if (child.exitCode !== null) throw new Error(`The server ended:\n${serverOutput}`);
    return null;
  };
  const stopServer = async (): Promise<void> => {
    const child = server;
    server = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGTERM');
    const [code] = await ended;
    if (code !== 0) throw new Error(`The server ended with ${code}:\n${serverOutput}`);
  };

  const runCommand = async (step: Step): Promise<Answer> => {
    const child = spawn('sh', ['-euc', fill(step.text)], {
      cwd: home,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: [string, string] = ['', ''];
    for (const [index, stream] of [child.stdout, child.stderr].entries())
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        parts[index as 0 | 1] += chunk;
      });
    const [code] = await once(child, 'close');
    const [output, errors] = parts;
    if (code !== 0) throw new Error(`exit code ${code}\n${output}\n${errors}`);
    return { output, body: parseOrNull(output) };
  };

  const runOperation = async (step: Step): Promise<Answer> => {
    const variables = JSON.parse(fill(step.variables ?? '{}', value => JSON.stringify(value).slice(1, -1)));
    const response = await fetch(`${serverUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token() !== undefined && { authorization: `Bearer ${token()}` }),
      },
      body: JSON.stringify({ query: step.text, variables }),
    });
    const output = await response.text();
    const body = JSON.parse(output) as { errors?: { extensions: { code: string } }[] };
    const codes = (body.errors ?? []).map(({ extensions }) => extensions.code).join();
    if (codes !== (step.marks.refused ?? '')) throw new Error(output);
    return { output, body };
  };

  const subscribe = async (step: Step): Promise<null> => {
    const stream: OpenStream = { items: [], closedWith: null };
    streams.push(stream);
    let isOpen = false;
    const client = createClient({
      url: toSocketUrl(serverUrl),
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token()}` },
      retryAttempts: 0,
      on: {
        connected: () => {
          isOpen = true;
        },
        closed: event => {
          stream.closedWith = (event as CloseEvent).code;
        },
      },
    });
    disposals.push(() => client.dispose());
    client.subscribe(
      { query: step.text, variables: JSON.parse(fill(step.variables ?? '{}')) },
      { next: ({ data }) => stream.items.push(data), error: () => {}, complete: () => {} },
    );
    await waitFor(() => isOpen, { what: 'the socket' });
    return null;
  };

  const runStep = async (step: Step): Promise<Answer | null> => {
    const { as, keeps, until, keepsRunning } = step.marks;
    if (as !== null) credential = as === 'no one' ? null : as;
    if (credential !== null && !kept.has(credential))
      throw new Error(`there is no token "${credential}" yet`);
    if (keepsRunning) return startServer(step);
    const operation = step.language === 'graphql' ? getOperationAST(parse(step.text)) : null;
    if (operation?.operation === 'subscription') return subscribe(step);
    if (step.language === 'graphql' && operation?.name === undefined)
      throw new Error('the operation needs a name');
    const runOnce = () => (operation ? runOperation(step) : runCommand(step));
    let answer = await runOnce();
    if (until !== null && String(find(answer, until.path)) !== until.value)
      await waitFor(
        async () => {
          answer = await runOnce();
          return String(find(answer, until.path)) === until.value;
        },
        { what: `${until.path} to be ${until.value} in ${JSON.stringify(answer.body)}` },
      );
    for (const keep of keeps) {
      const value = toKept(answer, keep);
      kept.set(keep.name, value);
      onKeep(keep.name, value);
    }
    return answer;
  };

  return {
    kept,
    streams,
    run: async ({ steps }) => {
      const answers: (Answer | null)[] = [];
      for (const step of steps) {
        answers.push(
          await runStep(step).catch(error => {
            throw new Error(`${step.at}: ${(error as Error).message}`, { cause: error });
          }),
        );
        executed += step.variables === null ? 1 : 2;
      }
      return answers;
    },
    executed: () => executed,
    serverOutput: () => serverOutput,
    stop: async () => {
      for (const dispose of disposals) await dispose();
      await stopServer();
    },
  };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A value of an answer: `output` is the text of a command without spaces around it. */
function find({ output, body }: Answer, path: string): unknown {
  if (path === 'output') return output.trim();
  const names = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], body);
}

function toKept(answer: Answer, { path, after }: Keep): string {
  const value = find(answer, path);
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Error(`"${path}" has no value in ${answer.output}`);
  const text = String(value);
  if (after === null) return text;
  if (!text.includes(after)) throw new Error(`"${path}" has no "${after}"`);
  return text.slice(text.indexOf(after) + after.length);
}
