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

/** Makes the log; `pretty` is for people at a terminal and needs a development dependency. */
export function createLogger({ level, format }: LoggerOptions): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretNames.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '[secret]' },
    ...(format === 'pretty'
      ? { transport: { target: 'pino-pretty', options: { translateTime: 'HH:MM:ss', ignore: 'reqId' } } }
      : {}),
  });
}
