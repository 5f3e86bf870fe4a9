/** The HTTP client to the providers, and the simulators that replace them in a demo. */
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

/** HTTP access to the providers. */
export interface ProviderParts extends Part {
  /** Calls a messaging provider, or its simulator. */
  readonly http: ProviderHttp;
  /** Calls a URL without rewriting it. */
  readonly directHttp: ProviderHttp;
  /** Address of the simulators; null in an installation. */
  readonly simulated: { readonly origin: string; readonly rewrite: (url: string) => string } | null;
  readonly simulatorHost: SimulatorHost | null;
  /** Loads the modules that the client needs for its first call. */
  open(): Promise<unknown>;
  /** Lets the simulators post to this server, once it listens. */
  startReporting(): Part;
}

/** Creates the client; starts the simulators in a demo. */
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
