/** Registry of the built-in vendors. To add one, add a line here. */
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
 * Registers a vendor. Must run before the schema, the routes and the demo are built from the list. Built-in vendors are
 * registered with it too; tests add their own.
 */
export function registerProvider(provider: Provider): void {
  providers.set(provider.kind, provider);
  declareSecrets(provider);
}

for (const provider of built) registerProvider(provider);

/** All registered vendors, in display order. */
export function listProviders(): readonly Provider[] {
  return [...providers.values()];
}

/**
 * The vendor of a kind.
 * @throws TrunklineError BAD_USER_INPUT when the kind is in the vocabulary but not built yet
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

/** Vendors whose error code means that the recipient has opted out. */
export function findKindsByOptOutCode(code: string): ProviderKind[] {
  return [...providers.values()].flatMap(({ kind, optOutCodes }) =>
    optOutCodes?.includes(code) ? [kind] : [],
  );
}
