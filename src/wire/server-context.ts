/** What every part of a server is built with. */
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

/** Facts and words for the log. */
export type Log = (stage: string, facts: Readonly<Record<string, unknown>>) => void;

/** The context of one server. */
export interface ServerContext {
  readonly config: Config;
  readonly logger: Logger;
  readonly stageLogger: Logger;
  readonly metrics: Metrics;
  /** Whether the demo's company is seeded, with its sign-in shown on the pages. */
  readonly hasDemo: boolean;
  /** Whether simulators stand in for the providers. */
  readonly hasSimulators: boolean;
  /** Where this server listens; empty until it does. */
  readonly address: { url: string };
  /** Base URL at which providers and customers reach this server. */
  readonly publicUrl: () => string;
  /** Logs that something worth knowing happened. */
  readonly info: Log;
  /** Logs something that a person has to look at. */
  readonly alert: Log;
}

/** A part that is stopped with its server, after the parts that were built later. */
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
