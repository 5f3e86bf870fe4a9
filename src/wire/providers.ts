/** The HTTP client to the providers, and the simulators that stand in for them in a demo. */
import { demoWebhookKey, findDemoCredentials } from '../accounts/demo-data.js';
import {
  createSimulatedHttp,
  createSimulatedUrls,
  simulatedAccount,
  toSimulatedBaseUrl,
} from '../accounts/simulated-provider.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { ProviderHttp } from '../providers/contract/provider-http.js';
import { createProviderHttp } from '../providers/http/http.js';
import { createSimulatorHost, type SimulatorHost } from '../providers/simulation/simulator-host.js';
import type { Part, ServerContext } from './server-context.js';

/** The way to the providers. */
export interface ProviderParts extends Part {
  /** Calls a messaging provider, or its simulator. */
  readonly http: ProviderHttp;
  /** Calls an address as it is. */
  readonly directHttp: ProviderHttp;
  /** Where the simulators are; null in an installation. */
  readonly simulated: { readonly origin: string; readonly rewrite: (url: string) => string } | null;
  readonly simulatorHost: SimulatorHost | null;
  /** Loads what the client needs for its first call. */
  open(): Promise<unknown>;
  /** Lets the simulators post to this server, which listens now. */
  startReporting(): Part;
}

/** Creates the client; starts the simulators where there are any. */
export async function wireProviders(context: ServerContext): Promise<ProviderParts> {
  const { config, logger, hasSimulators, address, publicUrl } = context;
  const host = hasSimulators ? createSimulatorHost({ log: logger, linkBase: toSimulatedBaseUrl }) : null;
  const started = host && (await host.start());
  const directHttp = createProviderHttp({
    timeoutMs: config.providerTimeoutMs,
    allowPrivate: hasSimulators,
  });
  const toSimulator = (kind: ProviderKind) => started?.baseUrl(kind, simulatedAccount) ?? '';
  return {
    http: started ? createSimulatedHttp(directHttp, toSimulator) : directHttp,
    directHttp,
    simulated: started && { origin: started.origin, rewrite: createSimulatedUrls(toSimulator) },
    simulatorHost: host,
    open: () => directHttp.open(),
    startReporting: () => {
      host?.reportTo({
        url: () => address.url,
        ...{ publicUrl, credentialsOf: findDemoCredentials, webhookKey: demoWebhookKey },
      });
      return { stop: async () => host?.stopReporting() };
    },
    stop: async () => {
      await directHttp.close();
      await host?.stop();
    },
  };
}
