import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { AttributeTarget } from '../domain/vocabulary.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { attributeDefinitions } from '../queries/catalog.js';
import type { AttributeDefinitionRow, ContactRow, LeadRow } from '../queries/rows.js';
import {
  AttributeDefinitionPayload,
  AttributeValue,
  UpsertAttributeInput,
} from '../schema/attribute.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** The company's own fields of contacts and leads. */
@Resolver(() => AttributeDefinition)
export class AttributeDefinitionResolver {
  @Query(() => [AttributeDefinition], {
    description:
      "The company's own fields, in their order; at most 100 for each target that are not archived.",
  })
  attributeDefinitions(
    @Arg('target', () => AttributeTarget, { nullable: true, description: 'Only those of these objects.' })
    target: AttributeTarget | null | undefined,
    @Arg('includeArchived', () => Boolean, {
      defaultValue: false,
      description: 'True to include archived ones.',
    })
    includeArchived: boolean,
    @Ctx() { reader }: ResolverContext,
  ): Promise<object[]> {
    return attributeDefinitions(reader, target ?? null, includeArchived);
  }

  @Mutation(() => AttributeDefinitionPayload, {
    description:
      'Creates or changes a field of contacts or leads. CONFLICT for a key or a name in use, LIMIT_REACHED for more than 100 of a target. Reported by TENANT_UPDATED.',
  })
  async upsertAttribute(
    @Arg('input', () => UpsertAttributeInput, { description: 'The attribute.' }) input: UpsertAttributeInput,
    @Ctx() { useCases, viewer, reader }: ResolverContext,
  ): Promise<AttributeDefinitionPayload> {
    const id = await useCases.desk.upsertAttribute(requireViewer(viewer), input);
    const all = await attributeDefinitions(reader, null, true);
    return { attribute: await getFound('attribute', id, all.find(found => found.id === id) ?? null) };
  }

  @FieldResolver(() => Boolean, { description: 'True if it takes no new values; existing ones stay.' })
  isArchived(@Root() { archivedAt }: AttributeDefinitionRow): boolean {
    return archivedAt !== null;
  }
}

/** Attributes of contacts. */
@Resolver(() => Contact)
export class ContactAttributesResolver {
  @FieldResolver(() => [AttributeValue], {
    description: "Values of the company's own fields, in their order; fields without a value are left out.",
  })
  attributes(@Root() contact: ContactRow, @Ctx() context: ResolverContext) {
    return toValues(context, AttributeTarget.CONTACT, contact.attributes);
  }
}

/** Attributes of leads. */
@Resolver(() => Lead)
export class LeadAttributesResolver {
  @FieldResolver(() => [AttributeValue], {
    description: "Values of the company's own fields, in their order; fields without a value are left out.",
  })
  attributes(@Root() lead: LeadRow, @Ctx() context: ResolverContext) {
    return toValues(context, AttributeTarget.LEAD, lead.attributes);
  }
}

/** The definitions are read once per request, and only where an object has a value. */
async function toValues(
  { loaders, reader }: ResolverContext,
  target: AttributeTarget,
  attributes: Readonly<Record<string, unknown>>,
): Promise<AttributeValue[]> {
  if (Object.keys(attributes).length === 0) return [];
  const definitions = await loaders
    .byParent('attributeDefinitions', async targets => {
      const all = await attributeDefinitions(reader, null, true);
      return targets.map(wanted => all.filter(definition => definition.target === wanted));
    })
    .load(target);
  return definitions.flatMap(definition =>
    Object.hasOwn(attributes, definition.key) ? [{ definition, value: attributes[definition.key] }] : [],
  );
}
