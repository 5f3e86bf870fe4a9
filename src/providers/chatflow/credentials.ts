/**
 * Settings and credentials of a ChatFlow account (docs/providers/chatflow.md, "Settings").
 */
import * as z from 'zod';
import type { CredentialFields } from '../contract/account.js';
import { onceEach } from '../contract/once-each.js';
import type { Provider } from '../contract/provider.js';

const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

const schema = z.object({
  apiToken: z
    .string('must be a text')
    .trim()
    .min(1, 'must not be empty')
    .max(1_000, 'must have 1000 characters at the most')
    .regex(/^[\x21-\x7e]*$/, 'must not contain spaces or letters outside ASCII'),
  instanceId: z.preprocess(
    value => (typeof value === 'number' ? String(value) : value === null || value === '' ? undefined : value),
    z
      .string('must be a text')
      .trim()
      .min(1, 'must not be empty')
      .max(200, 'must have 200 characters at the most')
      .optional(),
  ),
  api: z.enum(['instance', 'flow'], 'must be instance or flow').optional(),
  baseUrl: z
    .string('must be a text')
    .trim()
    .max(500, 'must have 500 characters at the most')
    .refine(
      isBaseUrl,
      'must be an https URL without user, query or fragment (http is taken for the simulator on this machine)',
    )
    .transform(url => url.replace(/\/+$/, ''))
    .default('https://app.chatflow.kz'),
});

const names = Object.keys(schema.shape);

/** The fields of the credentials. */
export const chatflowCredentialFields: CredentialFields<keyof typeof schema.shape> = {
  apiToken: { description: 'the API token of your ChatFlow account', isRequired: true, isSecret: true },
  instanceId: { description: 'the instance, or flow, that the default channel sends from' },
  api: { description: 'instance or flow: the API of the account', choices: ['instance', 'flow'] },
  baseUrl: { description: "base URL of the API, when it is not ChatFlow's own", isBaseUrl: true },
};

/** Credentials for `send`. `instanceId` is the instance, or flow, that the `default` channel sends from. */
export type ChatflowCredentials = Readonly<z.output<typeof schema>>;

/** Validates the input of `connectProvider`; see `Provider.parseCredentials`. */
export const parseChatflowCredentials: Provider['parseCredentials'] = input => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, faults: [`The credentials must be an object with ${names.join(', ')}.`] };
  }
  const parsed = schema.safeParse(input);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(
        issue => `"${issue.path.join('.')}" ${wording(issue.message, issue.path, input)}.`,
      );
  const unknownNames = Object.keys(input).filter(name => !names.some(known => known === name));
  // Names come from the caller. Only those that look like a name are echoed, so a misplaced secret is not printed.
  const named = unknownNames
    .map(name => (/^[a-z][a-z_]{0,30}$/i.test(name) ? `"${name}"` : 'A field'))
    .slice(0, 5);
  faults.push(...named.map(name => `${name} is no setting of ChatFlow; it has ${names.join(', ')}.`));
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  return { ok: true, credentials: parsed.data };
};

/** Typed stored credentials; null when they no longer match the schema. */
export const readChatflowCredentials = onceEach(
  (credentials): ChatflowCredentials | null => schema.safeParse(credentials).data ?? null,
);

function wording(message: string, path: readonly PropertyKey[], input: object): string {
  return path[0] === 'apiToken' && !('apiToken' in input)
    ? 'is missing: the API token of your ChatFlow account'
    : message;
}

function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname));
}
