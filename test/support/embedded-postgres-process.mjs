/**
 * A process that uses the embedded database, for tests that kill one: starts it with the options in argv, prints one
 * JSON line, and releases it when its standard input ends.
 */
import './register-typescript.mjs';

const { startEmbeddedPostgres } = await import('../../src/database/embedded/embedded-postgres.ts');

const messages = [];
const options = JSON.parse(process.argv[2] ?? '{}');
const startedAt = performance.now();
const database = await startEmbeddedPostgres({ ...options, log: message => messages.push(message) });
const elapsedMs = Math.round(performance.now() - startedAt);
process.stdout.write(`${JSON.stringify({ url: database.url(), messages, elapsedMs })}\n`);
process.stdin.resume();
process.stdin.on('end', () => database.release());
