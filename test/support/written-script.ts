/**
 * A document whose code blocks are a script: `sh` blocks, and `graphql` blocks with a `json` block of variables. HTML
 * comments above a block, which readers do not see, say what the script needs:
 *
 * - `<!-- as owner -->`: from here on operations carry the kept token `owner`; `as no one`: none
 * - `<!-- keep name = data.path[0].value -->`: for `<name>` in later blocks; `… after "text"`: the part behind it
 * - `<!-- until data.path = value -->`: the block is repeated until then
 * - `<!-- refused CODE -->`: the operation is refused with this code
 * - `<!-- keeps running -->`: the block is a server; one that runs is stopped first
 */
import { readFileSync } from 'node:fs';

/** A value to keep from the answer of a block. */
export interface Keep {
  readonly name: string;
  readonly path: string;
  /** Only what follows this text. */
  readonly after: string | null;
}

/** What the comments above a block say. */
export interface Marks {
  /** Null: as before. */
  readonly as: string | null;
  readonly keeps: readonly Keep[];
  readonly until: { readonly path: string; readonly value: string } | null;
  readonly refused: string | null;
  readonly keepsRunning: boolean;
}

/** One block, with its variables. */
export interface Step {
  readonly language: 'sh' | 'graphql';
  readonly text: string;
  readonly variables: string | null;
  readonly marks: Marks;
  /** File and line. */
  readonly at: string;
}

/** A heading with the blocks below it. */
export interface Section {
  readonly heading: string;
  readonly steps: readonly Step[];
}

/** The sections that have blocks, and the number of all blocks of the document, of any kind. */
export interface WrittenScript {
  readonly sections: readonly Section[];
  readonly blockCount: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const noMarks = (): Mutable<Marks> & { keeps: Keep[] } => ({
  ...{ as: null, keeps: [], until: null, refused: null, keepsRunning: false },
});

/** Reads a document. @throws for a block or a comment that would not be executed */
export function readScript(file: string): WrittenScript {
  const lines = readFileSync(file, 'utf8').split('\n');
  const sections: { heading: string; steps: Mutable<Step>[] }[] = [{ heading: '', steps: [] }];
  let marks = noMarks();
  let areMarksUsed = true;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const at = `${file}:${index + 1}`;
    const section = sections.at(-1);
    const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
    const [, comment] = /^<!-- (.*) -->$/.exec(line) ?? [];
    const [, language] = /^\s*(?:```|~~~)\s*(\S*)/.exec(line) ?? [];
    if (heading !== undefined) sections.push({ heading, steps: [] });
    else if (comment !== undefined) {
      readMark(comment, marks, at);
      areMarksUsed = false;
    } else if (line.includes('<!--')) throw new Error(`${at}: a comment is a line of its own`);
    else if (language !== undefined) {
      const end = lines.indexOf('```', index + 1);
      if (end === -1 || line !== `\`\`\`${language}`)
        throw new Error(`${at}: a block is not indented, and ends`);
      const text = lines.slice(index + 1, end).join('\n');
      index = end;
      const last = section?.steps.at(-1);
      if (language === 'json' && last?.language === 'graphql' && last.variables === null) {
        last.variables = text;
      } else if (language === 'sh' || language === 'graphql') {
        section?.steps.push({ language, text, variables: null, marks, at });
        marks = noMarks();
        areMarksUsed = true;
      } else throw new Error(`${at}: a block of "${language}" would not be executed`);
    }
  }
  if (!areMarksUsed) throw new Error(`${file}: the last comment belongs to no block`);
  return {
    sections: sections.filter(({ steps }) => steps.length > 0),
    blockCount: lines.filter(line => /^\s*(?:```|~~~)/.test(line)).length / 2,
  };
}

function readMark(text: string, marks: ReturnType<typeof noMarks>, at: string): void {
  const [, as] = /^as (\w+|no one)$/.exec(text) ?? [];
  const [, name, path, , after] = /^keep (\w+) = (\S+)( after "(.+)")?$/.exec(text) ?? [];
  const [, untilPath, value] = /^until (\S+) = (.+)$/.exec(text) ?? [];
  const [, refused] = /^refused ([A-Z_]+)$/.exec(text) ?? [];
  if (as !== undefined) marks.as = as;
  else if (name !== undefined && path !== undefined) marks.keeps.push({ name, path, after: after ?? null });
  else if (untilPath !== undefined && value !== undefined) marks.until = { path: untilPath, value };
  else if (refused !== undefined) marks.refused = refused;
  else if (text === 'keeps running') marks.keepsRunning = true;
  else throw new Error(`${at}: the comment "${text}" is not understood`);
}
