/** Validation of the input of endpoints. */

import type { EntityManager } from '@mikro-orm/postgresql';
import { parseLine } from '../accounts/input-rules.js';
import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { personalEvents } from '../domain/personal-events.js';
import { isUuid } from '../domain/uuid-v7.js';
import type { EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import type { WebhookClient } from './webhook-client.js';

const maxUrlChars = 2_000;
const maxChannels = 100;

/** An address that may be called. @throws BadUserInputError */
export async function parseEndpointUrl(
  client: Pick<WebhookClient, 'findFault'>,
  given: string | URL,
): Promise<string> {
  const url = URL.parse(String(given));
  if (url === null || url.href.length > maxUrlChars)
    throw new BadUserInputError('url', `must be a URL of at most ${maxUrlChars} characters`);
  url.hash = '';
  const fault = await client.findFault(url.href);
  if (fault !== null) throw new BadUserInputError('url', fault);
  return url.href;
}

/** A description; null without one. @throws BadUserInputError */
export function parseDescription(text: string | null | undefined): string | null {
  return text == null ? null : parseLine('description', text);
}

/** Kinds without repetitions; null for all. @throws BadUserInputError for a kind of one user */
export function parseEventTypes(types: readonly EventType[] | null | undefined): EventType[] | null {
  const personal = types?.find(type => personalEvents.has(type));
  if (personal !== undefined)
    throw new BadUserInputError('eventTypes', `must not contain ${personal}: its events concern one user`);
  return types == null ? null : [...new Set(types)];
}

/** Ids of the company's numbers; null for all. @throws BadUserInputError, NotFoundError */
export async function parseChannelIds(
  em: EntityManager,
  given: readonly string[] | null | undefined,
): Promise<string[] | null> {
  if (given == null) return null;
  if (given.length > maxChannels)
    throw new BadUserInputError('channelIds', `takes at most ${maxChannels} numbers; null means all`);
  const ids = [...new Set(given.map(id => id.toLowerCase()))];
  const wrong = ids.find(id => !isUuid(id));
  if (wrong !== undefined) throw new NotFoundError('channel', wrong);
  const found = await em.find(Channel, { id: { $in: ids } });
  const known = new Set(found.map(({ id }) => id));
  const missing = ids.find(id => !known.has(id));
  if (missing !== undefined) throw new NotFoundError('channel', missing);
  return ids;
}
