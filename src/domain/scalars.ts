/** The scalars of the GraphQL contract; entities and schema share them. */
import { GraphQLError, GraphQLScalarType, type GraphQLScalarTypeConfig, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLJSON, GraphQLLocalDate, GraphQLURL } from 'graphql-scalars';
import { toDecimal } from './money.js';

const maxCursorLength = 512;

function toCursor(value: unknown): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > maxCursorLength) {
    throw new GraphQLError('A cursor is a string that an earlier response contained.', {
      extensions: { code: 'CURSOR_INVALID' },
    });
  }
  return value;
}

/** Opaque and authenticated; created and verified by `database/cursors`. */
export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description:
    'An opaque position in a list or in the event log. Pass only cursors that a response contained; an altered cursor, or one of another company or another field, gives CURSOR_INVALID.',
  serialize: toCursor,
  parseValue: toCursor,
  parseLiteral: node => toCursor(node.kind === Kind.STRING ? node.value : null),
});

type Config<Internal, External> = Readonly<GraphQLScalarTypeConfig<Internal, External>>;

/**
 * Wraps a library scalar so that it always throws a GraphQLError. Some of its parsers throw the errors of `new URL` or
 * `BigInt`, which would count as internal errors.
 */
function toScalar<Internal, External>(
  config: Config<Internal, External>,
  expectation: string,
): GraphQLScalarType<Internal, External> {
  const guard =
    <Given extends unknown[], Value>(parse: (...given: Given) => Value) =>
    (...given: Given): Value => {
      try {
        return parse(...given);
      } catch (error) {
        if (error instanceof GraphQLError && error.originalError === undefined) throw error;
        throw new GraphQLError(`${config.name} must be ${expectation}.`);
      }
    };
  const scalar = new GraphQLScalarType<Internal, External>(config);
  const { parseValue, parseLiteral } = scalar;
  scalar.parseValue = guard(value => parseValue.call(scalar, value) as Internal);
  scalar.parseLiteral = guard((node, variables) => parseLiteral.call(scalar, node, variables) as Internal);
  return scalar;
}

/** RFC 3339, always UTC. */
export const DateTime = toScalar(
  {
    ...GraphQLDateTime.toConfig(),
    description: 'A moment in time: RFC 3339 in UTC, for example 2026-11-21T09:30:00.000Z.',
  },
  'a moment in RFC 3339, for example 2026-11-21T09:30:00.000Z',
);

/** A calendar day without a time zone. */
export const LocalDate = toScalar(
  { ...GraphQLLocalDate.toConfig(), description: 'A calendar day, for example 2026-12-31.' },
  'a calendar day, for example 2026-12-31',
);

/** `24:00` is the end of the day, which the library's scalar does not accept. */
const timeOfDay = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

function toTimeOfDay(value: unknown): string {
  if (typeof value === 'string' && timeOfDay.test(value)) return value;
  throw new GraphQLError('A LocalTime is a time of day such as 09:30, or 24:00 for midnight.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** A time of day without a date and a time zone. */
export const LocalTime = new GraphQLScalarType<string, string>({
  name: 'LocalTime',
  description: 'A time of day by a clock, for example 09:30; 24:00 is the end of the day.',
  serialize: toTimeOfDay,
  parseValue: toTimeOfDay,
  parseLiteral: node => toTimeOfDay(node.kind === Kind.STRING ? node.value : null),
});

const maxPhoneLength = 128;

function toWrittenPhone(value: unknown): string {
  if (typeof value === 'string' && value.length <= maxPhoneLength) return value;
  throw new GraphQLError(`A phone number is a string of at most ${maxPhoneLength} characters.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** E.164 in responses, any spelling in arguments: the field parses it. */
export const PhoneNumber = new GraphQLScalarType<string, string>({
  name: 'PhoneNumber',
  description:
    "A phone number. Answers have E.164: a plus and 7 to 15 digits, for example +77010000021. Arguments take every spelling, such as 8 (701) 000-00-21; a number without a country is one of the company's. Anything else gives BAD_USER_INPUT.",
  serialize: value => String(value),
  parseValue: toWrittenPhone,
  parseLiteral: node => toWrittenPhone(node.kind === Kind.STRING ? node.value : null),
});

/** Any JSON value. */
export const Json = toScalar({ ...GraphQLJSON.toConfig(), description: 'Any JSON value.' }, 'a JSON value');

/** An absolute URL. */
export const Url = toScalar(
  { ...GraphQLURL.toConfig(), description: 'An absolute URL.' },
  'an absolute URL, for example https://example.com/',
);

/** A decimal number without binary rounding. */
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

/** A whole number beyond 32 bits. */
export const BigIntText = new GraphQLScalarType<string, string>({
  name: 'BigInt',
  description: 'A whole number that may exceed 32 bits, as a string of digits.',
  serialize: value => toWholeText(value),
  parseValue: value => toWholeText(value),
  parseLiteral: node => toWholeText(node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : null),
});

function toWholeText(value: unknown): string {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  if (/^-?\d{1,19}$/.test(text)) return text;
  throw new GraphQLError('A BigInt is a whole number in digits, such as "12500".', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

function toDecimalText(value: unknown): string {
  const decimal = toDecimal(value);
  if (decimal !== null) return decimal;
  throw new GraphQLError('A Decimal is a number in figures, such as "12500.00".', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
