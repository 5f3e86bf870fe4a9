/** The editors: CodeMirror for the document and for its variables. */
import { json } from '@codemirror/lang-json';
import { syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { graphql, updateSchema } from 'cm6-graphql';
import { basicSetup } from 'codemirror';
import { useEffect, useRef } from 'preact/hooks';
import type { Playground } from './playground.js';
import type { Tab } from './tabs.js';

/** One editor of a tab. */
export interface EditorProps {
  readonly playground: Playground;
  readonly tab: Tab;
  readonly language: 'graphql' | 'json';
  readonly label: string;
}

/** Colours come from the page's style sheet, by the classes of the highlighter. */
const shared: Extension[] = [basicSetup, syntaxHighlighting(classHighlighter), EditorView.lineWrapping];

function runTab(playground: Playground, tab: Tab): boolean {
  playground.run(tab);
  return true;
}

/** Edits the tab's document or variables; Ctrl+Enter runs the tab. */
export function Editor({ playground, tab, language, label }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const schema = playground.schema.schema.value;

  useEffect(() => {
    const text = language === 'graphql' ? tab.document : tab.variables;
    const state =
      tab.editorStates.get(language) ??
      EditorState.create({
        doc: text.peek(),
        extensions: [
          keymap.of([{ key: 'Mod-Enter', run: () => runTab(playground, tab) }]),
          shared,
          EditorView.cspNonce.of(playground.config.styleNonce),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          language === 'graphql'
            ? graphql(undefined, {
                onShowInDocs: (field, _type, parentType) => {
                  playground.documentation.value = parentType && field ? `${parentType}.${field}` : 'Query';
                },
              })
            : json(),
          EditorView.updateListener.of(update => {
            if (update.docChanged) text.value = update.state.doc.toString();
            if (language === 'graphql') tab.offset.value = update.state.selection.main.head;
          }),
        ],
      });
    const created = new EditorView({ state, parent: host.current as HTMLDivElement });
    view.current = created;
    return () => {
      tab.editorStates.set(language, created.state);
      created.destroy();
    };
  }, [tab, language]);

  useEffect(() => {
    if (language === 'graphql' && view.current && schema) updateSchema(view.current, schema);
  }, [tab, schema]);

  return <div class={`editor editor-${language}`} ref={host} />;
}
