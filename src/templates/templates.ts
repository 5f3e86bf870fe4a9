/**
 * The module of approved templates: they are read from the vendors that list them, by a sweep and on request, and
 * registered by hand for vendors that do not. A reply sends them (`outbox/reply-content.ts`).
 */
import { recordActivity } from '../database/activities/pending-activity.js';
import type { Database, Transaction } from '../database/database.js';
import { BadUserInputError, ChannelCannotError, NotFoundError } from '../domain/errors.js';
import { approvedTemplate, findVariables } from '../domain/message-template.js';
import { ProviderFailedError } from '../domain/template-errors.js';
import { cleanText } from '../domain/text.js';
import { isUuid } from '../domain/uuid-v7.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { Provider } from '../providers/contract/provider.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { ProviderHttp } from '../providers/contract/provider-http.js';
import { claimDueAccount, endListing, findAccountOfChannel, type ListingAccount } from './list-due.js';
import { registerTemplate, removeTemplate, replaceListedTemplates } from './template-rows.js';

/** Options of `createTemplates`. */
export interface TemplatesOptions {
  readonly database: Database;
  readonly providers: readonly Provider[];
  readonly http: ProviderHttp;
  readonly openCredentials: (accountId: string, cipher: string | null) => ProviderCredentials;
  readonly log: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** A template that a user registers for the account of a number. */
export interface TemplateInput {
  readonly channelId: string;
  readonly name: string;
  readonly language: string;
  readonly category?: string | null;
  readonly body: string;
  /** Names of variables that are not in the body. */
  readonly otherVariables?: readonly string[] | null;
}

/** The templates module. */
export interface Templates {
  /**
   * Lists the templates of a number's account again.
   * @throws NotFoundError, ChannelCannotError where the vendor lists none, ProviderFailedError when it did not respond
   */
  sync(tenantId: string, channelId: string): Promise<void>;
  /**
   * Registers a template with a vendor that lists none; an upsert by name and language.
   * @returns its id
   * @throws NotFoundError, ChannelCannotError, BadUserInputError
   */
  upsert(tenantId: string, input: TemplateInput): Promise<string>;
  /** Removes a registered template. @throws NotFoundError, also for one that the vendor lists */
  remove(tenantId: string, templateId: string): Promise<void>;
  /** Lists due accounts, one at a time. */
  sweep(stopping: AbortSignal): Promise<void>;
}

const maxNameChars = 512;
const maxBodyChars = 4_096;
const maxVariables = 50;

/** Creates the module. */
export function createTemplates(options: TemplatesOptions): Templates {
  const { database, http, openCredentials, log } = options;
  const byKind = new Map<ProviderKind, Provider>(options.providers.map(one => [one.kind, one]));
  const listing = options.providers.filter(({ templates }) => templates?.list);

  const getAccount = async (tenantId: string, channelId: string): Promise<ListingAccount> => {
    const account = isUuid(channelId) ? await findAccountOfChannel(database, tenantId, channelId) : null;
    if (!account) throw new NotFoundError('channel', channelId);
    return account;
  };

  /** @returns the reason why nothing was listed; null when it was */
  const list = async (account: ListingAccount): Promise<string | null> => {
    let credentials: ProviderCredentials;
    try {
      credentials = openCredentials(account.id, account.credentialsCipher);
    } catch {
      return "The account's credentials cannot be read; enter them again.";
    }
    const answer = await byKind.get(account.kind)?.templates?.list?.(credentials, http);
    if (!answer) return 'The provider lists no templates.';
    if (!answer.ok) return answer.detail;
    const counts = await replaceListedTemplates(database, account, answer.templates);
    await endListing(database, account);
    log('templates listed', { accountId: account.id, kind: account.kind, ...counts });
    return null;
  };

  return {
    sync: async (tenantId, channelId) => {
      const account = await getAccount(tenantId, channelId);
      if (!byKind.get(account.kind)?.templates?.list) {
        const instead = 'register them with upsertMessageTemplate, where it has any';
        throw new ChannelCannotError(channelId, 'listsTemplates', 'list its templates', instead);
      }
      const fault = await list(account);
      if (fault !== null) throw new ProviderFailedError(fault);
    },
    upsert: async (tenantId, input) => {
      const account = await getAccount(tenantId, input.channelId);
      const templates = byKind.get(account.kind)?.templates;
      if (!templates) {
        const instead = 'write a text, which its provider takes at any time';
        throw new ChannelCannotError(input.channelId, 'templates', 'send templates', instead);
      }
      if (templates.list) {
        throw new BadUserInputError('channelId', 'names a number whose provider lists its templates itself');
      }
      const body = parseText('body', input.body, maxBodyChars);
      const variables = [...new Set([...findVariables(body), ...(input.otherVariables ?? [])])];
      checkVariables(variables, name => templates.isVariable(name));
      const given = {
        name: parseText('name', input.name, maxNameChars),
        language: parseText('language', input.language, 20),
        category: input.category == null ? null : parseText('category', input.category, 64).toUpperCase(),
        status: approvedTemplate,
        ...{ body, variables },
      };
      return database.transaction(async transaction => {
        const targetId = await registerTemplate(transaction, account, given);
        const shown = ['name', 'language', 'category', 'body'] as const;
        recordActivity({ targetId, changes: shown.map(field => ({ field, after: given[field] })) });
        return targetId;
      });
    },
    remove: async (tenantId, templateId) => {
      const remove = async (transaction: Transaction): Promise<boolean> => {
        const isFound = await removeTemplate(transaction, tenantId, templateId);
        if (isFound) recordActivity({ targetId: templateId });
        return isFound;
      };
      const isRemoved = isUuid(templateId) && (await database.transaction(remove));
      if (!isRemoved) throw new NotFoundError('registered message template', templateId);
    },
    sweep: async stopping => {
      const kinds = listing.map(({ kind }) => kind);
      while (!stopping.aborted) {
        const account = await claimDueAccount(database, kinds);
        if (account === null) return;
        const fault = await list(account);
        if (fault !== null) log('templates not listed', { accountId: account.id, kind: account.kind, fault });
      }
    },
  };
}

function parseText(field: string, given: string, maxChars: number): string {
  const text = cleanText(given).trim();
  if (text === '' || text.length > maxChars)
    throw new BadUserInputError(field, `must have 1 to ${maxChars} characters`);
  return text;
}

function checkVariables(variables: readonly string[], isVariable: (name: string) => boolean): void {
  if (variables.length > maxVariables)
    throw new BadUserInputError('body', `may have ${maxVariables} variables at the most`);
  const odd = variables.filter(name => !isVariable(name));
  if (odd.length > 0)
    throw new BadUserInputError(
      'otherVariables',
      `or the body names what has no place in a message: ${odd.join(', ')}`,
    );
}
