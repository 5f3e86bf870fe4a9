/** Hostile bodies, derived from a vendor's own: the same ones in every second run. */
import fc from 'fast-check';

/** A body with its content type. */
export interface HostileBody {
  readonly type: string;
  readonly body: Buffer;
}

const jsonType = 'application/json';
const formType = 'application/x-www-form-urlencoded';
const otherTypes = ['text/plain', 'multipart/form-data', 'image/png', 'application/xml', ';;;', ''] as const;

/** Values that replace any other. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, 0, -1, 1e308, '', ' ', [], {}, [[]], [null], '\u0000', '\ud800', 'a\u0000b'],
    ...[
      '__proto__',
      'constructor',
      '../../etc/passwd',
      "'; drop table messages; --",
      '{{7*7}}',
      '{{SWE001}}',
    ],
    ...['9'.repeat(400), 'x'.repeat(5_000), '\u202e', 'javascript:alert(1)', 'http://169.254.169.254/', '-0'],
    ...[{ a: { b: { c: 1 } } }, { __proto__: null, toString: 1 }, Array.from({ length: 200 }, () => ({}))],
    ...[
      '1e999',
      '2038-13-45T99:99:99Z',
      '99999999999999999999',
      'NaN',
      '@',
      '@c.us',
      '@lid',
      'whatsapp:',
      '+',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
);

/** Replaces, removes or doubles one value in the tree; `seed` decides where. */
function mutate(tree: unknown, seed: number, value: unknown): unknown {
  if (typeof tree !== 'object' || tree === null) return value;
  const keys = Object.keys(tree);
  const key = keys[seed % Math.max(1, keys.length)];
  if (key === undefined || seed % 7 === 0) return value;
  const child = (tree as Record<string, unknown>)[key];
  const deeper = Math.floor(seed / Math.max(1, keys.length));
  const isLeaf = typeof child !== 'object' || child === null;
  const next = isLeaf || deeper % 5 === 0 ? value : mutate(child, deeper, value);
  const copy = Array.isArray(tree) ? [...tree] : { ...tree };
  if (deeper % 11 === 1) Reflect.deleteProperty(copy, key);
  else Reflect.set(copy, key, next);
  return copy;
}

const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
const fixedTexts: readonly string[] = [
  ...[
    '',
    ' ',
    'null',
    '"text"',
    '1e999',
    '{}',
    '[]',
    '[null,1,"x",[],[[]],{}]',
    '{',
    '{}{}',
    '<xml/>',
    '\u0000',
  ],
  ...['{"__proto__":{"a":1}}', '{"a":1,"a":2}', nested('[', ']', 20_000), nested('{"entry":', '}', 5_000)],
  ...[nested('{"data":', '}', 3_000), nested('[{"messages":', '}]', 3_000), '['.repeat(50_000)],
  JSON.stringify(Object.fromEntries([...Array(4_000).keys()].map(n => [`k${n}`, n]))),
  [...Array(3_000).keys()].map(n => `F${n}=1`).join('&'),
  `${'&'.repeat(5_000)}=&=&a=&%=%zz&%00=%00`,
];

/** Which half of the bodies this run has, besides the fixed ones; the other half comes with another run. */
export const fuzzTurn = Number(process.env.FUZZ_TURN ?? Math.floor(Math.random() * 2));

/**
 * Derives `count` bodies from a vendor's valid ones, of which a run has half (`fuzzTurn`): values of the wrong type in random places, bytes that are cut,
 * added or changed, other content types, unknown structures.
 * @param isForm the vendor posts forms; its samples are still objects of fields
 */
export function toHostileBodies(
  samples: readonly unknown[],
  isForm: boolean,
  count: number,
): readonly HostileBody[] {
  const type = isForm ? formType : jsonType;
  const write = (tree: unknown): string => {
    if (!isForm || typeof tree !== 'object' || tree === null) return JSON.stringify(tree) ?? '';
    const fields = Object.entries(tree).map(([name, value]) => [name, toField(value)]);
    return fields.map(([name = '', value = '']) => `${encode(name)}=${encode(value)}`).join('&');
  };
  const of = fc.constantFrom(...samples);
  const odd = fc
    .tuple(of, fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 4 }))
    .map(([sample, changes]) => ({
      type,
      body: Buffer.from(write(changes.reduce((tree, [seed, value]) => mutate(tree, seed, value), sample))),
    }));
  const damaged = fc
    .tuple(of, fc.nat(), fc.uint8Array({ maxLength: 8 }), fc.nat(40))
    .map(([sample, at, bytes, cut]) => {
      const whole = Buffer.from(write(sample));
      const position = at % Math.max(1, whole.length);
      return {
        type,
        body: Buffer.concat([whole.subarray(0, position), bytes, whole.subarray(position + cut)]),
      };
    });
  const misnamed = fc
    .tuple(of, fc.constantFrom(...otherTypes, jsonType, formType))
    .map(([sample, other]) => ({ type: other, body: Buffer.from(write(sample)) }));
  const fixed = fixedTexts.flatMap(text =>
    [jsonType, formType].map(of => ({ type: of, body: Buffer.from(text) })),
  );
  const random = fc.oneof(
    { weight: 5, arbitrary: odd },
    { weight: 3, arbitrary: damaged },
    { weight: 1, arbitrary: misnamed },
  );
  const sample = fc.sample(random, { numRuns: Math.max(0, count - fixed.length), seed: 20_261_124 });
  return [...fixed, ...sample.filter((_, index) => index % 2 === fuzzTurn % 2)];
}

function toField(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
