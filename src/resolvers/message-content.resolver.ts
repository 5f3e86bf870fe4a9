import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Contact } from '../entities/contact.entity.js';
import { loadContactsByPhone } from '../queries/contacts-by-phone.js';
import { ContactCardPhone } from '../schema/message-content.types.js';
import type { ResolverContext } from './context.js';

/** Phone numbers of contact cards. */
@Resolver(() => ContactCardPhone)
export class ContactCardPhoneResolver {
  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'The contact with this number; null when unknown.',
  })
  contact(@Root() { phone }: ContactCardPhone, @Ctx() { loaders, reader }: ResolverContext) {
    if (phone === null) return null;
    return loaders.byParent('contacts-by-phone', phones => loadContactsByPhone(reader, phones)).load(phone);
  }
}
