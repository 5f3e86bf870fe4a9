/** Context of all parts of a server. */
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { createMetrics, type Metrics } from '../server/http/metrics.js';

/** Options of a start in addition to its configuration. */
export interface AppOptions {
  /** Seeds the demo and runs the simulators on any database; for tests. */
  readonly hasDemo?: boolean;
  /** Another logger for the stages of webhooks. */
  readonly stageLogger?: Logger;
}

/** Logs a stage with its facts and a message. */
export type Log = (stage: string, facts: Readonly<Record<string, unknown>>) => void;

/** The context of one server. */
export interface ServerContext {
  readonly config: Config;
  readonly logger: Logger;
  readonly stageLogger: Logger;
  readonly metrics: Metrics;
  /** True if the demo's company is seeded, with its sign-in shown on the pages. */
  readonly hasDemo: boolean;
  /** True if simulators replace the providers. */
  readonly hasSimulators: boolean;
  /** Address of this server; empty until it listens. */
  readonly address: { url: string };
  /** Base URL at which providers and customers reach this server. */
  readonly publicUrl: () => string;
  /** Logs a noteworthy event. */
  readonly info: Log;
  /** Logs an event that needs the operator's attention. */
  readonly alert: Log;
}

/** A part that is stopped with its server, after the parts that were created later. */
export interface Part {
  stop(): Promise<void>;
}

/** Creates the context. */
export function createServerContext(config: Config, logger: Logger, options: AppOptions): ServerContext {
  const address = { url: '' };
  return {
    config,
    logger,
    stageLogger: options.stageLogger ?? logger,
    metrics: createMetrics(),
    hasDemo: options.hasDemo ?? config.mode === 'demo',
    hasSimulators: config.simulators || (options.hasDemo ?? false),
    address,
    publicUrl: () => config.publicUrl ?? address.url,
    info: (stage, facts) => logger.info(facts, stage),
    alert: (stage, facts) => logger.warn(facts, stage),
  };
}
