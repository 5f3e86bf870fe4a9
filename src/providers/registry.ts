/**
 * The vendors that are built. A new one is one line here.
 */
import { TrunklineError } from '../domain/errors.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { chatflow } from './chatflow/index.js';
import type { Provider } from './contract/provider.js';
import { declareSecrets } from './contract/redact.js';
import { greenApi } from './green-api/index.js';
import { tata } from './tata/index.js';
import { twilioConversations, twilioMessaging } from './twilio/index.js';
import { whatsappCloud } from './whatsapp-cloud/index.js';

const built: readonly Provider[] = [
  chatflow,
  twilioConversations,
  twilioMessaging,
  greenApi,
  tata,
  whatsappCloud,
];
const providers = new Map<ProviderKind, Provider>();

/**
 * Adds a vendor, before anything is built from the list: the schema, the routes, the demo. Everything that is built in
 * comes through here; tests add one of their own.
 */
export function registerProvider(provider: Provider): void {
  providers.set(provider.kind, provider);
  declareSecrets(provider);
}

for (const provider of built) registerProvider(provider);

/** Every vendor that is built, in the order in which they are offered. */
export function listProviders(): readonly Provider[] {
  return [...providers.values()];
}

/**
 * The vendor of a kind.
 * @throws TrunklineError BAD_USER_INPUT when the kind is in the vocabulary and not built yet
 */
export function getProvider(kind: ProviderKind): Provider {
  const provider = providers.get(kind);
  if (provider !== undefined) return provider;
  const built = [...providers.keys()];
  throw new TrunklineError(
    'BAD_USER_INPUT',
    `The provider ${kind} is not built into this version; there is: ${built.join(', ')}.`,
    {
      field: 'kind',
      built,
    },
  );
}

/** The vendor whose webhooks arrive under a path, or under a path below it that ends in the key; null when none. */
export function findProviderByPath(path: string): Provider | null {
  for (const provider of providers.values()) {
    if (provider.routes.some(route => path === route.path || path.startsWith(`${route.path}/`)))
      return provider;
  }
  return null;
}

/** The vendors at which a code of a refusal says that the person has opted out. */
export function findKindsByOptOutCode(code: string): ProviderKind[] {
  return [...providers.values()].flatMap(({ kind, optOutCodes }) =>
    optOutCodes?.includes(code) ? [kind] : [],
  );
}
