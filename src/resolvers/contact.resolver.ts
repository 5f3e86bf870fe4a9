import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { getTenant } from '../accounts/account-rows.js';
import { BadUserInputError } from '../domain/errors.js';
import { ContactOrder } from '../domain/list-order.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { PhoneNumber } from '../domain/scalars.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { contactPage, findContactByMatchKeys } from '../queries/contact-page.js';
import { inboxPageOf, ofContact } from '../queries/inbox-page.js';
import { leadsOfContact } from '../queries/lead-page.js';
import type { ContactIdentityRow, ContactRow } from '../queries/rows.js';
import { ContactConnection, ConversationConnection, LeadConnection } from '../schema/connections.js';
import { ContactFilter } from '../schema/contact-filter.input.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';
import { toInboxDetail } from './selection.js';

@ArgsType()
class ContactsArgs extends ForwardPageArgs {
  @Field(() => ContactFilter, { nullable: true, description: 'Filter; default: all contacts.' })
  filter?: ContactFilter | null;

  @Field(() => ContactOrder, { defaultValue: ContactOrder.NEWEST_FIRST, description: 'Order of the list.' })
  orderBy!: ContactOrder;
}

/** Contacts: lookups and fields. */
@Resolver(() => Contact)
export class ContactResolver {
  @Query(() => Contact, {
    nullable: true,
    description:
      'One contact, by exactly one of id and phone. An unknown id fails with NOT_FOUND, an unknown phone returns null; every spelling of a number finds the same contact, also a national one.',
  })
  async contact(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the contact.' }) id: string | null | undefined,
    @Arg('phone', () => PhoneNumber, { nullable: true, description: 'A phone of the contact.' })
    phone: string | null | undefined,
    @Ctx() { loaders, reader }: ResolverContext,
  ): Promise<object | null> {
    if ((id == null) === (phone == null))
      throw new BadUserInputError('id', 'or "phone" must be given, and not both');
    if (id != null) return getFound('contact', id, loaders.contact.load(id));
    const identity = identifyPhone(phone ?? '', (await getTenant(reader)).defaultCountry);
    if (!identity) throw new BadUserInputError('phone', 'must be a phone number that exists');
    const found = await findContactByMatchKeys(reader, [`tel:${identity.matchKey}`]);
    return found?.mergedIntoId ? loaders.contact.load(found.mergedIntoId) : found;
  }

  @Query(() => ContactConnection, { description: 'Contacts, without those that were merged into another.' })
  contacts(@Args(() => ContactsArgs) args: ContactsArgs, @Ctx() context: ResolverContext): Promise<object> {
    return contactPage(toPageSource(context), args.filter ?? {}, args.orderBy, args);
  }

  @FieldResolver(() => [ContactIdentity], {
    description: 'Addresses of the contact, in order of creation.',
  })
  identities(@Root() contact: ContactRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.identitiesOfContact.load(contact.id);
  }

  @FieldResolver(() => LeadConnection, { description: "The contact's leads, newest first." })
  leads(
    @Root() contact: ContactRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return leadsOfContact(toPageSource(context), contact.id, args);
  }

  @FieldResolver(() => ConversationConnection, {
    description: "The contact's conversations on all numbers, the latest activity first.",
  })
  conversations(
    @Root() contact: ContactRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return inboxPageOf(
      toPageSource(context),
      { ...ofContact, id: contact.id },
      {},
      args,
      toInboxDetail(info),
    );
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description:
      'The contact that this one was merged into; it has the addresses, conversations and leads. Null for a contact that is not merged.',
  })
  mergedInto(@Root() contact: ContactRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.contact.load(contact.mergedIntoId);
  }
}

/** Addresses of contacts. */
@Resolver(() => ContactIdentity)
export class ContactIdentityResolver {
  @FieldResolver(() => Channel, {
    nullable: true,
    description: 'The number on which the address was first seen.',
  })
  channel(@Root() identity: ContactIdentityRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.channel.load(identity.channelId);
  }
}
