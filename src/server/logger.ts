/** The structured log. Secrets are redacted by name; URLs with keys are never logged (see `create-http-server.ts`). */
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

/** The log, and the same log without redaction. */
export interface Loggers {
  readonly logger: Logger;
  /** For the stages of a webhook and the end of a send, which log only ids and outcomes: redaction took a tenth of a webhook's time. */
  readonly stageLogger: Logger;
}

/** Creates the log; `pretty` is for terminals. */
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
  // Several lines per webhook: they are buffered, as one write per line would cost more than the webhook's own work.
  const destination = pino.destination({ sync: false, minLength: bufferBytes });
  setInterval(() => destination.flush(), flushMs).unref();
  process.on('exit', () => destination.flushSync());
  return { logger: pino(guarded, destination), stageLogger: pino(plain, destination) };
}
