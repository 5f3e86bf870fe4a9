import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { getTenant } from '../accounts/account-rows.js';
import { requireViewer } from '../accounts/require-viewer.js';
import { BadUserInputError } from '../domain/errors.js';
import { explainAddress } from '../domain/identity/explain-address.js';
import { cleanText } from '../domain/text.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { User } from '../entities/user.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { findCandidates } from '../queries/identity-candidates.js';
import { loadMergeSuggestions, type MergeSuggestionRow } from '../queries/merge-suggestions.js';
import {
  loadOwnAddressContacts,
  type MergedContactRow,
  type OwnAddressContactRow,
} from '../queries/own-address-contacts.js';
import type { ContactRow } from '../queries/rows.js';
import {
  ClearOptOutInput,
  IdentityExplanation,
  MergedContact,
  MergeSuggestion,
  OwnAddressContact,
  SeparateAddressInput,
} from '../schema/contact-identity.types.js';
import { MergeContactsInput, UnmergeContactInput } from '../schema/contact-merge.inputs.js';
import { ContactPayload } from '../schema/desk.payloads.js';
import { UpdateContactInput } from '../schema/update-contact.input.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

const maxRawChars = 256;

/** Merges of contacts and their addresses. */
@Resolver(() => Contact)
export class ContactMergingResolver {
  @Mutation(() => ContactPayload, {
    description:
      'Merges two contacts: addresses, conversations, leads and bookings move to the kept one; an open lead of the other is merged into the open lead of the kept one. Conversations keep their addresses. Returns the kept contact.',
  })
  async mergeContacts(
    @Arg('input', () => MergeContactsInput, { description: 'The two contacts.' })
    { keepId, mergeId }: MergeContactsInput,
    @Ctx() context: ResolverContext,
  ): Promise<ContactPayload> {
    await context.useCases.contacts.merge(requireViewer(context.viewer), keepId, mergeId);
    return readAgain(context, keepId);
  }

  @Mutation(() => ContactPayload, {
    description: 'Changes a contact. CONFLICT, with `mergedIntoId`, for one that was merged into another.',
  })
  async updateContact(
    @Arg('input', () => UpdateContactInput, { description: 'The contact and its changes.' })
    input: UpdateContactInput,
    @Ctx() context: ResolverContext,
  ): Promise<ContactPayload> {
    await context.useCases.contacts.update(requireViewer(context.viewer), input);
    return readAgain(context, input.id);
  }

  @Mutation(() => ContactPayload, {
    description:
      'Undoes a merge, also one that a provider attested: moved data returns, unless it was deleted, and no provider event merges the two again. Returns the contact that is separate again.',
  })
  async unmergeContact(
    @Arg('input', () => UnmergeContactInput, { description: 'The merge to undo.' })
    { contactId }: UnmergeContactInput,
    @Ctx() context: ResolverContext,
  ): Promise<ContactPayload> {
    await context.useCases.contacts.unmerge(requireViewer(context.viewer), contactId);
    return readAgain(context, contactId);
  }

  @Mutation(() => ContactPayload, {
    description:
      'Separates an address from a contact: the address and its conversations move to a new contact with its own lead, and no provider event merges the two again. An address of one of your own numbers that has no conversation is removed instead. Returns the contact that has the address now, or that it was removed from. CONFLICT for the only address of a contact, and for one that was moved by a merge (undo the merge).',
  })
  async separateAddress(
    @Arg('input', () => SeparateAddressInput, { description: 'The address to separate.' })
    input: SeparateAddressInput,
    @Ctx() context: ResolverContext,
  ): Promise<ContactPayload> {
    const { identityId, name } = input;
    const actor = requireViewer(context.viewer);
    return readAgain(context, await context.useCases.contacts.separate(actor, identityId, name));
  }

  @Mutation(() => ContactPayload, {
    description:
      'Clears an opt-out after the contact agreed to receive messages at this address again; the reason becomes a note. A provider with its own opt-out list continues to refuse until the contact sends START. CONFLICT when there is no opt-out.',
  })
  async clearOptOut(
    @Arg('input', () => ClearOptOutInput, { description: 'The opt-out, and the reason.' })
    input: ClearOptOutInput,
    @Ctx() context: ResolverContext,
  ): Promise<ContactPayload> {
    const { identityId, reason } = input;
    await context.useCases.desk.clearOptOut(requireViewer(context.viewer), identityId, reason);
    context.loaders.clearAll();
    const identity = await getFound(
      'address',
      identityId,
      context.loaders.identity.load(identityId.toLowerCase()),
    );
    return readAgain(context, identity.contactId);
  }

  @Query(() => [OwnAddressContact], {
    description:
      'Contacts with an address of one of your own numbers, oldest first, at most 100. New ones are refused; this lists older cases, so that they can be separated.',
  })
  contactsWithOwnAddresses(@Ctx() { reader }: ResolverContext): Promise<OwnAddressContactRow[]> {
    return loadOwnAddressContacts(reader);
  }

  @FieldResolver(() => [MergeSuggestion], {
    description:
      'Other contacts that may be the same person, most likely first, at most five. They are never merged automatically.',
  })
  mergeSuggestions(
    @Root() contact: ContactRow,
    @Ctx() { loaders, reader }: ResolverContext,
  ): Promise<readonly MergeSuggestionRow[]> {
    return loaders.byParent('mergeSuggestions', ids => loadMergeSuggestions(reader, ids)).load(contact.id);
  }

  @Query(() => IdentityExplanation, {
    description:
      'Explains how an address is parsed: a phone in any spelling, or an address of a messenger. Returns the applied rule and the matching contacts; writes nothing.',
  })
  async explainIdentity(
    @Arg('raw', () => String, { description: 'The address as written, at most 256 characters.' })
    raw: string,
    @Arg('country', () => String, {
      nullable: true,
      description: "ISO 3166-1 alpha-2 code for a number without a country; default: the company's.",
    })
    country: string | null | undefined,
    @Ctx() { reader, loaders }: ResolverContext,
  ): Promise<IdentityExplanation> {
    if (raw.length > maxRawChars)
      throw new BadUserInputError('raw', `takes at most ${maxRawChars} characters`);
    if (country != null && !/^[A-Z]{2}$/.test(country))
      throw new BadUserInputError('country', 'must be two capital letters, such as KZ');
    const home = country ?? (await getTenant(reader)).defaultCountry;
    const { person, rule, country: ofPhone } = explainAddress(cleanText(raw), home);
    const ids = person && (await findCandidates(reader, person.kind, person.canonical, person.matchKeys));
    const candidates = await Promise.all((ids ?? []).map(id => loaders.contact.load(id)));
    return {
      raw,
      canonical: person?.canonical ?? null,
      matchKeys: person?.matchKeys ?? [],
      rule,
      country: ofPhone,
      candidates: candidates.filter(candidate => candidate !== null),
    };
  }
}

/** Fields of a merge suggestion. */
@Resolver(() => MergeSuggestion)
export class MergeSuggestionResolver {
  @FieldResolver(() => Contact, { description: 'The other contact.' })
  other(@Root() suggestion: MergeSuggestionRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.contact.load(suggestion.otherId);
  }
}

/** Contact with an address of an own channel. */
@Resolver(() => OwnAddressContact)
export class OwnAddressContactResolver {
  @FieldResolver(() => Contact, { description: 'The contact.' })
  contact(@Root() row: OwnAddressContactRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.contact.load(row.contactId);
  }

  @FieldResolver(() => [ContactIdentity], {
    description: 'Its addresses that are one of your own numbers.',
  })
  async ownAddresses(@Root() row: OwnAddressContactRow, @Ctx() { loaders }: ResolverContext) {
    const rows = await Promise.all(row.identityIds.map(id => loaders.identity.load(id)));
    return rows.filter(identity => identity !== null);
  }

  @FieldResolver(() => [MergedContact], { description: 'The merges into this contact, oldest first.' })
  merges(@Root() row: OwnAddressContactRow): readonly MergedContactRow[] {
    return row.merges;
  }
}

/** Fields of a merge. */
@Resolver(() => MergedContact)
export class MergedContactResolver {
  @FieldResolver(() => Contact, { description: 'The contact that was merged; unmergeContact undoes it.' })
  merged(@Root() row: MergedContactRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.contact.load(row.mergedId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The user who merged them; null when a provider attested that they are one person.',
  })
  mergedBy(@Root() row: MergedContactRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.user.load(row.mergedById);
  }

  @FieldResolver(() => WebhookEvent, {
    nullable: true,
    description: "The ledger entry of the provider's attestation; null after the retention period.",
  })
  sourceEvent(@Root() row: MergedContactRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.webhookEvent.load(row.sourceEventId);
  }
}

async function readAgain({ loaders }: ResolverContext, id: string): Promise<ContactPayload> {
  loaders.clearAll();
  return { contact: await getFound('contact', id, loaders.contact.load(id.toLowerCase())) };
}
