/** Input and results of the operations on attributes. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Json } from '../domain/scalars.js';
import { AttributeTarget, AttributeType } from '../domain/vocabulary.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';

/** Input of `upsertAttribute`. */
@InputType({ description: 'An attribute to create or change; absent fields stay unchanged.' })
export class UpsertAttributeInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The attribute to change; without it a new one is created.',
  })
  id?: string | null;

  @Field(() => AttributeTarget, { nullable: true, description: 'Required for a new one; never changes.' })
  target?: AttributeTarget | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Required for a new one: 1 to 63 lower-case letters, digits and _, beginning with a letter; unique for the target. Never changes.',
  })
  key?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Required for a new one: 1 to 100 characters, unique for the target.',
  })
  name?: string | null;

  @Field(() => AttributeType, { nullable: true, description: 'Required for a new one; never changes.' })
  type?: AttributeType | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'For the type CHOICE: 1 to 200 texts of at most 100 characters; replaces the list. Objects keep the value of a removed choice.',
  })
  choices?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the list, from 0 to 10,000; a new one is the last.',
  })
  position?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: no new values; existing ones stay. False takes it back.',
  })
  isArchived?: boolean | null;
}

/** Payload of `upsertAttribute`. */
@ObjectType({ description: 'The attribute after the mutation.' })
export class AttributeDefinitionPayload {
  @Field(() => AttributeDefinition, { description: 'The attribute after the mutation.' })
  attribute!: object;
}

/** A value of an attribute. */
@ObjectType({ description: 'A value of an attribute.' })
export class AttributeValue {
  @Field(() => AttributeDefinition, { description: 'The attribute.' })
  definition!: object;

  @Field(() => Json, {
    description: "The value, of the attribute's type: a string, a number or a boolean.",
  })
  value!: unknown;
}

/** Condition on an attribute. */
@InputType({ description: 'A condition on an attribute: its key and exactly one of the others.' })
export class AttributeCondition {
  @Field(() => String, { description: 'Key of the attribute.' })
  key!: string;

  @Field(() => Json, { nullable: true, description: 'It has this value.' })
  equals?: unknown;

  @Field(() => Boolean, { nullable: true, description: 'It has a value, or has none.' })
  isSet?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its text contains this text, in any capitals; at most 100 characters.',
  })
  contains?: string | null;
}
