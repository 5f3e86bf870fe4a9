/** The page: bar, menu, tabs with editors and results, documentation. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Documentation } from './documentation.js';
import { Editor } from './editor.js';
import { Menu } from './menu.js';
import { isNarrowWindow } from './narrow-window.js';
import type { Playground } from './playground.js';
import { Results } from './results.js';
import { SignIn } from './sign-in.js';
import { TabStrip } from './tab-strip.js';
import { isRunning, type Tab } from './tabs.js';

/** The whole page. */
export function App({ playground }: { readonly playground: Playground }) {
  const { tabs, notice, documentation } = playground;
  // Narrow windows show the menu over the page; wide ones show it always.
  const isMenuOpen = useSignal(false);
  const tab = tabs.active.value;
  return (
    <>
      <header class="bar">
        <h1>Trunkline playground</h1>
        <SignIn playground={playground} />
        <div class="bar-buttons">
          <button
            type="button"
            class="menu-button"
            aria-expanded={isMenuOpen.value}
            onClick={() => {
              isMenuOpen.value = !isMenuOpen.value;
            }}
          >
            Operations
          </button>
          <button
            type="button"
            aria-expanded={documentation.value !== null}
            onClick={() => {
              documentation.value = documentation.value === null ? 'Query' : null;
            }}
          >
            Documentation
          </button>
        </div>
        <p id="notice" class="notice" role="status">
          {notice.value}
        </p>
      </header>
      <div class={isMenuOpen.value ? 'page menu-open' : 'page'}>
        <Menu
          playground={playground}
          onOpen={() => {
            isMenuOpen.value = false;
            if (isNarrowWindow()) scrollTo(0, 0);
          }}
        />
        <main>
          <TabStrip playground={playground} />
          <TabView key={tab.id} playground={playground} tab={tab} />
        </main>
        <Documentation playground={playground} />
      </div>
    </>
  );
}

function TabView({ playground, tab }: { readonly playground: Playground; readonly tab: Tab }) {
  const running = isRunning(tab);
  const results = useRef<HTMLDivElement>(null);
  const toggle = (): void => {
    if (running) tab.run.value?.stop();
    else playground.run(tab);
    if (!running && isNarrowWindow()) results.current?.scrollIntoView({ behavior: 'smooth' });
  };
  return (
    <div class="work">
      <div class="editors">
        <div class="toolbar">
          <button
            type="button"
            class={running ? 'run stop' : 'run primary'}
            title={running ? 'Stop this operation' : 'Run this operation (Ctrl+Enter)'}
            onClick={toggle}
          >
            {running ? '■ Stop' : '▶ Run'}
          </button>
        </div>
        <Editor playground={playground} tab={tab} language="graphql" label="Operation" />
        <h2>Variables (JSON)</h2>
        <Editor playground={playground} tab={tab} language="json" label="Variables" />
      </div>
      <div class="results" ref={results}>
        <Results playground={playground} tab={tab} />
      </div>
    </div>
  );
}
