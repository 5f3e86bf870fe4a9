/** Samples of the vendors for the contract suite, and their fixtures. */
import { readFileSync } from 'node:fs';
import type { ListedTemplate } from '../../src/domain/message-template.js';

/** Facts of a vendor for the contract suite. */
export interface Sample {
  /** Prefix of its rows in the manifest. */
  readonly fixtures: string;
  /** Folder of the manifest; test/fixtures by default. */
  readonly fixturesUrl?: URL;
  /** Folder of its set-up guide; docs/providers by default. */
  readonly guides?: URL;
  /** Every secret in them begins with SECRET. */
  readonly credentials: (baseUrl: string) => Record<string, unknown>;
  readonly channel: string;
  readonly person: string;
  /** Differences of the vendor's inbound messages from the others': no name, no time, no number. */
  readonly inbound?: Record<string, unknown>;
  /** The recipient of an echo, where only a lookup knows it. */
  readonly echoTo?: '';
  /** Vendors that post one event per request. */
  readonly batches?: false;
  /** A template that the simulator knows, for vendors that list none. */
  readonly template?: Pick<ListedTemplate, 'externalId' | 'name' | 'language' | 'body' | 'variables'>;
}

/** A row of a manifest. */
export interface FixtureRow {
  readonly file: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** The object in the file is posted as form fields. */
  readonly send?: 'form';
  /** GET for a handshake, which has no body to parse. */
  readonly method?: string;
  readonly expect: {
    readonly channel?: string;
    readonly kind?: string;
    readonly text?: string;
    readonly phone?: string;
    readonly externalId?: string;
    readonly correlationId?: string;
    readonly status?: string;
    readonly errorText?: string;
    readonly state?: string;
    readonly source?: string;
    readonly replyTo?: string;
    readonly media?: Readonly<Record<string, unknown>>;
    /** Addresses that the body attests to be the same person's. */
    readonly alsoKnownAs?: readonly string[];
    readonly recipients?: readonly string[];
    readonly addresses?: readonly string[];
  };
}

/** A fixture with the bytes to post. */
export interface Fixture extends FixtureRow {
  readonly bytes: Buffer;
}

const toForm = (json: Buffer) => Buffer.from(new URLSearchParams(JSON.parse(json.toString())).toString());

/** Reads the bodies of a vendor. */
export function readFixtures({
  fixtures,
  fixturesUrl = new URL('../fixtures/', import.meta.url),
}: Pick<Sample, 'fixtures' | 'fixturesUrl'>): Fixture[] {
  const { items } = JSON.parse(readFileSync(new URL('manifest.json', fixturesUrl), 'utf8')) as {
    items: FixtureRow[];
  };
  return items
    .filter(row => row.file.startsWith(fixtures) && row.method !== 'GET')
    .map(row => {
      const bytes = readFileSync(new URL(row.file, fixturesUrl));
      return { ...row, bytes: row.send === 'form' ? toForm(bytes) : bytes };
    });
}

/** The names of fields in a vendor's fixtures, and its short texts. */
export function wordsOf(fixtures: readonly Fixture[]): { names: string[]; texts: string[] } {
  const names = new Set<string>();
  const texts = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && value.length <= 40) texts.add(value);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) names.add(name);
      visit(inner);
    }
  };
  for (const { send, bytes } of fixtures)
    visit(send === 'form' ? Object.fromEntries(new URLSearchParams(bytes.toString())) : tryJson(bytes));
  return { names: [...names], texts: [...texts] };
}

function tryJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}
