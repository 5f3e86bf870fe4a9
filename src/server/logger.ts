/** The structured log. Secrets are cut out by name; URLs with keys are never put in (see `create-http-server.ts`). */
import { type Logger, pino } from 'pino';
import { secretFieldsOf } from '../providers/contract/account.js';
import { listProviders } from '../providers/registry.js';

/** Options of `createLogger`. */
export interface LoggerOptions {
  readonly level: string;
  readonly format: 'json' | 'pretty';
}

const secretNames = new Set([
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'key',
  'webhookKey',
  'secret',
  'credentials',
  ...listProviders().flatMap(({ credentialFields }) => secretFieldsOf(credentialFields)),
]);

const bufferBytes = 16_000;
const flushMs = 500;

/** The log, and the same without a search for secrets. */
export interface Loggers {
  readonly logger: Logger;
  /** For the stages of a webhook, which hold ids and outcomes only: the search took a tenth of a webhook's time. */
  readonly stageLogger: Logger;
}

/** Creates the log; `pretty` is for people at a terminal. */
export function createLoggers({ level, format }: LoggerOptions): Loggers {
  const plain = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const guarded = {
    ...plain,
    redact: { paths: [...secretNames].flatMap(name => [name, `*.${name}`]), censor: '[secret]' },
  };
  if (format === 'pretty') {
    const options = { translateTime: 'HH:MM:ss', ignore: 'reqId', singleLine: true };
    const logger = pino({ ...guarded, transport: { target: 'pino-pretty', options } });
    return { logger, stageLogger: logger };
  }
  // Several lines a webhook: written together, as a write for each would cost more than the webhook's own work.
  const destination = pino.destination({ sync: false, minLength: bufferBytes });
  setInterval(() => destination.flush(), flushMs).unref();
  process.on('exit', () => destination.flushSync());
  return { logger: pino(guarded, destination), stageLogger: pino(plain, destination) };
}
