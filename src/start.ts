/** The process edge: configuration, start, signals, exit code. */
import 'reflect-metadata';
import { startApp } from './app.js';
import { loadConfig } from './config.js';
import { TrunklineError } from './domain/errors.js';
import { createLoggers } from './server/logger.js';
import { formatWelcome } from './server/welcome.js';

/** A stop that hangs must not keep the process: what is unfinished is taken over at the next start. */
const stopGraceMs = 2_000;

try {
  const config = loadConfig(process.env);
  const { logger, stageLogger } = createLoggers({ level: config.logLevel, format: config.logFormat });
  process.on('unhandledRejection', error => logger.error({ err: error }, 'unhandled rejection'));
  const app = await startApp(config, logger, { stageLogger });
  console.log(
    formatWelcome({ url: app.url, isDemo: config.mode === 'demo', hasPlayground: config.playground }),
  );

  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) return;
    isStopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(
      () => process.exit(1),
      config.shutdownDrainMs + config.shutdownTimeoutMs + stopGraceMs,
    ).unref();
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
  console.error(error instanceof TrunklineError ? error.message : error);
  process.exit(1);
}
