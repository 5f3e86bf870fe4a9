/** The process edge: configuration, start, signals, exit code. */
import 'reflect-metadata';
import { startApp } from './app.js';
import { loadConfig, readLogFormat } from './config.js';
import { createLoggers } from './server/logger.js';
import { settleWhenQuiet } from './server/settle.js';
import { formatStartFailure } from './server/start-failure.js';
import { formatReady } from './server/welcome.js';

/** A hanging stop must not keep the process alive: unfinished work continues at the next start. */
const stopGraceMs = 2_000;

try {
  const config = loadConfig(process.env);
  const { logger, stageLogger } = createLoggers({ level: config.logLevel, format: config.logFormat });
  process.on('unhandledRejection', error => logger.error({ err: error }, 'unhandled rejection'));
  process.on('uncaughtException', error => {
    logger.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  // Node's own listener would write them to the terminal as text.
  process.removeAllListeners('warning');
  process.on('warning', warning => logger.warn({ err: warning }, 'warning of Node.js'));
  const app = await startApp(config, logger, { stageLogger });
  const facts = { url: app.url, isDemo: config.mode === 'demo', hasPlayground: config.playground };
  console.log(formatReady(facts, config.logFormat));
  settleWhenQuiet();

  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'stopping');
    const limitMs = config.shutdownDrainMs + config.shutdownTimeoutMs + stopGraceMs;
    setTimeout(() => process.exit(1), limitMs).unref();
    app.stop().then(
      () => process.exit(0),
      error => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
} catch (error) {
  console.error(formatStartFailure(error, readLogFormat(process.env)));
  process.exit(1);
}
