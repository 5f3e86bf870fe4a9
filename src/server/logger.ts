/** The structured log. Secrets are cut out by name; URLs with keys are never put in (see `create-http-server.ts`). */
import { type Logger, pino } from 'pino';

/** Options of `createLogger`. */
export interface LoggerOptions {
  readonly level: string;
  readonly format: 'json' | 'pretty';
}

const secretNames = [
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
  'apiToken',
];

const bufferBytes = 4_096;
const flushMs = 500;

/** Makes the log; `pretty` is for people at a terminal. */
export function createLogger({ level, format }: LoggerOptions): Logger {
  const shared = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretNames.flatMap(name => [name, `*.${name}`]), censor: '[secret]' },
  };
  if (format === 'pretty') {
    const options = { translateTime: 'HH:MM:ss', ignore: 'reqId', singleLine: true };
    return pino({ ...shared, transport: { target: 'pino-pretty', options } });
  }
  // Several lines a webhook: written together, as a write for each would cost more than the webhook's own work.
  const destination = pino.destination({ sync: false, minLength: bufferBytes });
  setInterval(() => destination.flush(), flushMs).unref();
  process.on('exit', () => destination.flushSync());
  return pino(shared, destination);
}
