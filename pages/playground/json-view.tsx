/** JSON with colours; addresses in it are links. */
import { classHighlighter, highlightCode } from '@lezer/highlight';
import { parser } from '@lezer/json';
import type { ComponentChild } from 'preact';
import { useMemo } from 'preact/hooks';

/** Larger texts are shown without colours. */
const maxHighlighted = 300_000;
const address = /^"(https?:\/\/[^"\s\\]+)"$/;

/** Shows a value. */
export function JsonView({ value }: { readonly value: unknown }) {
  const text = useMemo(() => JSON.stringify(value, null, 2), [value]);
  const parts = useMemo(() => (text.length > maxHighlighted ? text : highlight(text)), [text]);
  return <pre class="json">{parts}</pre>;
}

function highlight(text: string): ComponentChild[] {
  const parts: ComponentChild[] = [];
  const put = (piece: string, classes: string): void => {
    const url = address.exec(piece)?.[1];
    if (url)
      parts.push(
        '"',
        <a class={classes} href={url} target="_blank" rel="noopener noreferrer">
          {url}
        </a>,
        '"',
      );
    else parts.push(classes ? <span class={classes}>{piece}</span> : piece);
  };
  highlightCode(text, parser.parse(text), classHighlighter, put, () => parts.push('\n'));
  return parts;
}
