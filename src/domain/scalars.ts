/** The scalars of the GraphQL contract; entities and schema share them. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLBigInt, GraphQLDateTime, GraphQLJSON, GraphQLURL } from 'graphql-scalars';
import { toDecimal } from './money.js';

const maxCursorLength = 512;

function toCursor(value: unknown): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > maxCursorLength) {
    throw new GraphQLError('A cursor is a string that an earlier answer gave.', {
      extensions: { code: 'CURSOR_INVALID' },
    });
  }
  return value;
}

/** Opaque and authenticated; made and read by `database/cursors`. */
export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'An opaque mark of a place in a list or in the event log. Only pass on what an earlier answer gave; one that is altered, foreign or of another use answers CURSOR_INVALID.',
  serialize: toCursor,
  parseValue: toCursor,
  parseLiteral: node => toCursor(node.kind === Kind.STRING ? node.value : null),
});

/** RFC 3339, always UTC. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  description: 'A moment in time: RFC 3339 in UTC, for example 2026-11-21T09:30:00.000Z.',
});

const maxPhoneLength = 128;

function toWrittenPhone(value: unknown): string {
  if (typeof value === 'string' && value.length <= maxPhoneLength) return value;
  throw new GraphQLError(`A phone number is a string of at most ${maxPhoneLength} characters.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** E.164 in answers, any spelling in arguments: what it means is for the field to read. */
export const PhoneNumber = new GraphQLScalarType<string, string>({
  name: 'PhoneNumber',
  description:
    "A phone number. Answers have E.164: a plus and 7 to 15 digits, for example +77010000021. Arguments take every spelling, such as 8 (701) 000-00-21; a number without a country is one of the company's. What is no phone number answers BAD_USER_INPUT.",
  serialize: value => String(value),
  parseValue: toWrittenPhone,
  parseLiteral: node => toWrittenPhone(node.kind === Kind.STRING ? node.value : null),
});

/** Any JSON value. */
export const Json = new GraphQLScalarType({ ...GraphQLJSON.toConfig(), description: 'Any JSON value.' });

/** An absolute URL. */
export const Url = new GraphQLScalarType({ ...GraphQLURL.toConfig(), description: 'An absolute URL.' });

/** A decimal number that no binary fraction can round. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'A decimal number as a string, such as "12500.00".',
  serialize: value => toDecimalText(value),
  parseValue: value => toDecimalText(value),
  parseLiteral: node =>
    toDecimalText(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null,
    ),
});

function toDecimalText(value: unknown): string {
  const decimal = toDecimal(value);
  if (decimal !== null) return decimal;
  throw new GraphQLError('A Decimal is a number in figures, such as "12500.00".', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** An integer of any size, as a decimal string. */
export const BigIntString = new GraphQLScalarType({
  ...GraphQLBigInt.toConfig(),
  name: 'BigInt',
  description: 'An integer of any size, as a decimal string.',
  serialize: value => String(value),
});
